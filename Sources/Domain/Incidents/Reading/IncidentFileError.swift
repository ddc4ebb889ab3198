public import DurableFiles
public import Failures
import Texts

/// Why a file is no table of incidents; what is wrong with single records is in the log instead.
public enum IncidentFileError: ClassifiedError {
  /// The file cannot be read.
  case file(FileError)
  /// The file says that it is packed by gzip, and cannot be unpacked.
  case damagedArchive(file: String)
  /// It has no header.
  case noHeader(file: String)
  /// A column is missing.
  case noColumn(
    IncidentFormat.Column, file: String, asked: String?, header: [String])
  /// No record's time is in a known format, or in the one asked for.
  case unknownTimes(file: String, example: String, line: Int, asked: TimeFormat?)
  /// There is no such time zone.
  case unknownZone(String)
  /// No record is left; with the reasons why, in words.
  case noRecords(files: [String], read: Int, reasons: [String])

  /// What is wrong and what to do.
  public var account: FailureAccount {
    switch self {
    case .file(let error): return error.account
    case .damagedArchive(let file):
      return FailureAccount(
        .invalidData, "\(file.escaped): the end of the packed data is missing or damaged",
        remedy: .unpack(file: file, by: "gzip"))
    case .noHeader(let file):
      return FailureAccount(
        .invalidData, "\(file.escaped): found no line, expected a header with names of columns",
        remedy: "check the path")
    case .noColumn(let column, let file, let asked, let header):
      let wanted = asked.map { "called \($0.quoted)" } ?? "for \(column.rawValue)"
      return FailureAccount(
        .invalidData,
        "\(file.escaped), line 1: found the columns \(header.joined(separator: ", ").escaped), "
          + "expected one \(wanted)", remedy: "name the column for \(column.rawValue)")
    case .unknownTimes(let file, let example, let line, let asked):
      let formats = asked.map { [$0] } ?? TimeFormat.allCases
      let examples = formats.map { "\($0.rawValue) (\($0.example))" }.joined(separator: ", ")
      return FailureAccount(
        .invalidData,
        "\(file.escaped), line \(line): found the time \(example.quoted), expected one as "
          + examples, remedy: "name another column for the time, or write times in such a format")
    case .unknownZone(let zone):
      return FailureAccount(
        .usage, "there is no time zone \(zone.quoted)",
        remedy: "take a name such as America/Chicago")
    case .noRecords(let files, let read, let reasons):
      return FailureAccount(
        .invalidData,
        "\(files.joined(separator: ", ").escaped): none of \(read) records is left: "
          + (reasons.isEmpty ? "there is none" : reasons.joined(separator: "; ")),
        remedy: "mend that, say how the file is to be read, or filter less")
    }
  }
}
