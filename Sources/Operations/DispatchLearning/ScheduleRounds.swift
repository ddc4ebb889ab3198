import Networks
import Reinforcement

/// How long a network for a shift's rest learns, and by which steps.
public struct ScheduleRounds: Hashable, Sendable {
  /// Rounds of playing and learning.
  public var rounds: Int
  /// Shifts of a round.
  public var shifts: Int
  /// Times that a round's decisions are looked at.
  public var passes: Int
  /// Rounds from one judgement to the next.
  public var turn: Int
  /// Shifts that a turn is judged by.
  public var judged = 100
  /// The length of Adam's first steps; they grow shorter.
  public var step: Float
  /// The share of decisions that are tried in futures.
  public var tried = 0.3
  /// The futures that a decision is tried in.
  public var futures = 4
  /// The calls of a future that are played.
  public var ahead = 12
  /// The ways to answer that are tried.
  public var rivals = 5

  /// The schedule of shipped models: by futures 384 shifts with some 7,000 decisions tried, by
  /// differences 1,920.
  public init(_ learning: ScheduleTask.Learning) {
    switch learning {
    // The paper's steps.
    case .differences: (rounds, shifts, passes, turn, step) = (60, 32, 4, 5, 5e-4)
    // More passes learn a round's luck by heart: what rivals of other shifts differ by was then
    // told worse than by nothing.
    case .futures: (rounds, shifts, passes, turn, step) = (8, 48, 4, 2, 1e-3)
    }
  }

  /// Steps, and a twin that follows within a round.
  var rates: LearningRates { LearningRates(step: step, follow: 0.02) }

  /// The share of decisions by chance in a round: by differences the paper's first and last share,
  /// which falls over a third of rounds; by futures a few, as rivals are tried anyway, and chance
  /// leaves no budget to learn of.
  func exploration(_ round: Int, _ learning: ScheduleTask.Learning) -> Double {
    learning == .futures
      ? 0.1 : EpsilonSchedule(from: 0.9, to: 0.05, over: max(1, rounds / 3)).value(at: round)
  }

  /// The share of a full step in a round: steps grow shorter towards the end, as targets have chance
  /// in them (Robbins & Monro 1951, doi:10.1214/aoms/1177729586).
  func rate(_ round: Int) -> Float { Float(max(1, rounds - round)) / Float(max(1, rounds)) }
}
