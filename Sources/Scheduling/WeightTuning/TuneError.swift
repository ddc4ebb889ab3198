public import PatrolModel
public import Planning
public import StudyStore
import Texts
public import Tuning

/// Why weights cannot be tuned.
public enum TuneError: Error, Sendable {
  /// No plan of an instance exists, for these reasons.
  case infeasible(instance: String, [PlanningConflict])
  /// The weights play no part, for this reason.
  case nothingToTune(String)
  /// A study to start from has no complete trial.
  case nothingToStartFrom(path: String)
  /// A study to start from is one of other weights.
  case otherParameters(path: String, found: [String], expected: [String])
  /// The travel of one of several instances has no bound to be compared with.
  case unbounded(instance: String)
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
    case .infeasible(let instance, let conflicts):
      "no plan of \(instance.escaped) exists: "
        + "\(conflicts.map(\.description).joined(separator: "; ")); change the shift"
    case .nothingToTune(let reason): reason
    case .nothingToStartFrom(let path):
      "the study \(path) has no complete trial to start from; name another one"
    case .otherParameters(let path, let found, let expected):
      "the study \(path) tunes \(found.joined(separator: ", ")); expected "
        + "\(expected.joined(separator: ", ")); name a study of the same rules and moves"
    case .unbounded(let instance):
      "the travel of \(instance.escaped) has no bound, so that its minutes cannot be weighed against "
        + "those of other instances; tune for it alone"
    case .run(let error): error.description
    case .file(let error): error.description
    case .study(let error): error.description
    }
  }
}
