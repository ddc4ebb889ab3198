import Texts

/// Why there is no page of a file.
public enum ReportError: Error, Sendable {
  /// A result or plan came without the shift that it is about.
  case needsInstance(file: String)
  /// The result is about another shift than the one given.
  case otherInstance(file: String, about: String, given: String)
  /// The plan in the file does not fit the shift, in these words.
  case plan(file: String, words: String)
  /// A study, which is a database, came as a stream.
  case streamed(file: String)
  /// The file is nothing that a page could be made of.
  case unknown(file: String, format: String)
}

extension ReportError: CustomStringConvertible {
  /// What is wrong and what to do, in one line.
  public var description: String {
    switch self {
    case .needsInstance(let file):
      "\(file.escaped) is about a shift; name the shift's file with --instance"
    case .otherInstance(let file, let about, let given):
      "\(file.escaped) is about \(about.escaped), given is \(given.escaped); name its own shift with "
        + "--instance"
    case .plan(let file, let words): "\(file.escaped): \(words)"
    case .streamed(let file): "\(file.escaped) holds a study; name its file instead"
    case .unknown(let file, let format):
      "\(file.escaped): there is no page for the format '\(format.escaped)'; give a plan (CSV), a "
        + "result of solve --json or exact --json, a comparison.json, or a study"
    }
  }
}
