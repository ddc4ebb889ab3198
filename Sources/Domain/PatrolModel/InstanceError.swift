public import Failures
import Texts

/// What is wrong with an instance file, and where: the first thing found that keeps it from use.
public struct InstanceError: ClassifiedError, Hashable {
  /// A place in a text, as editors show it.
  public struct TextPosition: Hashable, Sendable {
    /// The line, from 1.
    public let line: Int
    /// The byte within the line, from 1.
    public let column: Int
  }

  /// The file, as the reader was told.
  public let file: String
  /// The place in the text, if the text is not JSON; else ``path`` says enough.
  public let position: TextPosition?
  /// The JSON path of the value, as in `$.travelMinutes[3][4]`.
  public let path: String
  /// What was expected, or how the values contradict each other.
  public let problem: String
  /// The value found, on one line and cut off after 60 characters, unless the problem quotes it.
  public let found: String?
  /// What to do about it.
  public let advice: Remedy
}

extension InstanceError {
  /// File, path, what was expected, what was found, what to do.
  public var account: FailureAccount {
    let place = position.map { ":\($0.line):\($0.column)" } ?? ""
    let value = found.map { ", found \($0)" } ?? ""
    return FailureAccount(
      .invalidData, "\(file.escaped)\(place): \(path): \(problem)\(value)", remedy: advice)
  }
}

extension InstanceError {
  init(_ error: JSONError) {
    self.init(
      file: error.file,
      position: error.position.map { TextPosition(line: $0.line, column: $0.column) },
      path: error.path, problem: error.problem, found: error.found, advice: error.advice)
  }
}
