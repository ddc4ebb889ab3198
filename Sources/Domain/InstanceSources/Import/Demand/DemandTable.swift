import PatrolModel
import Tables
import Texts

/// A table of the cars each sector needs: a line per step, a column per sector.
struct DemandTable {
  private static let mostCars = 100_000
  private static let minutesPerDay = 1440

  /// The sectors in the order of the header.
  let sectors: [Sector.ID]
  let table: ImportTable
  /// The lines of steps, without totals.
  private let steps: [Int]
  private let lead: LeadColumns
  private let cars: [[Int]]

  /// Reads the table; cells that are no numbers are reported.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - known: The sectors that other files know, which no total can be.
  ///   - empty: What an empty cell stands for, if for something.
  ///   - journal: Where remarks and errors go.
  /// - Throws: ``ImportError`` if the file is no such table.
  init(
    parsing file: InstanceImport.File, known: Set<Sector.ID>, empty: Int?, _ journal: ImportJournal
  ) throws(ImportError) {
    let table = try ImportTable(parsing: file, of: .demand, journal)
    let lead = LeadColumns(table.header, known: known)
    let totals = DemandTotals(table, lead: lead.count, known: known, empty: empty)
    let columns = try totals.sectorColumns()
    sectors = columns.map { Sector.ID(table.header[$0]) }
    try table.checkSectors(sectors) { _ in table.headerLine }
    steps = try totals.stepLines(columns: columns)
    var cars: [[Int]] = []
    for line in steps {
      var row: [Int] = []
      row.reserveCapacity(columns.count)
      for column in columns {
        if let count = totals.count(line: line, column: column), count <= Self.mostCars {
          row.append(count)
        } else {
          journal.report(
            table.error(
              line: line, column: column,
              expected: "write how many cars are needed, a whole number from 0 to \(Self.mostCars)"
                + (table.lines[line][column].isEmpty ? ", or say what empty cells are" : "")))
          if journal.isFull { break }
          row.append(0)
        }
      }
      if journal.isFull { break }
      cars.append(row)
    }
    self.table = table
    self.lead = lead
    self.cars = cars
  }

  /// The cars needed by the sectors in the given order, a row per step.
  func rows(for ids: [Sector.ID]) -> [[Int]]? {
    guard let columns = table.places(of: ids, in: sectors, as: "column") else { return nil }
    return cars.map { row in columns.map { row[$0] } }
  }

  /// The number of cars on duty, which each step's demand must add up to.
  ///
  /// - Parameters:
  ///   - given: The number of cars, if it is known.
  ///   - shift: The shift.
  /// - Returns: The number given, or what the first step needs.
  /// - Throws: ``ImportError`` if a step needs another number.
  func carCount(given: Int?, shift: Shift) throws(ImportError) -> Int {
    let sums = cars.map { $0.reduce(0, +) }
    let count = given ?? sums[0]
    guard (1...Self.mostCars).contains(count) else {
      throw ImportError(
        table.file, given == nil ? .line(table.lines[steps[0]].line) : .file,
        found: "\(count) cars", expected: "a shift has 1 to \(Self.mostCars) cars")
    }
    guard let step = sums.firstIndex(where: { $0 != count }) else { return count }
    throw mismatch(step: step, needs: sums[step], count: count, shift: shift) {
      given == nil ? "of step 1" : "on duty"
    }
  }

  /// Throws unless each step needs as many cars as are in service then.
  func checkCars(_ inService: [Int], shift: Shift) throws(ImportError) {
    for (step, row) in cars.enumerated() where row.reduce(0, +) != inService[step] {
      throw mismatch(
        step: step, needs: row.reduce(0, +), count: inService[step], shift: shift
      ) { "in service" }
    }
  }

  private func mismatch(
    step: Int, needs: Int, count: Int, shift: Shift, _ whose: () -> String
  ) -> ImportError {
    let difference = needs - count
    return ImportError(
      table.file, .line(table.lines[steps[step]].line),
      found: "step \(step + 1) (\(shift.clock(StepIndex(step)))) needs \(needs) cars, "
        + "\(abs(difference)) \(difference > 0 ? "more" : "fewer") than the \(count) " + whose(),
      expected: "let each step's numbers add up to \(count)")
  }

