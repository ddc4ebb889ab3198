import RandomStreams

/// An interval for a mean over days, by drawing days with replacement.
///
/// Hours of a day depend on each other, days hardly: whole days are drawn (Efron & Tibshirani 1993,
/// doi:10.1201/9780429246593, ch. 13; percentile intervals). Differences of two methods on the same
/// days are paired before they come here.
public struct DayBootstrap: Hashable, Sendable {
  /// The mean of the days.
  public let mean: Double
  /// Where 95 % of the means of drawn days are.
  public let interval: ClosedRange<Double>

  /// Draws days.
  ///
  /// - Parameters:
  ///   - days: A value per day, at least one.
  ///   - seed: Of the draws.
  ///   - draws: At least 40, so that there are 2.5 % of them.
  public init(_ days: [Double], seed: UInt64 = 1, draws: Int = 4_000) {
    precondition(!days.isEmpty && draws >= 40, "there is something to draw")
    var random = RandomStream(seed: seed)
    let means = (0..<draws).map { _ in
      days.indices.reduce(0) { sum, _ in sum + days[random.uniform(below: days.count)] }
        / Double(days.count)
    }.sorted()
    mean = days.reduce(0, +) / Double(days.count)
    interval = means[draws / 40]...means[draws - 1 - draws / 40]
  }
}
