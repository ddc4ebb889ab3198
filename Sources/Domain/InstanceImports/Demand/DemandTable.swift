import PatrolModel
import Tables
import Texts

/// A table of the cars each sector needs, in one of two layouts: a line per step (``WideDemand``), or
/// one per step and sector (``LongDemand``).
struct DemandTable {
  static let mostCars = 100_000
  private static let minutesPerDay = 1440

  /// The sectors in the order of the table.
  let sectors: [Sector.ID]
  let table: ImportTable
  /// A line of each step, for its time.
  private let steps: [Int]
  private let lead: LeadColumns
  private let cells: [[DemandCell]]

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
    table = try ImportTable(parsing: file, of: .demand, journal)
    lead =
      LongDemand.lead(of: table.header, known: known) ?? LeadColumns(table.header, known: known)
    try Self.checkIsUpright(table, known: known)
    if let long = try LongDemand(table, lead: lead, known: known, empty: empty) {
      (sectors, steps, cells) = (long.sectors, long.steps, long.cells)
    } else {
      let wide = try WideDemand(table, lead: lead, known: known, empty: empty)
      (sectors, steps, cells) = (wide.sectors, wide.steps, wide.cells)
    }
  }

  /// Throws if times stand above the columns, as in a table that has a line per sector.
  private static func checkIsUpright(
    _ table: ImportTable, known: Set<Sector.ID>
  ) throws(ImportError) {
    let titles = table.header.dropFirst()
    guard titles.count > 1, titles.allSatisfy({ ClockReading($0)?.start != nil }),
      !titles.contains(where: { known.contains(Sector.ID($0)) })
    else { return }
    throw ImportError(
      table.file, .line(table.headerLine), found: "times above the columns",
      expected: "turn the table: a line per step, which begins with its time, and a column per "
        + "sector")
  }

  /// The cells of sectors in another order, a row per step; reserve places need none.
  func needs(of sectors: [Sector], _ prices: InstanceImport.Prices) -> DemandNeeds? {
    let ids = sectors.filter { !$0.isReserve || self.sectors.contains($0.id) }.map(\.id)
    guard let columns = table.places(of: ids, in: self.sectors, as: "column") else { return nil }
    let places = Dictionary(zip(ids, columns), uniquingKeysWith: { first, _ in first })
    let rows = cells.map { row in
      sectors.map { sector in
        var cell = places[sector.id].map { row[$0] } ?? DemandCell(exactly: 0)
        // Where cars above the number have a price, there may be more of them.
        if prices.surplus != nil, cell.maximum == cell.minimum { cell.maximum = nil }
        return cell
      }
    }
    return DemandNeeds(
      rows: rows, isOpenAbove: sectors.contains(where: \.isReserve),
      isOpenBelow: prices.shortage != nil)
  }

  /// The number of cars on duty, with which each step's demand can be met.
  ///
  /// - Parameters:
  ///   - given: The number of cars, if it is known.
  ///   - needs: The demand.
  ///   - shift: The shift.
  /// - Returns: The number given, or what the step that wants most cars wants.
  /// - Throws: ``ImportError`` if a step needs or takes another number.
  func carCount(given: Int?, needs: DemandNeeds, shift: Shift) throws(ImportError) -> Int {
    let wanted = needs.wanted
    let count = given ?? (needs.isExact ? wanted[0] : wanted.max() ?? 0)
    guard (1...Self.mostCars).contains(count) else {
      throw ImportError(
        table.file, given == nil ? .line(table.lines[steps[0]].line) : .file,
        found: "\(count) cars", expected: "a shift has 1 to \(Self.mostCars) cars")
    }
    if given == nil, !needs.isExact {
      table.journal.note(table.file, "\(count) cars are taken, the most that a step is to have")
    }
    try check(
      needs, Array(repeating: count, count: needs.rows.count), shift: shift,
      whose: given == nil && needs.isExact ? "of step 1" : "on duty")
    return count
  }

  /// Throws unless each step can do with the cars that are in service then.
  func check(
    _ needs: DemandNeeds, _ inService: [Int], shift: Shift, whose: String = "in service"
  ) throws(ImportError) {
    for (step, count) in inService.enumerated() {
      guard let bound = needs.missed(by: count, at: step) else { continue }
      throw mismatch(step: step, needs: bound, count: count, shift: shift, whose)
    }
  }

  private func mismatch(
    step: Int, needs: Int, count: Int, shift: Shift, _ whose: String
  ) -> ImportError {
    let difference = needs - count
    return ImportError(
      table.file, .line(table.lines[steps[step]].line),
      found: "step \(step + 1) (\(shift.clock(StepIndex(step)))) needs \(needs) cars, "
        + "\(abs(difference)) \(difference > 0 ? "more" : "fewer") than the \(count) " + whose,
      expected: "let each step's numbers add up to \(count), or "
        + (difference > 0
          ? "say what a missing car costs" : "give sectors a max, or name a reserve place"))
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
    return Shift(startMinute: first, stepMinutes: each, stepCount: cells.count)
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

/// The demand of an import, cell by cell: what the numbers of cars have to be.
struct DemandNeeds {
  /// A row per step, a cell per sector.
  let rows: [[DemandCell]]
  /// Whether any number of cars more has a place.
  let isOpenAbove: Bool
  /// Whether cars may be missing.
  let isOpenBelow: Bool

  /// Whether each step needs one number of cars and no other.
  var isExact: Bool {
    !isOpenAbove && !isOpenBelow
      && rows.allSatisfy { $0.allSatisfy { $0.minimum == $0.maximum } }
  }

  /// The cars that each step is to have.
  var wanted: [Int] { rows.map { $0.reduce(0) { $0 + $1.target } } }

  /// The number of cars that a step needs or takes, if these are fewer or more.
  func missed(by count: Int, at step: Int) -> Int? {
    let least = rows[step].reduce(0) { $0 + $1.minimum }
    if !isOpenBelow, least > count { return least }
    let isOpen = isOpenAbove || rows[step].contains { $0.maximum == nil }
    let most = rows[step].reduce(0) { $0 + ($1.maximum ?? 0) }
    return !isOpen && most < count ? most : nil
  }

  /// The demand of an instance with so many cars.
  func demand(all: Int) -> Demand { Demand(ranges: rows.map { $0.map { $0.range(all: all) } }) }
}

/// The columns before those of sectors: the time, perhaps with a date before it or an end after it,
/// and before these a number that only counts the lines.
struct LeadColumns {
  /// How many there are.
  let count: Int
  private let date: Int?
  private let end: Int?
  /// The column with the time of the start.
  let timeColumn: Int

  private static let counters: Set<String> = [
    "", "#", "no", "no.", "nr", "nr.", "index", "step", "steps", "line", "unnamed: 0",
  ]
  private static let dates: Set<String> = ["date", "day", "datum", "fecha", "data"]
  private static let starts: Set<String> = [
    "time", "start", "from", "begin", "beginn", "hour", "uhrzeit", "von",
  ]
  private static let ends: Set<String> = ["end", "to", "until", "till", "ende", "bis"]

  init(_ header: [String], known: Set<Sector.ID>) {
    // A sector may be called as columns are.
    let names = header.prefix(4).map { known.contains(Sector.ID($0)) ? "\0" : $0.lowercased() }
    func isOne(_ place: Int, of words: Set<String>) -> Bool {
      names.indices.contains(place) && words.contains(names[place])
    }
    let isCounted =
      isOne(0, of: Self.counters)
      && (isOne(1, of: Self.starts) || isOne(1, of: Self.dates) && isOne(2, of: Self.starts))
    let first = isCounted ? 1 : 0
    date = isOne(first, of: Self.dates) && isOne(first + 1, of: Self.starts) ? first : nil
    timeColumn = date == nil ? first : first + 1
    let next = timeColumn + 1
    end = isOne(timeColumn, of: Self.starts) && isOne(next, of: Self.ends) ? next : nil
    count = next + (end == nil ? 0 : 1)
  }

  /// The columns of a table with a line per step and sector whose time stands behind the sector.
  ///
  /// - Returns: `nil` if there is no time there.
  init?(long header: [String], behind sector: Int) {
    let names = header.map { $0.lowercased() }
    guard let time = names.indices.first(where: { $0 > sector && Self.starts.contains(names[$0]) })
    else { return nil }
    timeColumn = time
    date = names.firstIndex(where: Self.dates.contains)
    end = names.firstIndex(where: Self.ends.contains)
    count = 0
  }

  /// The time of a line in one text.
  func text(of row: TableSheet.Row) -> String {
    (date.map { row[$0] + " " } ?? "") + row[timeColumn] + (end.map { " - " + row[$0] } ?? "")
  }

  /// Whether a line says nothing of its time.
  func isEmpty(in row: TableSheet.Row) -> Bool {
    [date, timeColumn, end].allSatisfy { $0.map { row[$0].isEmpty } ?? true }
  }

  /// What stands above the time.
  func heading(_ header: [String]) -> String { header[timeColumn] }
}
