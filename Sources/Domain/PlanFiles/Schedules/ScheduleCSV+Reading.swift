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
  /// no sector then. Whether cars and sectors exist is left to a checker.
  ///
  /// - Throws: ``ScheduleFileError`` naming `file`, the line and what was found there.
  public static func entries(
    parsing bytes: [UInt8], of instance: PatrolInstance, file: String
  ) throws(ScheduleFileError) -> [ScheduleEntry] {
    let reader = Reader(file: file, instance: instance)
    let records = try reader.records(parsing: bytes)
    guard let header = records.first else { throw reader.error(.empty, line: nil) }

    let names = header.values
    if let columns = LongColumns(header: names) {
      return try reader.longEntries(records.dropFirst(), columns: columns)
    }
    if names.first?.lowercased() == "car" {
      return try reader.wideEntries(records.dropFirst(), header: header)
    }
    if names.count >= 3, Int(names[1]) != nil {
      return try reader.longEntries(records[...], columns: .inOrder)
    }
    throw reader.error(.unknownHeader(names), line: header.line)
  }
}

/// Where the cells of a long table are.
private struct LongColumns {
  let car: Int
  let step: Int
  let sector: Int

  static let inOrder = Self(car: 0, step: 1, sector: 2)

  private init(car: Int, step: Int, sector: Int) {
    self.car = car
    self.step = step
    self.sector = sector
  }

  init?(header: [String]) {
    func column(_ name: String) -> Int? {
      let columns = header.indices.filter { header[$0].lowercased() == name }
      return columns.count == 1 ? columns[0] : nil
    }
    guard let car = column("car"), let step = column("step"), let sector = column("sector")
    else { return nil }
    self.init(car: car, step: step, sector: sector)
  }
}

/// Reads the lines of one file.
private struct Reader {
  let file: String
  let instance: PatrolInstance

  func error(_ problem: ScheduleFileError.Problem, line: Int?) -> ScheduleFileError {
    ScheduleFileError(file: file, line: line, problem: problem)
  }

  func records(
    parsing bytes: [UInt8]
  ) throws(ScheduleFileError) -> [TableSheet.Row] {
    let content: TableFile
    do { content = try TableFile(parsing: bytes) } catch {
      if case .text(let cause) = error { throw self.error(.notATable(cause), line: cause.line) }
      throw self.error(.noSheet(error.found, error.advice), line: nil)
    }
    let plan = content.sheets.first { $0.name?.lowercased() == "plan" }
    if plan == nil, content.sheets.count > 1 {
      let names = content.sheets.map { ($0.name ?? "").quoted }.joined(separator: ", ")
      throw error(.noSheet("the sheets \(names)", "call the sheet of the plan \"Plan\""), line: nil)
    }
    guard let sheet = plan ?? content.sheets.first else { return [] }
    if let problem = sheet.problem {
      throw error(.noSheet(problem.found, problem.advice), line: nil)
    }
    return sheet.rows
  }

  func longEntries(
    _ records: ArraySlice<TableSheet.Row>, columns: LongColumns
  ) throws(ScheduleFileError) -> [ScheduleEntry] {
    var entries: [ScheduleEntry] = []
    for record in records {
      let cells = record.values
      guard let step = Int(cells[columns.step]) else {
        throw error(
          .badStep(cells[columns.step], stepCount: instance.stepCount), line: record.line)
      }
      if cells[columns.car].isEmpty { throw error(.emptyCell("car"), line: record.line) }
      if cells[columns.sector].isEmpty { throw error(.emptyCell("sector"), line: record.line) }
      entries.append(
        ScheduleEntry(
          car: Car.ID(cells[columns.car]), stepNumber: step,
          sector: Sector.ID(cells[columns.sector]), line: record.line))
    }
    return entries
  }

  func wideEntries(
    _ records: ArraySlice<TableSheet.Row>, header: TableSheet.Row
  ) throws(ScheduleFileError) -> [ScheduleEntry] {
    let steps = try steps(of: header)
    var entries: [ScheduleEntry] = []
    for record in records {
      let cells = record.values
      if isOwnNote(cells, steps: steps.count) { continue }
      if cells[0].isEmpty { throw error(.emptyCell("car"), line: record.line) }
      for (step, cell) in zip(steps, cells.dropFirst()) where !cell.isEmpty {
        entries.append(
          ScheduleEntry(
            car: Car.ID(cells[0]), stepNumber: step.number, sector: Sector.ID(cell),
            line: record.line))
      }
    }
    return entries
  }

  /// Whether a line is the total below a plan, or the verdict: no car, and no sector at any step.
  private func isOwnNote(_ cells: [String], steps: Int) -> Bool {
    guard cells[1...steps].allSatisfy(\.isEmpty) else { return false }
    return cells[0] == PlanSheets.totalName
      && !instance.fleet.cars.contains { $0.id.rawValue == cells[0] }
      || cells[0].hasPrefix(PlanRecord.notFeasible)
  }

  private func steps(
    of header: TableSheet.Row
  ) throws(ScheduleFileError) -> [StepIndex] {
    let headings = StepHeadings(instance.shift)
    var steps: [StepIndex] = []
    var seen: Set<StepIndex> = []
    var names = header.values.dropFirst()
    while let last = names.last, Self.isOwnFigure(last) { names.removeLast() }
    for name in names {
      guard let step = headings.step(named: name) else {
        let problem = ScheduleFileError.Problem.unknownTime(
          name, first: headings.names[0], last: headings.names[headings.names.count - 1])
        throw error(problem, line: header.line)
      }
      guard seen.insert(step).inserted else {
        throw error(.repeatedTime(name), line: header.line)
      }
      steps.append(step)
    }
    return steps
  }

  /// Whether a column is one of figures behind a plan, or an empty one.
  private static func isOwnFigure(_ heading: String) -> Bool {
    heading.isEmpty || PlanSheets.figures.contains(heading.lowercased())
  }
}
