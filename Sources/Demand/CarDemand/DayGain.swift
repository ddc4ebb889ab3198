import RandomStreams

/// How much less one plan loses than another on real days, as a share, with an interval.
///
/// Days are drawn with replacement, both plans on the same ones (paired bootstrap; Efron & Tibshirani 1993,
/// doi:10.1201/9780429246593, ch. 13; percentiles), and the ratio of sums is taken of each draw.
public struct DayGain: Hashable, Sendable {
  /// The loss of the plan over that of the other, less 1: −0.08 is 8 % less.
  public let change: Double
  /// Where 95 % of drawn changes are.
  public let interval: ClosedRange<Double>

  /// Compares losses by day; there are as many of both, at least one.
  public init(of plan: [Double], against other: [Double], seed: UInt64 = 1, draws: Int = 4_000) {
    precondition(plan.count == other.count && !plan.isEmpty && draws >= 40, "days are paired")
    var random = RandomStream(seed: seed)
    func change(_ sum: Double, _ base: Double) -> Double { base > 0 ? sum / base - 1 : 0 }
    let changes = (0..<draws).map { _ in
      var (sum, base) = (0.0, 0.0)
      for _ in plan.indices {
        let day = random.uniform(below: plan.count)
        sum += plan[day]
        base += other[day]
      }
      return change(sum, base)
    }.sorted()
    self.change = change(plan.reduce(0, +), other.reduce(0, +))
    interval = changes[draws / 40]...changes[draws - 1 - draws / 40]
  }
}
