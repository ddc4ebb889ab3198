public import Forecasts
import Incidents

/// How many incidents fall into the cells that a forecast calls the worst of each day.
///
/// The prediction accuracy index is the share of incidents there over the share of area (Chainey and
/// others 2008, doi:10.1057/palgrave.sj.8350066); the efficiency index is the number of incidents there
/// over the most that so many cells could have held (Hunt 2016).
public struct HotSpots: Hashable, Sendable {
  /// The share of cells that are called the worst.
  public let area: Double
  /// Prediction accuracy index.
  public let accuracy: Double
  /// Prediction efficiency index, in 0...1.
  public let efficiency: Double

  /// The shares of cells that are looked at.
  public static let areas = [0.01, 0.05, 0.1, 0.2]

  /// Judges the rates of whole days, of which all counts are known.
  ///
  /// - Parameters:
  ///   - rates: The forecast.
  ///   - counts: What happened.
  ///   - area: In 0...1; at least one cell is taken.
  public init(_ rates: HourlyRates, _ counts: HourlyCounts, area: Double) {
    precondition((0...1).contains(area), "a share of cells")
    let taken = max(1, Int((area * Double(rates.cellCount)).rounded()))
    var (hits, most, all) = (0.0, 0.0, 0.0)
    for midnight in stride(from: rates.hours.lowerBound, to: rates.hours.upperBound, by: 24) {
      var expected = [Double](repeating: 0, count: rates.cellCount)
      var observed = expected
      for hour in midnight..<midnight.advanced(by: 24) {
        for (cell, rate) in rates[hour].enumerated() { expected[cell] += rate }
        for entry in counts[hour] { observed[entry.cell] += entry.count }
      }
      let worst = expected.indices.sorted { (expected[$1], $0) < (expected[$0], $1) }
      hits += worst.prefix(taken).reduce(0) { $0 + observed[$1] }
      most += observed.sorted(by: >).prefix(taken).reduce(0, +)
      all += observed.reduce(0, +)
    }
    self.area = Double(taken) / Double(rates.cellCount)
    accuracy = all > 0 ? hits / all / self.area : 0
    efficiency = most > 0 ? hits / most : 0
  }
}
