public import Failures
import GRDB
import Texts
import Tuning

/// Why a study file cannot be used, in a planner's words.
public enum StudyStoreError: ClassifiedError, Hashable {
  /// The file cannot be opened or created, for this reason.
  case cannotOpen(path: String, reason: String)
  /// There is no such file.
  case missing(path: String)
  /// The file is something else.
  case notAStudy(path: String, found: String)
  /// The file ends before its content does.
  case truncated(path: String, bytes: Int, expected: Int)
  /// The content is not what was written.
  case damaged(path: String, detail: String)
  /// The file or its folder must not be written.
  case readOnly(path: String)
  /// Other processes did not leave the file for so many seconds.
  case locked(path: String, seconds: Double)
  /// A later version of this program made the file.
  case newerSchema(path: String, found: String, known: String)
  /// The study is about another instance.
  case otherInstance(path: String, study: String, given: String)
  /// The study was begun with another value of some setting.
  case otherSetting(path: String, name: String, study: String, given: String)
  /// The file is where the locks of several processes cannot be relied on.
  case networkFileSystem(path: String, name: String)
  /// The device failed or is full.
  case device(path: String, reason: String)
}

extension StudyStoreError {
  /// What is wrong and what to do.
  public var account: FailureAccount {
    switch self {
    case .cannotOpen(let path, let reason):
      FailureAccount(
        .cannotCreate, "cannot open the study \(path): \(reason)",
        remedy: "check the path and its folder")
    case .missing(let path):
      FailureAccount(.unreadable, "there is no study \(path)", remedy: "check the path")
    case .notAStudy(let path, let found):
      FailureAccount(
        .invalidData, "\(path) is no study of temper: found \(found.escaped)", remedy: .otherStudy)
    case .truncated(let path, let bytes, let expected):
      FailureAccount(
        .invalidData, "the study \(path) is cut off: found \(bytes) bytes, expected \(expected)",
        remedy: "take a copy that is whole")
    case .damaged(let path, let detail):
      FailureAccount(
        .invalidData, "the study \(path) is damaged: \(detail.escaped)",
        remedy: "nothing was changed, take a copy that is whole")
    case .readOnly(let path):
      FailureAccount(
        .cannotCreate, "the study \(path) must not be written",
        remedy: "allow it for the file and its folder, or copy both")
    case .locked(let path, let seconds):
      FailureAccount(
        .locked, "the study \(path) is locked by another program for more than \(seconds) s",
        remedy: "end that program or try again later")
    case .newerSchema(let path, let found, let known):
      FailureAccount(
        .invalidData,
        "the study \(path) was made by a later version of temper: found \(found.escaped), expected "
          + "\(known) at most", remedy: "use that version")
    case .otherInstance(let path, let study, let given):
      FailureAccount(
        .invalidData,
        "the study \(path) is about the instance \(study.escaped), given is \(given.escaped)",
        remedy: "name another study file")
    case .otherSetting(let path, let name, let study, let given):
      FailureAccount(
        .invalidData,
        "the study \(path) was begun with \(name) \(study.escaped), given is \(given.escaped)",
        remedy: "repeat its command, or name another study file")
    case .networkFileSystem(let path, let name):
      FailureAccount(
        .cannotCreate,
        "the study \(path) would be on the file system \(name), where locks of several processes "
          + "cannot be relied on and trials would be lost", remedy: "name a file on a local disk")
    case .device(let path, let reason):
      FailureAccount(
        .inputOutput, "cannot write the study \(path): \(reason)",
        remedy: "make room or check the device, all trials acknowledged are kept")
    }
  }
}

extension StudyStoreError {
  /// What SQLite or our own reading of a file throws, in our words.
  init(_ error: any Error, path: String, patience: Duration) {
    guard let error = error as? DatabaseError else {
      let detail = (error as? JSONError).map { "\($0.path): \($0.problem)" } ?? "\(error)"
      self = error as? StudyStoreError ?? .damaged(path: path, detail: detail)
      return
    }
    let words = error.message ?? "error \(error.resultCode.rawValue)"
    self =
      switch error.resultCode {
      // The last one is what a race for the log comes to that is lost again and again.
      case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL:
        .locked(path: path, seconds: patience / .seconds(1))
      case .SQLITE_READONLY, .SQLITE_PERM: .readOnly(path: path)
      case .SQLITE_CANTOPEN: .cannotOpen(path: path, reason: words)
      case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_NOMEM: .device(path: path, reason: words)
      default: .damaged(path: path, detail: words)
      }
  }
}

extension TrialStoreError {
  /// A study file that cannot be used, as its store says it.
  init(_ error: StudyStoreError) {
    self =
      if case .locked = error {
        .locked(reason: error.description)
      } else {
        .unavailable(reason: error.description)
      }
  }
}
