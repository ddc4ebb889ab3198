/// When a run ends: at the first limit it meets, checked between rounds.
///
/// Limits in steps give the same result on every machine; a time limit does not, but the steps it
/// allowed are reported, and a run with that many steps repeats it.
public struct Stop: Sendable {
  /// The most steps per replica.
  public var steps: Int?
  /// The most time.
  public var time: Duration?
  /// A valid state with at most this energy ends the run.
  public var targetEnergy: Int64?
  /// The most steps per replica without a better incumbent.
  public var stepsWithoutImprovement: Int?
  /// Asked between rounds; `true` ends the run, as an interrupt does.
  public var isCancelled: @Sendable () -> Bool

  /// Creates limits; at least one besides cancellation should be set.
  public init(
    steps: Int? = nil, time: Duration? = nil, targetEnergy: Int64? = nil,
    stepsWithoutImprovement: Int? = nil, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.steps = steps
    self.time = time
    self.targetEnergy = targetEnergy
    self.stepsWithoutImprovement = stepsWithoutImprovement
    self.isCancelled = isCancelled
  }

  /// Why a run ended.
  public enum Reason: String, Hashable, Sendable {
    /// All allowed steps were made.
    case steps
    /// The time was up.
    case time
    /// The target energy was reached.
    case target
    /// No better incumbent was found for the allowed number of steps.
    case noImprovement = "no-improvement"
    /// The minimum is known, without a search.
    case solved
    /// The run was cancelled from outside.
    case cancelled
  }

  /// The reason to end a run that has come so far, with a best state of a rank, if there is one.
  ///
  /// A round that would not be over in time is not begun.
  package func reason(
    _ best: Rank, _ progress: AnnealingProgress, nextRound: Duration = .zero
  ) -> Reason? {
    if isCancelled() { return .cancelled }
    if let targetEnergy, best.violation == 0, best.energy <= targetEnergy { return .target }
    if let steps, progress.steps >= steps { return .steps }
    if let time, progress.elapsed + nextRound >= time { return .time }
    if let stepsWithoutImprovement,
      progress.steps - progress.stepsToBest >= stepsWithoutImprovement
    {
      return .noImprovement
    }
    return nil
  }
}
