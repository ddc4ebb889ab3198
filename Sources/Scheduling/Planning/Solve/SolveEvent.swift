public import Annealing
public import PatrolModel
public import PenaltyModel

/// What a solve run tells while it goes on.
public enum SolveEvent: Sendable {
  /// No plan travels less than this.
  case bounded(TravelBound)
  /// The model stands; bits and couplings are `nil` if the moves need no matrix.
  case built(bits: Int?, couplings: Int?, weights: WeightChoice, time: Duration)
  /// The temperatures were chosen, coldest first, in minutes.
  case started(temperatures: [Double])
  /// A better state was found.
  case incumbent(Standing)
  /// A round was completed.
  case round(Standing)

  /// Where a run stands.
  public struct Standing: Sendable {
    /// The energy of the best state; its travel if `violation` is 0.
    public let energy: Minutes
    /// By how many units the best state breaks the rules.
    public let violation: Int
    /// Steps, accepted moves and times.
    public let progress: AnnealingProgress

    /// Creates a standing.
    public init(energy: Minutes, violation: Int, progress: AnnealingProgress) {
      self.energy = energy
      self.violation = violation
      self.progress = progress
    }
  }

  init<State>(_ event: AnnealingEvent<State>) {
    switch event {
    case .started(let ladder):
      self = .started(temperatures: ladder.temperatures.map { $0 / 10 })
    case .incumbent(let best, let progress):
      self = .incumbent(Standing(best, progress))
    case .round(let best, let progress):
      self = .round(Standing(best, progress))
    }
  }
}

extension SolveEvent.Standing {
  fileprivate init<State>(_ best: Incumbent<State>, _ progress: AnnealingProgress) {
    self.init(
      energy: Minutes(tenths: Int(best.energy)), violation: Int(best.violation),
      progress: progress)
  }
}