  /// The shift the first columns tell of; the given values serve where they tell nothing.
  func shift(startMinute: Int?, stepMinutes: Int?) throws(ImportError) -> Shift {
    let times: StepTimes
    do {
      times = try StepTimes(
        steps.map { lead.text(of: table.lines[$0]) }, heading: lead.heading(table.header))
    } catch let problem {
      throw table.error(
        line: steps[problem.cell], column: lead.timeColumn, expected: problem.expected,
        problem.found)
    }
    if let remark = times.remark { table.journal.note(table.file, remark) }
    let start = try given(startMinute, or: times.starts.first.map { $0 % Self.minutesPerDay }) {
      "the shift starts at \(Shift.clock(minute: $0))"
    }
    let lengths = zip(times.starts, times.starts.dropFirst()).map { $1 - $0 }
    let length = try given(stepMinutes, or: times.length ?? lengths.first) {
      "steps last \($0) minutes"
    }
    noteAssumptions(times, start: startMinute, length: stepMinutes)
    let first = start ?? 8 * 60
    let each = length ?? 60
    guard (0..<Self.minutesPerDay).contains(first), (1...Self.minutesPerDay).contains(each) else {
      throw ImportError(
        table.file, .file, found: "a start at minute \(first) and steps of \(each) minutes",
        expected: "a shift starts at minute 0 to 1439 and its steps last 1 to 1440 minutes")
    }
    if let step = lengths.firstIndex(where: { $0 != each }) {
      throw table.error(
        line: steps[step + 1], column: lead.timeColumn,
        expected: "steps of equal length: write " + Shift.clock(minute: times.starts[step] + each))
    }
    return Shift(startMinute: first, stepMinutes: each, stepCount: cars.count)
  }

  /// What was asked for, unless the table says something else.
  private func given(
    _ asked: Int?, or told: Int?, _ words: (Int) -> String
  ) throws(ImportError) -> Int? {
    guard let asked, let told, asked != told else { return told ?? asked }
    throw ImportError(
      table.file, .line(table.lines[steps[0]].line), found: words(told),
      expected: "ask for the same, or leave it to the table")
  }

  /// Says what nobody has said: when a shift starts, how long a step is.
  private func noteAssumptions(_ times: StepTimes, start: Int?, length: Int?) {
    if times.starts.isEmpty, start == nil {
      table.journal.note(table.file, "no times; the shift is taken to start at 08:00")
    }
    if times.starts.count < 2, times.length == nil, length == nil {
      table.journal.note(table.file, "no two times; a step is taken to last 60 minutes")
    }
  }
}

/// The columns before those of sectors: the time, perhaps with a date before it or an end after it.
struct LeadColumns {
  /// How many there are.
  let count: Int
  private let date: Int?
  private let end: Int?
  /// The column with the time of the start.
  let timeColumn: Int

  private static let dates: Set<String> = ["date", "day", "datum", "fecha", "data"]
  private static let starts: Set<String> = [
    "time", "start", "from", "begin", "beginn", "hour", "uhrzeit", "von",
  ]
  private static let ends: Set<String> = ["end", "to", "until", "till", "ende", "bis"]

  init(_ header: [String], known: Set<Sector.ID>) {
    let names = header.prefix(3).map { known.contains(Sector.ID($0)) ? "" : $0.lowercased() }
    func isOne(_ place: Int, of words: Set<String>) -> Bool {
      names.indices.contains(place) && words.contains(names[place])
    }
    date = isOne(0, of: Self.dates) && isOne(1, of: Self.starts) ? 0 : nil
    timeColumn = date == nil ? 0 : 1
    let next = timeColumn + 1
    end = isOne(timeColumn, of: Self.starts) && isOne(next, of: Self.ends) ? next : nil
    count = next + (end == nil ? 0 : 1)
  }

  /// The time of a line in one text.
  func text(of row: TableSheet.Row) -> String {
    (date.map { row[$0] + " " } ?? "") + row[timeColumn] + (end.map { " - " + row[$0] } ?? "")
  }

  /// What stands above the time.
  func heading(_ header: [String]) -> String { header[timeColumn] }
}
