/// An error that says what it means and what to do as data, not in the words of a program.
///
/// An error that wraps another one hands on the account of that one.
public protocol ClassifiedError: Error, CustomStringConvertible, Sendable {
  /// The kind, what is wrong, and what to do about it.
  var account: FailureAccount { get }
}

extension ClassifiedError {
  /// What is wrong and what to do, in one line that names no option of any program.
  public var description: String { account.line() }
}

/// What an error has to say: its kind, what is wrong, and what to do.
public struct FailureAccount: Hashable, Sendable {
  /// What the failure means.
  public let kind: FailureKind
  /// What is wrong, in one line: the place, the value found and what was expected.
  public let problem: String
  /// What to do about it, if there is something.
  public let remedy: Remedy?

  /// Creates an account.
  public init(_ kind: FailureKind, _ problem: String, remedy: Remedy? = nil) {
    self.kind = kind
    self.problem = problem
    self.remedy = remedy
  }

  /// The account in one line.
  ///
  /// - Parameter words: How to put the remedy, as a program does that has options for it.
  /// - Returns: What is wrong, and what to do in those words.
  public func line(_ words: (Remedy) -> String = { $0.description }) -> String {
    problem + (remedy.map { "; \(words($0))" } ?? "")
  }
}
