import PatrolModel

/// Plans in workbooks: the sheet Plan as ``PlanWorkbook`` writes it, or as somebody changed it.
///
/// The one place at which workbooks are read: rows of a sheet become a ``ScheduleTable``.
enum PlanSheet {
  static func entries(
    parsing bytes: [UInt8], of instance: PatrolInstance, file: String
  ) throws(ScheduleFileError) -> [ScheduleEntry] {
    throw ScheduleFileError(file: file, line: nil, problem: .workbook)
  }
}
