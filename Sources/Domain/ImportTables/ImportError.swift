public import Failures

/// Why a planner's files do not make an instance: the place, what is there and what should be.
public struct ImportError: ClassifiedError, Hashable {
  /// Where in a file.
  public enum Place: Hashable, Sendable {
    /// The file as a whole.
    case file
    /// A line of a table, counted from one.
    case line(Int)
    /// A cell of a table: its line, and its column by the name in the header.
    case cell(line: Int, column: String)
    /// A value in JSON, as in `durations[0][3]`.
    case path(String)
  }

  /// The file as the caller named it.
  public let file: String
  /// Where in the file.
  public let place: Place
  /// What is there.
  public let found: String
  /// What should be there, or what to do.
  public let expected: String

  package init(_ file: String, _ place: Place, found: String, expected: String) {
    self.file = file
    self.place = place
    self.found = found
    self.expected = expected
  }
}

extension ImportError {
  /// The place, what is there and what should be.
  public var account: FailureAccount {
    let place =
      switch place {
      case .file: file
      case .line(let line): "\(file), line \(line)"
      case .cell(let line, let column): "\(file), line \(line), column \(column)"
      case .path(let path): "\(file), \(path)"
      }
    return FailureAccount(.invalidData, "\(place): \(found)", remedy: .inWords(expected))
  }
}
