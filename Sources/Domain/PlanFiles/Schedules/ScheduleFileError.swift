public import Failures
public import Texts

/// Why a file is no schedule of an instance: the file, the line and what was found there.
public struct ScheduleFileError: ClassifiedError, Hashable {
  /// What is wrong with the file.
  public enum Problem: Hashable, Sendable {
    /// The file is not a table at all.
    case notATable(DelimitedTextError)
    /// A workbook without a plan that can be read: what there is, and what to do.
    case noSheet(String, String)
    /// The file has no lines.
    case empty
    /// The first line names neither layout, and is no car, step and sector either.
    case unknownHeader([String])
    /// A column of the wide layout is headed by something that is no time of the shift.
    case unknownTime(String, first: String, last: String)
    /// Two columns of the wide layout are headed by the same time.
    case repeatedTime(String)
    /// A step that is not a whole number.
    case badStep(String, stepCount: Int)
    /// A line without a car or a sector.
    case emptyCell(String)
    /// The file is JSON, but not of a plan, as this account says with its place.
    case document(FailureAccount)
    /// The file is a document of another format.
    case otherFormat(String)
    /// The file is a result without a plan, of this status.
    case noPlan(status: String?)
  }

  /// The file as the caller named it.
  public let file: String
  /// The line, counted from one, unless the whole file is meant.
  public let line: Int?
  /// What is wrong.
  public let problem: Problem
}

extension ScheduleFileError {
  /// The place and the problem, with what to do.
  public var account: FailureAccount {
    let place = line.map { ", line \($0)" } ?? ""
    if case .document(let account) = problem { return account }
    let (found, remedy) = problem.words
    if case .notATable = problem {
      return FailureAccount(.invalidData, "\(file), \(found)", remedy: remedy)
    }
    return FailureAccount(.invalidData, "\(file)\(place): \(found)", remedy: remedy)
  }
}

extension ScheduleFileError.Problem {
  /// What there is in the file, and what to do.
  fileprivate var words: (found: String, remedy: Remedy?) {
    switch self {
    case .notATable(let error): (error.account.problem, error.account.remedy)
    case .noSheet(let found, let advice): (found, .inWords(advice))
    case .empty: ("no schedule in an empty file", "write the columns car, step and sector")
    case .unknownHeader(let names):
      (
        "the columns \"\(names.prefix(8).map(\.escaped).joined(separator: ", "))\" are not those of a schedule",
        "name them car, step and sector, or car and the time of each step"
      )
    case .unknownTime(let name, let first, let last):
      (
        "no step starts at \(name.quoted)",
        "head the columns with the times from \(first) to \(last)"
      )
    case .repeatedTime(let name): ("two columns are headed \(name.quoted)", "keep one")
    case .badStep(let text, let stepCount):
      ("the step \(text.quoted) is not a whole number", "write 1 to \(stepCount), or its time")
    case .document(let account): (account.problem, account.remedy)
    case .otherFormat(let format):
      (
        "found the format \(format.quoted), which holds no plan",
        "give a plan as CSV or JSON, or a result"
      )
    case .noPlan(let status):
      (
        "the result has no plan\(status.map { ": its status is \($0.quoted)" } ?? "")",
        "give one that has"
      )
    case .emptyCell(let column): ("the \(column) is missing", "fill it in or remove the line")
    }
  }
}
