import PatrolModel
public import Spreadsheets

/// A plan as a workbook: what planners open, filter, print and send.
public enum PlanWorkbook {
  /// The plan in six sheets: who is where, sector by sector, figures of cars, demand, moves and
  /// how it was made.
  ///
  /// The first four sheets begin with one row of headings; identifiers are those of the tables in
  /// CSV, and totals are numbers.
  ///
  /// - Throws: ``Spreadsheets/WorkbookError`` if the plan is larger than spreadsheet programs take.
  public static func bytes(of record: PlanRecord) throws(WorkbookError) -> [UInt8] {
    let sheets = PlanSheets(record)
    return try Workbook(
      title: record.instance.name, application: record.program,
      sheets: [
        sheets.plan, sheets.sectors, sheets.cars, sheets.demand, sheets.moves, sheets.about,
      ]
    ).bytes()
  }
}
