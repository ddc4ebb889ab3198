public import Failures

/// Why a study does not go on.
public enum StudyError: ClassifiedError, Hashable {
  /// A trial in the store is not of the study's space.
  case foreignTrial(number: Int, reason: SearchSpaceError)
  /// An outcome or report that is no finite number, or a violation below zero.
  case invalidNumber(trial: Int, what: String, found: String)
  /// The next trial depends on these, which are running.
  case mustWait(trial: Int, on: [Int])
  /// There is nothing more to try.
  case spaceExhausted
  /// The store refuses or fails.
  case store(TrialStoreError)
  /// The sampler gives values that are not of the study's space.
  case unusableSuggestion(SearchSpaceError)
}

extension StudyError {
  /// What is wrong and what to do.
  public var account: FailureAccount {
    switch self {
    case .foreignTrial(let number, let reason):
      FailureAccount(
        .invalidData, "trial \(number) of the store is of another search space: \(reason)",
        remedy: "use a new study")
    case .invalidNumber(let trial, let what, let found):
      FailureAccount(
        .invalidData,
        "the \(what) of trial \(trial) is \(found); expected a finite number, and no violation "
          + "below zero", remedy: "tell that it failed instead")
    case .mustWait(let trial, let running):
      FailureAccount(
        .invalidData,
        "trial \(trial) depends on the results of "
          + running.map(String.init).joined(separator: ", "), remedy: "tell them first")
    case .spaceExhausted:
      FailureAccount(.invalidData, "every setting of the list or grid has been tried")
    case .store(let error): error.account
    case .unusableSuggestion(let reason):
      FailureAccount(
        .invalidData, "the sampler suggests what is not in the search space: \(reason)",
        remedy: "list settings of this space")
    }
  }
}
