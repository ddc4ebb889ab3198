package import Failures

/// Why a program was not started.
package struct ProcessError: ClassifiedError, Hashable {
  /// Its path.
  package let path: String
  /// The system's words.
  package let reason: String

  package init(_ path: String, _ reason: String) { (self.path, self.reason) = (path, reason) }

  /// What is wrong and what to do.
  package var account: FailureAccount {
    FailureAccount(
      .unreadable, "\(path): cannot be run: \(reason)",
      remedy: "give the path of a program that may be run")
  }
}
