/// Why a study does not go on.
public enum StudyError: Error, Hashable, Sendable {
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

extension StudyError: CustomStringConvertible {
  /// What is wrong and what to do, in one line.
  public var description: String {
    switch self {
    case .foreignTrial(let number, let reason):
      "trial \(number) of the store is of another search space: \(reason); use a new study"
    case .invalidNumber(let trial, let what, let found):
      "the \(what) of trial \(trial) is \(found); expected a finite number, and no violation below "
        + "zero; tell that it failed instead"
    case .mustWait(let trial, let running):
      "trial \(trial) depends on the results of \(running.map(String.init).joined(separator: ", ")); "
        + "tell them first"
    case .spaceExhausted:
      "every setting of the list or grid has been tried"
    case .store(let error):
      error.description
    case .unusableSuggestion(let reason):
      "the sampler suggests what is not in the search space: \(reason); list settings of this space"
    }
  }
}
