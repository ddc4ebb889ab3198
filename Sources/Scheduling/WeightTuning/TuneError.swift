public import Contradictions
public import Failures
public import PatrolModel
public import PenaltyModel
public import Planning
public import StudyStore
import Texts
public import Tuning

/// Why weights cannot be tuned.
public enum TuneError: ClassifiedError {
  /// No plan of an instance exists, for these reasons.
  case infeasible(instance: String, [PlanningConflict])
  /// The weights play no part, for this reason; with what to do instead.
  case nothingToTune(String, remedy: Remedy? = nil)
  /// A wish is about a weight that plays no part, as the moves keep its rule or there is none.
  case noPart(PenaltyWeight)
  /// A range for a weight does not begin above 0, or has one value only.
  case unusableRange(PenaltyWeight, ClosedRange<Minutes>)
  /// A weight that has a value is to be searched, too, or to be tried with another one.
  case rangeOfFixed(PenaltyWeight)
  /// Every weight has a value, so that there is nothing to search.
  case allFixed
  /// What is to be tried first is outside the range that is searched.
  case outsideRange(SearchSpaceError)
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

extension TuneError {
  /// What is wrong and what to do.
  public var account: FailureAccount {
    switch self {
    case .infeasible(let instance, let conflicts):
      FailureAccount(
        .infeasible,
        "no plan of \(instance.escaped) exists: "
          + conflicts.map(\.description).joined(separator: "; "), remedy: "change the shift")
    case .nothingToTune(let reason, let remedy):
      FailureAccount(.invalidData, reason, remedy: remedy)
    case .noPart(let weight):
      FailureAccount(
        .invalidData,
        "the weight \(weight.letter) plays no part in this study: its rule is not "
          + "there, or the moves keep it", remedy: "leave it out, or take other moves")
    case .unusableRange(let weight, let range):
      FailureAccount(
        .invalidData,
        "the range \(range.lowerBound) to \(range.upperBound) of \(weight.letter) "
          + "cannot be searched", remedy: "begin it above 0, and end it above its beginning")
    case .rangeOfFixed(let weight):
      FailureAccount(
        .invalidData, "\(weight.letter) has a fixed value, and another wish beside it",
        remedy: "leave one of them out")
    case .allFixed:
      FailureAccount(
        .invalidData, "all weights are fixed, so that there is nothing to tune",
        remedy: "leave one of them free")
    case .outsideRange(let error):
      FailureAccount(
        .invalidData, "what is to be tried first is outside the ranges: \(error)",
        remedy: "try other weights, or set ranges that hold them")
    case .nothingToStartFrom(let path):
      FailureAccount(
        .invalidData, "the study \(path) has no complete trial to start from",
        remedy: "name another one")
    case .otherParameters(let path, let found, let expected):
      FailureAccount(
        .invalidData,
        "the study \(path) tunes \(found.joined(separator: ", ")); expected "
          + expected.joined(separator: ", "), remedy: "name a study of the same rules and moves")
    case .unbounded(let instance):
      FailureAccount(
        .invalidData,
        "the travel of \(instance.escaped) has no bound, so that its minutes cannot be weighed "
          + "against those of other instances", remedy: "tune for it alone")
    case .run(let error): error.account
    case .file(let error): error.account
    case .study(let error): error.account
    }
  }
}
