import RandomStreams

/// An interval for a mean over shifts, by drawing shifts with replacement.
///
/// Calls of a shift depend on each other, shifts do not: whole shifts are drawn (Efron & Tibshirani
/// 1993, doi:10.1201/9780429246593, ch. 13; percentile intervals). For differences, values of two
/// policies are paired shift by shift before they come here.
public struct ScenarioBootstrap: Hashable, Sendable {
  /// The mean of the shifts.
  public let mean: Double
  /// Where 95 % of the means of drawn shifts are.
  public let interval: ClosedRange<Double>

  /// The number of means that are drawn: 50 of them beyond each end of the interval.
  private static let draws = 2_000

  /// Draws shifts; without any, all is 0.
  public init(_ values: [Double], seed: UInt64 = 1) {
    self.init(of: values.count, seed: seed) { drawn in
      drawn.reduce(0.0) { $0 + values[$1] } / Double(drawn.count)
    }
  }

  /// Draws shifts for any figure of theirs, as a ratio of sums; without any, all is 0.
  ///
  /// - Parameters:
  ///   - count: How many shifts there are.
  ///   - seed: Of the draws.
  ///   - figure: What some shifts give, by their numbers; ``mean`` is that of all, each once.
  public init(of count: Int, seed: UInt64, figure: ([Int]) -> Double) {
    guard count > 0 else {
      (mean, interval) = (0, 0...0)
      return
    }
    var random = RandomStream(seed: seed)
    let figures = (0..<Self.draws).map { _ in
      figure((0..<count).map { _ in random.uniform(below: count) })
    }.sorted()
    mean = figure(Array(0..<count))
    interval = figures[Self.draws / 40]...figures[Self.draws - 1 - Self.draws / 40]
  }

  /// How much more a policy has than another, over the shifts that both played.
  public init(
    of policy: PolicyResult, less other: PolicyResult, _ measure: DayMeasure, seed: UInt64 = 1
  ) {
    self.init(zip(policy.values(measure), other.values(measure)).map { $0 - $1 }, seed: seed)
  }
}
