public import Failures

/// Everything that is wrong with a planner's files, up to twenty errors, in the order of the files.
public struct ImportFailure: ClassifiedError, Hashable {
  /// The errors, of which there is at least one.
  public let errors: [ImportError]

  package init?(_ errors: [ImportError]) {
    guard !errors.isEmpty else { return nil }
    self.errors = errors
  }
}

extension ImportFailure {
  /// The first error, and how many more there are.
  public var account: FailureAccount {
    let first = errors[0].account
    guard errors.count > 1 else { return first }
    return FailureAccount(
      first.kind, first.problem + " (and \(errors.count - 1) more)", remedy: first.remedy)
  }
}
