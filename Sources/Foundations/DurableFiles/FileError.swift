public import Failures

/// Why a file could not be read or written: the path, the step that failed and what to do.
public struct FileError: ClassifiedError, Hashable {
  /// What a failure means to whoever started the program.
  public enum Kind: Hashable, Sendable {
    /// There is no such file.
    case missing
    /// The file is there but must not, or cannot, be read: a directory, no permission.
    case unreadable
    /// The file is larger than the limit of the reader.
    case tooLarge
    /// No file can be created or replaced at that path.
    case cannotCreate
    /// The device failed or is full.
    case io
  }

  /// What the failure means.
  public let kind: Kind
  /// The path as the caller gave it, or `standard input`.
  public let path: String
  /// What was being done, as in `cannot write`'s `write`: `read` or `write`.
  public let purpose: String
  /// The step that failed, as in `open` or `rename`.
  public let operation: String
  /// The system's words for the failure, or ours where the system has none.
  public let reason: String
  /// What to do about it.
  public let advice: Remedy
}

extension FileError {
  /// The failure: path, reason, failed step and advice.
  public var account: FailureAccount {
    FailureAccount(
      kind.meaning, "cannot \(purpose) \(path): \(reason) (\(operation))", remedy: advice)
  }
}

extension FileError.Kind {
  fileprivate var meaning: FailureKind {
    switch self {
    case .missing, .unreadable: .unreadable
    case .tooLarge: .invalidData
    case .cannotCreate: .cannotCreate
    case .io: .inputOutput
    }
  }
}
