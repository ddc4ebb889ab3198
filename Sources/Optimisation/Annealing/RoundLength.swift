/// Steps between exchanges: rounds long enough for threads to pay and short enough to stop soon.
///
/// A round of a replica is so many trials of single bits at most, at about a nanosecond each.
enum RoundLength {
  /// Up to 1,000 steps and 4 million trials: a few milliseconds, and mostly far less, as steps cost
  /// next to nothing where nothing is accepted.
  static func parallelTrial(bits: Int) -> Int { trials(4_000_000, of: bits, atMost: 1_000) }

  /// Up to 100 sweeps and 400,000 trials: constraints are judged between flips, a millisecond.
  static func constrainedSweep(bits: Int) -> Int { trials(400_000, of: bits, atMost: 100) }

  /// Up to 100 sweeps and 10,000 trials: replicas that sweep freely decorrelate in a few sweeps, so
  /// that frequent exchanges pay; ten microseconds.
  static func freeSweep(bits: Int) -> Int { trials(10_000, of: bits, atMost: 100) }

  private static func trials(_ count: Int, of bits: Int, atMost steps: Int) -> Int {
    min(steps, max(1, count / max(1, bits)))
  }
}
