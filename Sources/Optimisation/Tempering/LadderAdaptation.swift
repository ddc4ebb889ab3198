import RandomStreams

/// Moves the temperatures between the ends of a ladder until all neighbours exchange equally often.
///
/// The sum of rejection rates along the ladder, the communication barrier Λ, hardly depends on where
/// the rungs are; round trips are most frequent when each pair has the same share of it (Syed et al.
/// 2022, doi:10.1111/rssb.12464, §5.1 and Algorithm 2). Rates are measured over epochs that double in
/// length. The first is left out, for walkers to forget their start; the ladder is fixed after the
/// last. So runs of the same seed and steps see the same temperatures.
package struct LadderAdaptation {
  /// Rounds of the first epoch, 16 attempts per pair: the power of two from which doubling reaches
  /// the last epoch in as many epochs as there are.
  package static let firstEpoch = 32
  /// The number of epochs, of 32 · (2⁷ − 1) = 4,064 rounds in all.
  ///
  /// The last one has 2,048 rounds, 1,024 attempts per pair: rates are then known to a standard error
  /// of √(¼ / 1,024) = 1/64 or better, and there is little left to gain.
  package static let epochs = 7
  /// Rejection counts for at least about that error: a rate below it cannot be told from 0.
  private static let leastRejection = 0.02

  /// Epochs from this one on have 512 rounds and more: barriers are then known to a tenth.
  private static let firstTellingEpoch = 4

  private var rejections: [Double]
  private var attempts: [Int]
  private var epoch = 0
  private var roundsLeft = Self.firstEpoch
  /// Rejection rates of the epoch that ended last.
  private var rates: [Double] = []

  /// Whether the epoch that ended last was long enough to judge the number of rungs by.
  package var isTelling: Bool { epoch > Self.firstTellingEpoch && epoch <= Self.epochs }
  /// Whether the epoch that ended last was the last one.
  package var isLast: Bool { epoch == Self.epochs }
  /// Λ, the sum of rejection rates in the epoch that ended last.
  package var barrier: Double { rates.reduce(0, +) }
  /// The least rate of accepted exchanges of a pair in that epoch.
  package var leastRate: Double { 1 - (rates.max() ?? 0) }

  /// Starts to measure so many pairs.
  package init(pairCount: Int) {
    rejections = Array(repeating: 0, count: max(0, pairCount))
    attempts = Array(repeating: 0, count: max(0, pairCount))
  }

  /// Books an attempt that was to succeed with a probability.
  package mutating func record(pair: Int, probability: Double) {
    rejections[pair] += 1 - probability
    attempts[pair] += 1
  }

  /// Ends a round; returns the new ladder when an epoch is over.
  package mutating func endRound(_ ladder: TemperatureLadder) -> TemperatureLadder? {
    guard epoch < Self.epochs else { return nil }
    roundsLeft -= 1
    guard roundsLeft == 0 else { return nil }
    defer { startEpoch() }
    return epoch == 0 ? ladder : rebuilt(ladder)
  }

  private mutating func startEpoch() {
    epoch += 1
    rates = zip(rejections, attempts).map { $0 / Double(max(1, $1)) }
    roundsLeft = Self.firstEpoch << epoch
    for pair in attempts.indices { (rejections[pair], attempts[pair]) = (0, 0) }
  }

  /// The rungs at equal shares of Λ, which is taken to grow linearly in ln T between rungs.
  ///
  /// Rungs go halfway there, since the rates are noisy.
  private func rebuilt(_ ladder: TemperatureLadder) -> TemperatureLadder {
    let logarithms = ladder.temperatures.map { naturalLogarithm($0) }
    let rates = zip(rejections, attempts).map { max(Self.leastRejection, $0 / Double(max(1, $1))) }
    let share = rates.reduce(0, +) / Double(max(1, rates.count))
    var (pair, below) = (0, 0.0)
    var rungs = logarithms
    for rung in logarithms.indices.dropFirst().dropLast() {
      let wanted = share * Double(rung)
      while pair + 1 < rates.count, below + rates[pair] < wanted {
        below += rates[pair]
        pair += 1
      }
      let part = min(1, (wanted - below) / rates[pair])
      let target = logarithms[pair] + part * (logarithms[pair + 1] - logarithms[pair])
      rungs[rung] = (logarithms[rung] + target) / 2
    }
    var temperatures = rungs.map { naturalExponential($0) }
    // The ends stay exactly where they are.
    temperatures[0] = ladder.temperatures[0]
    temperatures[temperatures.count - 1] = ladder.temperatures[temperatures.count - 1]
    return TemperatureLadder(temperatures)
  }
}
