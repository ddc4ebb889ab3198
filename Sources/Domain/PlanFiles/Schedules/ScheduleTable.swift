import PatrolModel
import Tables

/// A table of a schedule, whatever file it was in: cells in rows, each with its place.
package struct ScheduleTable {
  /// A row with its line in the file, counted from one.
  package struct Row {
    package let line: Int
    package let values: [String]

    /// A row of cells, which are without blanks around them.
    package init(line: Int, values: [String]) {
      self.line = line
      self.values = values
    }
  }

  let file: String
  let instance: PatrolInstance

  /// The lines of a schedule in either layout.
  ///
  /// The long layout may have its columns in any order, further columns, and no header if its
  /// first three are car, step and sector. In the wide layout an empty cell means that the car has
  /// no sector then, and the sums of a workbook's sheet are passed over.
  func entries(_ rows: [Row]) throws(ScheduleFileError) -> [ScheduleEntry] {
    let rows = Self.withoutCount(rows)
    guard let header = rows.first else { throw error(.empty, line: nil) }
    let names = header.values
    if let columns = LongColumns(header: names) {
      return try longEntries(rows.dropFirst(), columns: columns)
    }
    if names.first?.lowercased() == "car" {
      return try wideEntries(rows.dropFirst(), header: header)
    }
    if names.count >= 3, Int(names[1]) != nil, !Self.stepTitles.contains(names[0].lowercased()) {
      return try longEntries(rows[...], columns: .inOrder)
    }
    throw error(.unknownHeader(names), line: header.line)
  }

  /// What stands above numbers of the lines, which libraries write before the cars.
  private static let countTitles: Set = ["", "#", "no", "nr", "index", "unnamed: 0"]

  /// The rows without a column before that of the cars which counts them.
  private static func withoutCount(_ rows: [Row]) -> [Row] {
    guard let titles = rows.first?.values, titles.count > 2, titles[1].lowercased() == "car",
      countTitles.contains(titles[0].lowercased())
    else { return rows }
    return rows.map { Row(line: $0.line, values: Array($0.values.dropFirst())) }
  }

  /// What stands above the steps of a table that has its cars in columns.
  private static let stepTitles: Set = ["time", "step", "start", "hour"]

  func error(_ problem: ScheduleFileError.Problem, line: Int?) -> ScheduleFileError {
    ScheduleFileError(file: file, line: line, problem: problem)
  }

  // MARK: - Long

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
      guard let car = column("car"), let step = column("step") ?? column("time"),
        let sector = column("sector")
      else { return nil }
      self.init(car: car, step: step, sector: sector)
    }
  }

  private func longEntries(
    _ rows: ArraySlice<Row>, columns: LongColumns
  ) throws(ScheduleFileError) -> [ScheduleEntry] {
    let headings = StepHeadings(instance.shift)
    var entries: [ScheduleEntry] = []
    for row in rows {
      let cells = row.values
      let name = cells[columns.step]
      guard let step = Self.number(name) ?? headings.step(named: name)?.number else {
        throw error(.badStep(name, stepCount: instance.stepCount), line: row.line)
      }
      if cells[columns.car].isEmpty { throw error(.emptyCell("car"), line: row.line) }
      if cells[columns.sector].isEmpty { throw error(.emptyCell("sector"), line: row.line) }
      entries.append(
        ScheduleEntry(
          car: Car.ID(cells[columns.car]), stepNumber: step,
          sector: Sector.ID(cells[columns.sector]), line: row.line))
    }
    return entries
  }

  /// The number of a step, which some programs write as `1.0`.
  private static func number(_ text: String) -> Int? {
    Int(text.hasSuffix(".0") ? String(text.dropLast(2)) : text)
  }

  // MARK: - Wide

  /// What the sheet Plan of a workbook calls the columns of sums, and their row.
  private static let sumColumns: Set = ["minutes", "moves"]
  private static let sumRow = "all cars"

  private func wideEntries(
    _ rows: ArraySlice<Row>, header: Row
  ) throws(ScheduleFileError) -> [ScheduleEntry] {
    let steps = try steps(of: header, count: stepColumns(of: header))
    let hasSums = header.values.contains(where: isSum)
    let cars = Set(instance.fleet.cars.map(\.id.rawValue))
    var isBelowSums = false
    var entries: [ScheduleEntry] = []
    for row in rows {
      let cells = row.values
      let places = zip(steps, cells.dropFirst()).filter { !$1.isEmpty }
      if hasSums, places.isEmpty, cells[0].lowercased() == Self.sumRow { isBelowSums = true }
      // A car without a place needs no line, and below the sums there are cars only if somebody sorted.
      if places.isEmpty || isBelowSums && !cars.contains(cells[0]) { continue }
      if cells[0].isEmpty { throw error(.emptyCell("car"), line: row.line) }
      for (step, cell) in places {
        entries.append(
          ScheduleEntry(
            car: Car.ID(cells[0]), stepNumber: step.number, sector: Sector.ID(cell),
            line: row.line))
      }
    }
    return entries
  }

  /// How many columns are of steps: behind them there may be sums, and notes under any heading that
  /// is no time.
  private func stepColumns(of header: Row) -> Int {
    let titles = header.values.dropFirst()
    let others = titles.reversed().prefix { !isTime($0) }.count
    if titles.count - others == instance.stepCount { return instance.stepCount }
    // A time that is misspelt is no note.
    return titles.count - titles.reversed().prefix(while: isSum).count
  }

  /// Whether a title is a time or a number, of this shift or another; `08:00 (2)` is one of a second day.
  private func isTime(_ title: String) -> Bool {
    let clock = title.split(separator: " (").first.map(String.init) ?? title
    return ClockReading(clock) != nil || Double(clock) != nil
  }

  private func isSum(_ title: String) -> Bool { Self.sumColumns.contains(title.lowercased()) }

  private func steps(of header: Row, count: Int) throws(ScheduleFileError) -> [StepIndex] {
    let headings = StepHeadings(instance.shift)
    if let steps = headings.steps(numbered: header.values.dropFirst().prefix(count)) {
      return steps
    }
    var steps: [StepIndex] = []
    var seen: Set<StepIndex> = []
    for name in header.values.dropFirst().prefix(count) {
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
