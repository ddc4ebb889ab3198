public import Failures
public import PatrolModel
public import QUBOModel

/// Why a run came to no outcome at all.
public enum SolveError: ClassifiedError, Hashable {
  /// The model is too large, or its energies would not be exact.
  case model(QUBOError)
  /// The independent checker refuses what the search took for feasible: a defect of this program.
  case refused(String)
  /// The shift asks for more than the model knows of.
  case roster(RosterRefusal)
  /// A plan that was given breaks a rule.
  case infeasiblePlan(String)
}

extension SolveError {
  /// What happened and what to do.
  public var account: FailureAccount {
    switch self {
    case .model(let error): error.account
    case .roster(let error): error.account
    case .refused(let reason):
      FailureAccount(
        .defect, "the checker refuses the schedule that the search found: \(reason)",
        remedy: "this is a defect, please report it with the instance and the seed")
    case .infeasiblePlan(let reason):
      FailureAccount(
        .invalidData, "the plan given is not feasible: \(reason)", remedy: .feasiblePlan)
    }
  }
}
