/// When a run met its target, or for how long it had not: a censored time.
public enum TimeToTarget: Sendable, Equatable {
  /// The target was met after these seconds.
  case reached(Double)
  /// The run ended after these seconds without it.
  case notReached(after: Double)

  /// The seconds to the target, or nil.
  public var reachedSeconds: Double? {
    if case .reached(let seconds) = self { seconds } else { nil }
  }

  /// For order statistics: a run that never met its target comes after all that did.
  private var rank: Double { reachedSeconds ?? .infinity }

  /// The median; infinite if the middle runs did not reach their targets.
  ///
  /// No value is made up for a censored run: all that counts is that it took longer than the ones
  /// that reached theirs, which holds as long as all runs had the same limit.
  public static func median(of times: [TimeToTarget]) -> Double {
    precondition(!times.isEmpty, "a median needs a run")
    let ranks = times.map(\.rank).sorted()
    let upper = ranks[ranks.count / 2]
    return ranks.count.isMultiple(of: 2) ? (ranks[ranks.count / 2 - 1] + upper) / 2 : upper
  }

  /// A percentile bootstrap interval of the median, 95 % wide; its ends may be infinite.
  ///
  /// The runs are drawn anew 5,000 times, with replacement, from a generator of this seed.
  public static func medianInterval(
    of times: [TimeToTarget], resamples: Int = 5_000, seed: UInt64 = 1
  ) -> ClosedRange<Double> {
    precondition(!times.isEmpty && resamples > 0, "an interval needs runs and resamples")
    var generator = SplitMix64(seed: seed)
    let medians = (0..<resamples)
      .map { _ in median(of: times.map { _ in times[generator.index(below: times.count)] }) }
      .sorted()
    let tail = resamples / 40
    return medians[tail]...medians[resamples - 1 - tail]
  }
}

/// The generator SplitMix64, for resampling: doi:10.1145/2714064.2660195.
struct SplitMix64 {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// A uniform index; the bias of the multiplication is below count / 2⁶⁴.
  mutating func index(below count: Int) -> Int {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return Int((mixed ^ (mixed >> 31)).multipliedFullWidth(by: UInt64(count)).high)
  }
}
