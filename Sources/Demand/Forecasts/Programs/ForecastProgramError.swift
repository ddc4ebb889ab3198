public import Failures
import Texts

/// Why a user's program gave no forecast.
public enum ForecastProgramError: ClassifiedError, Hashable {
  /// It cannot be run; with the system's words.
  case notStarted(program: String, reason: String)
  /// It did not end in time, and was killed.
  case tooSlow(program: String, seconds: Double)
  /// It wrote more than any answer takes, and was killed.
  case tooLong(program: String, bytes: Int)
  /// It ended with another status than 0; with the last line on its standard error.
  case failed(program: String, status: Int, complaint: String)
  /// Its answer is not what was asked for: where, what was expected, and what is there.
  case wrongAnswer(program: String, path: String, problem: String, found: String)
  /// Somebody ended the run.
  case interrupted

  /// What is wrong and what to do.
  public var account: FailureAccount {
    switch self {
    case .notStarted(let program, let reason):
      FailureAccount(
        .unreadable, "\(program.escaped): cannot be run: \(reason.escaped)",
        remedy: "give a file that may be executed, a script with its #! line")
    case .tooSlow(let program, let seconds):
      FailureAccount(
        .invalidData,
        "\(program.escaped): did not answer within \(seconds) seconds, and was killed",
        remedy: "allow it more time, or let it do less")
    case .tooLong(let program, let bytes):
      FailureAccount(
        .invalidData, "\(program.escaped): wrote more than \(bytes) bytes, and was killed",
        remedy: "write one JSON object to standard output, and nothing else")
    case .failed(let program, let status, let complaint):
      FailureAccount(
        .invalidData,
        "\(program.escaped): ended with status \(status)"
          + (complaint.isEmpty ? "" : ", saying \(complaint.quoted)"),
        remedy: "mend the program")
    case .wrongAnswer(let program, let path, let problem, let found):
      FailureAccount(
        .invalidData, "\(program.escaped): answer: \(path): \(problem), found \(found)",
        remedy: "mend the program")
    case .interrupted:
      FailureAccount(.invalidData, "interrupted before the program had answered")
    }
  }
}
