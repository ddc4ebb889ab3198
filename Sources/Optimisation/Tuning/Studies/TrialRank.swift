/// Where a finished trial stands among others: less is better.
///
/// Feasible trials come first, by value; then pruned ones that were feasible so far, the farther they
/// came the better, then by their last value; then infeasible ones, pruned or not, by violation, then
/// by value. Failed and running trials have no rank: nothing is known of their objective. That
/// feasibility comes before the objective is the rule of Deb 2000 (doi:10.1016/S0045-7825(99)00389-8).
public struct TrialRank: Comparable, Sendable {
  private let group: Int
  private let first: Double
  private let second: Double
  private let number: Int

  /// The rank of a trial; nil if it has none.
  public init?(_ trial: Trial) {
    number = trial.number
    switch trial.outcome {
    case .complete(let value, 0):
      (group, first, second) = (0, value, 0)
    case .complete(let value, let violation):
      (group, first, second) = (2, violation, value)
    case .pruned:
      guard let last = trial.reports.last else { return nil }
      (group, first, second) =
        last.violation == 0
        ? (1, -Double(last.step), last.value) : (2, last.violation, last.value)
    case .failed, nil:
      return nil
    }
  }

  /// Whether one rank is better than another; of equal trials the earlier one is.
  public static func < (one: TrialRank, other: TrialRank) -> Bool {
    (one.group, one.first, one.second, one.number)
      < (other.group, other.first, other.second, other.number)
  }

  /// The trials that have a rank, best first.
  public static func ranked(_ trials: [Trial]) -> [Trial] {
    trials.compactMap { trial in TrialRank(trial).map { (rank: $0, trial: trial) } }
      .sorted { $0.rank < $1.rank }
      .map(\.trial)
  }
}
