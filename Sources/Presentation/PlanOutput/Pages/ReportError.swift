public import Failures
import Texts

/// Why there is no page of a file.
public enum ReportError: ClassifiedError {
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

extension ReportError {
  /// What is wrong and what to do.
  public var account: FailureAccount {
    switch self {
    case .needsInstance(let file):
      FailureAccount(.invalidData, "\(file.escaped) is about a shift", remedy: .nameInstance)
    case .otherInstance(let file, let about, let given):
      FailureAccount(
        .invalidData, "\(file.escaped) is about \(about.escaped), given is \(given.escaped)",
        remedy: .nameOwnInstance)
    case .plan(let file, let words):
      FailureAccount(.invalidData, "\(file.escaped): \(words)")
    case .streamed(let file):
      FailureAccount(
        .invalidData, "\(file.escaped) holds a study", remedy: "name its file instead")
    case .unknown(let file, let format):
      FailureAccount(
        .invalidData, "\(file.escaped): there is no page for the format '\(format.escaped)'",
        remedy: .fileWithPage)
    }
  }
}
