public import Failures

/// Why a text is no quadratic function, or a function does not fit a format.
public struct QUBOFileError: ClassifiedError, Hashable {
  /// Where in a file.
  public enum Place: Hashable, Sendable {
    /// The file as a whole.
    case file
    /// A line, counted from one.
    case line(Int)
    /// A value in JSON, as in `$.linear_biases[3]`.
    case path(String)
  }

  /// The file as the caller named it.
  public let file: String
  /// Where in the file.
  public let place: Place
  /// What was expected, or what is wrong.
  public let problem: String
  /// What is there instead, on one line and cut off, unless the problem says it.
  public let found: String?
  /// What to do about it.
  public let advice: Remedy

  init(
    _ file: String, _ place: Place, _ problem: String, found: String? = nil, advice: Remedy
  ) {
    self.file = file
    self.place = place
    self.problem = problem
    self.found = found
    self.advice = advice
  }
}

extension QUBOFileError {
  /// File, place, what was expected, what was found, what to do.
  public var account: FailureAccount {
    let place =
      switch place {
      case .file: ""
      case .line(let line): ":\(line)"
      case .path(let path): ": \(path)"
      }
    return FailureAccount(
      .invalidData, "\(file)\(place): \(problem)\(found.map { ", found \($0)" } ?? "")",
      remedy: advice)
  }
}
