import RandomStreams

/// The temperatures of parallel tempering, coldest first, in energy units.
public struct TemperatureLadder: Hashable, Sendable {
  /// The temperatures, in non-decreasing order and > 0.
  public let temperatures: [Double]

  /// Creates a ladder of `count` temperatures in geometric progression.
  ///
  /// - Precondition: 0 < coldest ≤ hottest, both finite; `count` ≥ 1.
  public init(coldest: Double, hottest: Double, count: Int) {
    precondition(0 < coldest && coldest <= hottest && hottest.isFinite, "temperatures are in order")
    precondition(count >= 1, "a ladder has a rung")
    let step = naturalLogarithm(hottest / coldest) / Double(max(1, count - 1))
    temperatures = (0..<count).map { coldest * naturalExponential(step * Double($0)) }
  }

  /// Creates a ladder of temperatures that are > 0 and in order.
  package init(_ temperatures: [Double]) { self.temperatures = temperatures }

  /// Derives the ladder from energy barriers at a local minimum.
  ///
  /// As the Digital Annealer's automatic setting does, a temperature follows from a typical barrier
  /// and the probability p at which a walker should cross it, T = ΔE / −ln p: the hottest from the
  /// median barrier, the coldest from the tenth percentile.
  ///
  /// - Parameters:
  ///   - barriers: Positive energy changes, ascending; without any, all temperatures are 1.
  ///   - count: The number of temperatures.
  ///   - crossing: The probabilities per trial at the coldest and the hottest temperature.
  package init(barriers: [Int64], count: Int, crossing: (cold: Double, hot: Double)) {
    guard !barriers.isEmpty else {
      self.init(coldest: 1, hottest: 1, count: count)
      return
    }
    let median = Double(barriers[barriers.count / 2])
    let low = Double(barriers[barriers.count / 10])
    let hottest = median / -naturalLogarithm(crossing.hot)
    let coldest = low / -naturalLogarithm(crossing.cold)
    self.init(coldest: min(coldest, hottest), hottest: hottest, count: count)
  }
}
