public import PatrolModel
import Texts

extension ScheduleCSV {
  /// The lines of a schedule that somebody wrote down, in either layout.
  ///
  /// The long layout may have its columns in any order, further columns, and no header if its
  /// first three are car, step and sector. In the wide layout an empty cell means that the car has
  /// no sector then, and the sums of a workbook's sheet are passed over. Whether cars and sectors
  /// exist is left to a checker.
  ///
  /// - Throws: ``ScheduleFileError`` naming `file`, the line and what was found there.
  public static func entries(
    parsing bytes: [UInt8], of instance: PatrolInstance, file: String
  ) throws(ScheduleFileError) -> [ScheduleEntry] {
    let table = ScheduleTable(file: file, instance: instance)
    let records: [DelimitedTable.Record]
    do {
      records = try DelimitedTable(parsing: bytes).records.filter { !$0.isBlank }
    } catch let cause {
      throw table.error(.notATable(cause), line: cause.line)
    }
    return try table.entries(records.map { .init(line: $0.line, values: $0.values) })
  }
}
