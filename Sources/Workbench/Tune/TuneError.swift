public import PatrolModel
public import StudyStore
public import Tuning

/// Why weights cannot be tuned.
public enum TuneError: Error, Sendable {
  /// No plan exists, for these reasons.
  case infeasible([PlanningConflict])
  /// The weights play no part, for this reason.
  case nothingToTune(String)
  /// A run fails.
  case run(SolveError)
  /// The file of the study cannot be used.
  case file(StudyStoreError)
  /// The study does not go on.
  case study(StudyError)
}

extension TuneError: CustomStringConvertible {
  /// What is wrong and what to do, in one line.
  public var description: String {
    switch self {
    case .infeasible(let conflicts):
      "no plan exists: \(conflicts.map(\.description).joined(separator: "; ")); change the shift"
    case .nothingToTune(let reason): reason
    case .run(let error): error.description
    case .file(let error): error.description
    case .study(let error): error.description
    }
  }
}
