public import PatrolModel
import Texts

extension ScheduleCSV {
  /// The lines of a schedule that somebody wrote down, in either layout.
  ///
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
  ) throws(ScheduleFileError) -> [DelimitedTable.Record] {
    do {
      return try DelimitedTable(parsing: bytes).records.filter { !$0.isBlank }
    } catch let cause {
      throw error(.notATable(cause), line: cause.line)
    }
  }

  func longEntries(
    _ records: ArraySlice<DelimitedTable.Record>, columns: LongColumns
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
    _ records: ArraySlice<DelimitedTable.Record>, header: DelimitedTable.Record
  ) throws(ScheduleFileError) -> [ScheduleEntry] {
    let steps = try steps(of: header)
    var entries: [ScheduleEntry] = []
    for record in records {
      let cells = record.values
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

  private func steps(
    of header: DelimitedTable.Record
  ) throws(ScheduleFileError) -> [StepIndex] {
    let headings = StepHeadings(instance.shift)
    var steps: [StepIndex] = []
    var seen: Set<StepIndex> = []
    for name in header.values.dropFirst() {
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
}
