package import Failures

/// What is wrong with a JSON document, and where.
package struct JSONError: ClassifiedError, Hashable {
  /// A place in a text, as editors show it: the line and the byte within it, both from one.
  package struct TextPosition: Hashable, Sendable {
    package let line: Int
    package let column: Int
  }

  /// The file, as the reader was told.
  package let file: String
  /// The place in the text, if the text is not JSON; else ``path`` says enough.
  package let position: TextPosition?
  /// The JSON path of the value, as in `$.travelMinutes[3][4]`.
  package let path: String
  /// What was expected, or how values contradict each other.
  package let problem: String
  /// The value found, on one line and cut off, unless the problem quotes it.
  package let found: String?
  /// What to do about it.
  package let advice: Remedy

  /// Creates an error about a value.
  package init(
    file: String, position: TextPosition? = nil, path: String, problem: String, found: String?,
    advice: Remedy
  ) {
    self.file = file
    self.position = position
    self.path = path
    self.problem = problem
    self.found = found
    self.advice = advice
  }
}

extension JSONError {
  /// File, path, what was expected, what was found, what to do.
  package var account: FailureAccount {
    let place = position.map { ":\($0.line):\($0.column)" } ?? ""
    let value = found.map { ", found \($0)" } ?? ""
    return FailureAccount(
      .invalidData, "\(file.escaped)\(place): \(path): \(problem)\(value)", remedy: advice)
  }
}
