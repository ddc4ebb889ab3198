public import QUBOModel

/// Why a run came to no outcome at all.
public enum SolveError: Error, Hashable, Sendable {
  /// The model is too large, or its energies would not be exact.
  case model(QUBOError)
  /// The independent checker refuses what the search took for feasible: a defect of this program.
  case refused(String)
  /// A plan that was given breaks a rule.
  case infeasiblePlan(String)
}

extension SolveError: CustomStringConvertible {
  /// What happened and what to do, in one line.
  public var description: String {
    switch self {
    case .model(let error): error.description
    case .refused(let reason):
      "the checker refuses the schedule that the search found: \(reason); this is a defect, "
        + "please report it with the instance and the seed"
    case .infeasiblePlan(let reason):
      "the plan given is not feasible: \(reason); give one that temper check accepts, or none"
    }
  }
}
