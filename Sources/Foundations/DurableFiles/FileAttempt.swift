import Failures
import Glibc

/// One attempt to read or write a path: makes system calls and puts their failures into words.
struct FileAttempt {
  /// What the attempt is for; the same error code means different things to readers and writers.
  enum Purpose: String {
    case read
    case write
  }

  let purpose: Purpose
  let path: String

  /// Makes a system call, again while signals interrupt it, and throws what it reports.
  @discardableResult
  func call<Result: SignedInteger>(
    _ operation: String, _ body: () -> Result
  ) throws(FileError) -> Result {
    while true {
      let result = body()
      if result >= 0 { return result }
      let code = errno
      if code != EINTR { throw failure(operation, code: code) }
    }
  }

  /// The error for a code the system reported.
  func failure(_ operation: String, code: Int32) -> FileError {
    FileError(
      kind: kind(of: code), path: path, purpose: purpose.rawValue, operation: operation,
      reason: String(cString: strerror(code)), advice: advice(for: code))
  }

  /// An error the system has no words for.
  func failure(
    _ kind: FileError.Kind, _ operation: String, reason: String, advice: Remedy
  ) -> FileError {
    FileError(
      kind: kind, path: path, purpose: purpose.rawValue, operation: operation, reason: reason,
      advice: advice)
  }

  /// Throws unless the path can be handed to the system: not empty and without NUL.
  func checkPath() throws(FileError) {
    // C would take everything before the NUL for the path: another file than the caller named.
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw failure("open", code: purpose == .read ? ENOENT : EINVAL)
    }
  }

  private func kind(of code: Int32) -> FileError.Kind {
    switch (purpose, code) {
    case (.read, ENOENT), (.read, ENOTDIR): .missing
    case (_, ENOENT), (_, ENOTDIR), (_, EACCES), (_, EPERM), (_, EISDIR), (_, ELOOP), (_, EROFS),
      (_, EINVAL), (_, EEXIST), (_, EILSEQ), (_, ETXTBSY), (_, ENAMETOOLONG), (_, ENXIO):
      purpose == .read ? .unreadable : .cannotCreate
    default: .io
    }
  }

  private func advice(for code: Int32) -> Remedy {
    switch (purpose, code) {
    case (_, EISDIR): "name a file, not a directory"
    case (_, ENAMETOOLONG): "choose a shorter name"
    case (_, ELOOP): "its symbolic links go round in a circle, name the file itself"
    case (.read, ENOENT), (.read, ENOTDIR): "check the path"
    case (.read, EACCES), (.read, EPERM): "make it readable for you"
    case (.read, _): "check the file and the device it is on"
    case (.write, ENOENT), (.write, ENOTDIR): "create its directory first"
    case (.write, EACCES), (.write, EPERM), (.write, EROFS): "choose a place you may write to"
    case (.write, ENOSPC), (.write, EDQUOT), (.write, EFBIG):
      "make room, or choose another place"
    case (.write, _): "choose another place"
    }
  }
}
