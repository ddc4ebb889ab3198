public import Failures

/// Why there is no exact answer at all.
public enum ExactError: ClassifiedError, Hashable {
  /// The solver cannot be had, or gave no answer that can be used.
  case solver(SolverError)
  /// The model would not fit into memory; with its size in words, and what to do instead.
  case tooLarge(String, remedy: Remedy? = nil)
  /// The method does not hold for this instance; with the reason, and what to do instead.
  case notApplicable(String, remedy: Remedy? = nil)
  /// The end was asked for, or the time was up, before there was an answer.
  case interrupted
  /// An answer contradicts itself: a defect of the solver or of this program.
  case wrongAnswer(String)
}

extension ExactError {
  /// What happened and what to do.
  public var account: FailureAccount {
    switch self {
    case .solver(let error): error.account
    case .tooLarge(let reason, let remedy):
      FailureAccount(.invalidData, "\(reason), which is too many", remedy: remedy)
    case .notApplicable(let reason, let remedy):
      FailureAccount(.invalidData, reason, remedy: remedy)
    case .interrupted:
      FailureAccount(.invalidData, "there was no time for an answer", remedy: .raiseTimeLimit)
    case .wrongAnswer(let reason):
      FailureAccount(
        .defect, "the exact answer contradicts itself: \(reason)",
        remedy: "this is a defect, please report it with the instance")
    }
  }
}

extension ExactError {
  /// Does what needs a solver; its errors become those of exact answers.
  package static func solving<Value>(
    _ body: () throws(SolverError) -> Value
  ) throws(ExactError) -> Value {
    do throws(SolverError) { return try body() } catch { throw .solver(error) }
  }
}
