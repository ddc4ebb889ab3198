public import Forecasts
import Incidents

/// How much more shifts differ from their forecasts than chance alone would have it.
public enum ShiftDispersion {
  /// Estimates the dispersion φ of shift totals on the last part of the training.
  ///
  /// The forecaster is fitted to what comes before that part and forecasts it as it would have then,
  /// so that φ contains what a forecast does not know. It is the φ under which the totals are most
  /// likely. A third of a year meets more than one season: the last two months alone are holidays.
  ///
  /// - Parameters:
  ///   - forecaster: What forecasts.
  ///   - counts: The training.
  ///   - shiftHours: Hours of a shift, a divisor of 24.
  ///   - share: The part of the training that is forecast, in 0..<1.
  /// - Returns: φ, at least 0.
  /// - Throws: ``ForecastError`` if what is before is too little to learn from.
  public static func estimate(
    _ forecaster: any Forecaster, on counts: HourlyCounts, shiftHours: Int = 8,
    share: Double = 1.0 / 3
  ) throws(ForecastError) -> Double {
    let held = max(1, Int(share * Double(counts.midnights.count)))
    let start = counts.hours.upperBound.advanced(by: -24 * held)
    let forecast = try forecaster.fit(counts.before(start))
    let rates = try forecast.rates(of: start..<counts.hours.upperBound, given: counts)
    return mostLikely(ShiftTotals(rates, counts, shiftHours: shiftHours))
  }

  /// The dispersion in 0...1 under which totals are most likely, by golden sections of √φ (Kiefer
  /// 1953, doi:10.2307/2032161); 40 of them leave an interval of 10⁻⁸.
  public static func mostLikely(_ totals: ShiftTotals) -> Double {
    func likelihood(_ root: Double) -> Double {
      totals.pairs.reduce(0) { sum, pair in
        let law = TotalDistribution(mean: max(pair.expected, 1e-9), dispersion: root * root)
        return sum + law.logProbability(of: pair.observed)
      }
    }
    let golden = 0.618_033_988_749_894_9
    var (low, high) = (0.0, 1.0)
    var (left, right) = (high - golden * (high - low), low + golden * (high - low))
    var (atLeft, atRight) = (likelihood(left), likelihood(right))
    for _ in 0..<40 {
      if atLeft >= atRight {
        (high, right, atRight) = (right, left, atLeft)
        left = high - golden * (high - low)
        atLeft = likelihood(left)
      } else {
        (low, left, atLeft) = (left, right, atRight)
        right = low + golden * (high - low)
        atRight = likelihood(right)
      }
    }
    let middle = (low + high) / 2
    // Where φ adds nothing the maximum is at the end of the interval.
    return likelihood(0) >= likelihood(middle) ? 0 : middle * middle
  }
}

/// Observed and expected incidents of each shift, city-wide.
public struct ShiftTotals: Sendable {
  /// A pair per shift, in order.
  public let pairs: [(observed: Double, expected: Double)]

  /// Adds up hours to shifts, which begin at midnight; shift hours divide 24.
  public init(_ rates: HourlyRates, _ counts: HourlyCounts, shiftHours: Int) {
    precondition(shiftHours >= 1 && 24 % shiftHours == 0, "shifts fill a day")
    pairs = stride(from: rates.hours.lowerBound, to: rates.hours.upperBound, by: shiftHours).map {
      shift in
      (shift..<shift.advanced(by: shiftHours)).reduce((0, 0)) { sum, hour in
        (sum.0 + counts.total(of: hour), sum.1 + rates.total(of: hour))
      }
    }
  }
}
