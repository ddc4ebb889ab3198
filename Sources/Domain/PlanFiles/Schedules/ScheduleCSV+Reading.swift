public import PatrolModel
import Tables
import Texts

extension ScheduleCSV {
  /// The lines of a schedule that somebody wrote down, in either layout, as text (CSV) or in a
  /// workbook (XLSX).
  ///
  /// Of a workbook with several sheets that called Plan counts. What this program's own sheet has
  /// beside the plan, its minutes, moves, totals and verdict, is passed over.
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
    let rows = try rows(parsing: bytes, table)
    return try table.entries(rows.map { .init(line: $0.line, values: $0.values) })
  }

  /// The rows of the one table that is meant.
  private static func rows(
    parsing bytes: [UInt8], _ table: ScheduleTable
  ) throws(ScheduleFileError) -> [TableSheet.Row] {
    let content: TableFile
    do { content = try TableFile(parsing: bytes) } catch {
      if case .text(let cause) = error { throw table.error(.notATable(cause), line: cause.line) }
      throw table.error(.noSheet(error.found, error.advice), line: nil)
    }
    let plan = content.sheets.first { $0.name?.lowercased() == "plan" }
    if plan == nil, content.sheets.count > 1 {
      let names = content.sheets.map { ($0.name ?? "").quoted }.joined(separator: ", ")
      throw table.error(
        .noSheet("the sheets \(names)", "call the sheet of the plan \"Plan\""), line: nil)
    }
    guard let sheet = plan ?? content.sheets.first else { return [] }
    if let problem = sheet.problem {
      throw table.error(.noSheet(problem.found, problem.advice), line: nil)
    }
    return sheet.rows
  }
}
