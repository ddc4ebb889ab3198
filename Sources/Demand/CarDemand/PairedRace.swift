/// Compares an allocation with the best so far on the same scenarios, and gives up early.
///
/// On a part of the scenarios, then a larger one, then all: an allocation whose mean difference is above
/// one standard error on a part is dropped there, as most are clearly worse (racing: Maron & Moore
/// 1994, "Hoeffding races"; here with paired differences). What is accepted was seen on all scenarios.
struct PairedRace {
  private let trial: AllocationTrial
  private let stages: [Int]
  /// What a car that moves at a change of blocks costs, in units of loss.
  let friction: Double

  /// The best so far.
  private(set) var best: Allocation
  /// Its losses by scenario.
  private(set) var losses: [Double]
  /// Allocations that were played, and shifts that were played for them.
  private(set) var candidates = 0, shifts = 0

  init(_ trial: AllocationTrial, from start: Allocation, friction: Double) {
    self.trial = trial
    self.friction = friction
    let count = trial.scenarios.count
    // Four times as many each time, from where a standard error means something.
    stages = [count / 16, count / 4].filter { $0 >= 32 } + [count]
    best = start
    losses = trial.losses(of: start, in: 0..<count)
  }

  /// The mean loss of the best, with its moves.
  var loss: Double {
    losses.reduce(0, +) / Double(max(1, losses.count)) + friction * Double(best.moveCount)
  }

  /// Takes a candidate for the best if it is better; returns whether it is.
  mutating func challenge(_ candidate: Allocation) -> Bool {
    let moving = friction * Double(candidate.moveCount - best.moveCount)
    var own: [Double] = []
    candidates += 1
    for stage in stages {
      shifts += stage - own.count
      own += trial.losses(of: candidate, in: own.count..<stage)
      let difference = PairedDifference(own, losses)
      let mean = difference.mean + moving
      // Differences of a billionth are rounding, and would let a search go in circles.
      let isLast = stage == stages.last
      guard isLast ? mean < -1e-9 : mean < difference.standardError else { return false }
    }
    (best, losses) = (candidate, own)
    return true
  }
}

/// The mean of paired differences, and how far it may be off.
public struct PairedDifference: Hashable, Sendable {
  /// The mean of first less second.
  public let mean: Double
  /// Its standard error; 0 for fewer than two pairs.
  public let standardError: Double

  /// Compares the first values with as many of others.
  public init(_ first: [Double], _ second: [Double]) {
    let differences = zip(first, second).map { $0 - $1 }
    let count = Double(max(1, differences.count))
    let mean = differences.reduce(0, +) / count
    let squares = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    self.mean = mean
    standardError =
      differences.count < 2 ? 0 : (squares / (count - 1) / count).squareRoot()
  }
}
