public import PatrolModel
import Texts

/// What a file says of a plan: the same for every form in which Temper writes plans.
public struct PlanContent: Hashable, Sendable {
  /// Who is where, as far as the file says; whether that is a complete plan is not looked at.
  public let entries: [ScheduleEntry]
  /// The day that the plan is for, in words or as `2026-03-28`, if the file knows.
  public let day: String?
  /// The zone of the shift's clock, as `Europe/London`, if the file knows.
  public let timeZone: String?
  /// The shift that the plan was made for, if the file knows: its fingerprint.
  public let fingerprint: String?

  init(
    entries: [ScheduleEntry], day: String? = nil, timeZone: String? = nil,
    fingerprint: String? = nil
  ) {
    self.entries = entries
    self.day = day
    self.timeZone = timeZone
    self.fingerprint = fingerprint
  }

  /// Reads a plan: tables as CSV or in a workbook (XLSX), results and plans as JSON; the content tells which it is.
  ///
  /// - Parameters:
  ///   - bytes: The file's content.
  ///   - instance: The shift.
  ///   - file: What errors call the file.
  /// - Throws: ``ScheduleFileError`` naming the file, the place and what was found there.
  public init(
    parsing bytes: [UInt8], of instance: PatrolInstance, file: String
  ) throws(ScheduleFileError) {
    switch Form(of: bytes) {
    case .document: self = try PlanJSON.content(parsing: bytes, file: file)
    case .table:
      self.init(entries: try ScheduleCSV.entries(parsing: bytes, of: instance, file: file))
    }
  }

  /// What a file is, by what it begins with.
  private enum Form {
    /// Text, or the sheet of a workbook.
    case table
    case document

    init(of bytes: [UInt8]) {
      let mark: [UInt8] = [0xef, 0xbb, 0xbf]
      let text = bytes.starts(with: mark) ? bytes[mark.count...] : bytes[...]
      if text.first(where: { !" \t\r\n".utf8.contains($0) }) == UInt8(ascii: "{") {
        self = .document
      } else {
        self = .table
      }
    }
  }
}
