public import Forecasts
import Incidents
import RandomStreams
import Scenarios

/// How well rates say what happened, summed over cells and hours of each day.
///
/// The deviance of y under the rate λ is 2 (y ln (y/λ) − (y − λ)), the log score λ − y ln λ + ln y!:
/// both are proper, least on average for the true rate. The logarithms are needed only where
/// something happened, the rest is the sum of all rates.
public struct DayScores: Sendable {
  /// Cells times hours of a day.
  public let cellHoursPerDay: Int
  /// The Poisson deviance of each day.
  public private(set) var deviance: [Double] = []
  /// Minus the logarithm of the Poisson probability of each day.
  public private(set) var logScore: [Double] = []
  /// The squared errors of each day.
  public private(set) var squaredError: [Double] = []

  /// Scores the rates of whole days, of which all counts are known.
  public init(_ rates: HourlyRates, _ counts: HourlyCounts) {
    precondition(rates.hours.count % 24 == 0, "days are whole")
    cellHoursPerDay = rates.cellCount * 24
    for midnight in stride(from: rates.hours.lowerBound, to: rates.hours.upperBound, by: 24) {
      var (deviance, log, square) = (0.0, 0.0, 0.0)
      for hour in midnight..<midnight.advanced(by: 24) {
        let now = rates[hour]
        for rate in now {
          deviance += 2 * rate
          log += rate
          square += rate * rate
        }
        for entry in counts[hour] {
          let (rate, count) = (now[now.startIndex + entry.cell], entry.count)
          deviance += 2 * (count * naturalLogarithm(count / rate) - count)
          log += logGamma(count + 1) - count * naturalLogarithm(rate)
          square += count * count - 2 * count * rate
        }
      }
      self.deviance.append(deviance)
      logScore.append(log)
      squaredError.append(square)
    }
  }

  /// The mean Poisson deviance of a cell in an hour.
  public var meanDeviance: Double { mean(deviance) }
  /// The mean log score of a cell in an hour.
  public var meanLogScore: Double { mean(logScore) }
  /// The root of the mean squared error of a cell in an hour.
  public var rmse: Double { mean(squaredError).squareRoot() }

  private func mean(_ sums: [Double]) -> Double {
    sums.isEmpty ? 0 : sums.reduce(0, +) / (Double(sums.count) * Double(cellHoursPerDay))
  }
}

extension DayScores {
  /// The mean deviance of a cell and hour, day by day.
  public var meanDeviances: [Double] { deviance.map { $0 / Double(cellHoursPerDay) } }

  /// By how much each day's means are larger than another method's on the same days.
  public func differences(
    from other: DayScores
  ) -> (deviance: [Double], logScore: [Double], squaredError: [Double]) {
    precondition(deviance.count == other.deviance.count, "the days are the same")
    func difference(_ ours: [Double], _ others: [Double]) -> [Double] {
      zip(ours, others).map { ($0 - $1) / Double(cellHoursPerDay) }
    }
    return (
      difference(deviance, other.deviance), difference(logScore, other.logScore),
      difference(squaredError, other.squaredError)
    )
  }
}
