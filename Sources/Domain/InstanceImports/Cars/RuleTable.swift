import PatrolModel
import Tables
import Texts

/// A list of rules with the columns `rule`, `car`, `car2`, `sector`, `from` and `to`.
///
/// A rule is one of `pin` (a car is in a sector), `ban` (it is not), `together` and `apart` (two
/// cars), and `closed` (no car is in a sector); without times it holds all through the shift.
struct RuleTable {
  /// The cars, which have names where rules need them.
  let fleet: Fleet
  private(set) var roster = RosterRules.none
  private var fixed: [PlanningRules.Assignment] = []
  private var forbidden: [PlanningRules.Assignment] = []
  /// The same, to be looked up: where cars are pinned, what is banned, and what pairs have said.
  private var pinned: [Cell: SectorIndex] = [:]
  private var banned: Set<PlanningRules.Assignment> = []
  private var paired: [Pair: Set<StepIndex>] = [:]

  private struct Cell: Hashable {
    let car: CarIndex
    let step: StepIndex
  }

  private struct Pair: Hashable {
    let cars: Set<CarIndex>
    let isTogether: Bool
  }

  /// The pins and bans.
  var rules: PlanningRules { PlanningRules(fixed: fixed, forbidden: forbidden) }

  /// Reads the list; lines that do not fit are reported.
  init(
    parsing file: InstanceImport.File, fleet: Fleet, _ places: ImportPlaces,
    _ journal: ImportJournal
  ) throws(ImportError) {
    self.fleet = .named(fleet.cars)
    let table = try ImportTable(parsing: file, of: .rules, journal)
    let reader = try RuleReader(table, fleet: fleet, places)
    for line in table.lines.indices where !journal.isFull {
      _ = journal.collect { () throws(ImportError) in
        try add(reader, line: line, places)
      }
    }
  }

  private mutating func add(
    _ reader: RuleReader, line: Int, _ places: ImportPlaces
  ) throws(ImportError) {
    let steps = try reader.steps(line: line)
    switch try reader.kind(line: line) {
    case .pin:
      let (car, sector) = (try reader.car(line: line), try reader.sector(line: line))
      for step in try serviceSteps(of: car, among: steps, reader, line: line) {
        let pin = PlanningRules.Assignment(car: car, step: step, sector: sector)
        let known = pinned[Cell(car: car, step: step)]
        guard known == nil || known == sector, !banned.contains(pin) else {
          throw reader.contradiction(line: line, step: step)
        }
        if known == nil { fixed.append(pin) }
        pinned[Cell(car: car, step: step)] = sector
      }
    case .ban: try forbid([try reader.car(line: line)], steps, reader, line: line)
    case .closed: try forbid((0..<fleet.count).map { CarIndex($0) }, steps, reader, line: line)
    case .together, .apart:
      let (first, second) = try reader.pair(line: line)
      let pair = RosterRules.CarPair(
        first, second, isTogether: try reader.kind(line: line) == .together,
        steps: steps.count == places.shift.stepCount ? nil : steps)
      let cars: Set = [first, second]
      if let opposite = paired[Pair(cars: cars, isTogether: !pair.isTogether)],
        let step = steps.first(where: opposite.contains)
      {
        throw reader.contradiction(line: line, step: step)
      }
      paired[Pair(cars: cars, isTogether: pair.isTogether), default: []].formUnion(steps)
      roster.pairs.append(pair)
    }
  }

  /// The steps of a pin at which its car is on duty: without times, these are meant.
  private func serviceSteps(
    of car: CarIndex, among steps: [StepIndex], _ reader: RuleReader, line: Int
  ) throws(ImportError) -> [StepIndex] {
    let off = fleet[car].off
    guard reader.hasTimes(line: line) else { return steps.filter { !off.contains($0) } }
    if let step = steps.first(where: off.contains) { throw reader.absence(line: line, step: step) }
    return steps
  }

  private mutating func forbid(
    _ cars: [CarIndex], _ steps: [StepIndex], _ reader: RuleReader, line: Int
  ) throws(ImportError) {
    let sector = try reader.sector(line: line)
    for car in cars {
      for step in steps {
        let ban = PlanningRules.Assignment(car: car, step: step, sector: sector)
        if pinned[Cell(car: car, step: step)] == sector {
          throw reader.contradiction(line: line, step: step)
        }
        // A sector may be closed to all, and a car kept out of it by a line of its own.
        if banned.insert(ban).inserted { forbidden.append(ban) }
      }
    }
  }
}

/// Reads the rules of a table line by line.
private struct RuleReader {
  enum Kind: String, CaseIterable {
    case pin, ban, together, apart, closed
  }

  private let table: ImportTable
  private let places: ImportPlaces
  private let cars: [String: CarIndex]
  private let rule: Int
  private let car: Int?
  private let other: Int?
  private let sector: Int?
  private let from: Int?
  private let to: Int?

  init(_ table: ImportTable, fleet: Fleet, _ places: ImportPlaces) throws(ImportError) {
    self.table = table
    self.places = places
    cars = Dictionary(
      fleet.cars.enumerated().map { ($1.id.rawValue, CarIndex($0)) },
      uniquingKeysWith: { first, _ in first })
    guard let rule = try table.column(["rule", "kind", "type"]) else {
      throw ImportError(
        table.file, .line(table.headerLine), found: "no column \"rule\"",
        expected: "name the columns rule, car, car2, sector, from and to")
    }
    self.rule = rule
    car = try table.column(["car", "car1", "unit", "vehicle", "callsign", "call sign"])
    other = try table.column(["car2", "with", "other"])
    sector = try table.column(["sector", "beat", "zone", "area"])
    from = try table.column(["from", "start", "begin"])
    to = try table.column(["to", "until", "end"])
    table.noteUnused([rule, car, other, sector, from, to])
  }

  func kind(line: Int) throws(ImportError) -> Kind {
    if let kind = Kind(rawValue: table.lines[line][rule].lowercased()) { return kind }
    throw table.error(
      line: line, column: rule,
      expected: "write one of \(Kind.allCases.map(\.rawValue).joined(separator: ", "))")
  }

  func car(line: Int) throws(ImportError) -> CarIndex { try car(car, "car", line: line) }

  func pair(line: Int) throws(ImportError) -> (CarIndex, CarIndex) {
    let pair = (try car(line: line), try car(other, "car2", line: line))
    guard pair.0 != pair.1 else {
      throw table.error(line: line, column: other ?? rule, expected: "write two different cars")
    }
    return pair
  }

  private func car(_ column: Int?, _ name: String, line: Int) throws(ImportError) -> CarIndex {
    let column = try needed(column, name, line: line)
    let cell = table.lines[line][column]
    if let index = cars[cell] { return index }
    let hint = NearestName(cars.keys.sorted()).hint(for: cell)
    throw table.error(
      line: line, column: column,
      expected: "write the identifier of a car" + (hint.map { "; \($0)" } ?? ""))
  }

  func sector(line: Int) throws(ImportError) -> SectorIndex {
    try places.sector(
      in: table, line: line, column: try needed(sector, "sector", line: line))
  }

  /// The steps from one time to another; all where the line has none.
  func steps(line: Int) throws(ImportError) -> [StepIndex] {
    let first = try filled(from, line).map { column throws(ImportError) in
      try places.step(in: table, line: line, column: column, isEnd: false)
    }
    let last = try filled(to, line).map { column throws(ImportError) in
      try places.step(in: table, line: line, column: column, isEnd: true)
    }
    let (start, end) = (first ?? 0, last ?? places.shift.stepCount)
    guard start < end else {
      throw table.error(line: line, column: to ?? rule, expected: "write a time after that of from")
    }
    return (start..<end).map { StepIndex($0) }
  }

  /// Whether a line says from when or until when it holds.
  func hasTimes(line: Int) -> Bool { filled(from, line) != nil || filled(to, line) != nil }

  func absence(line: Int, step: StepIndex) -> ImportError {
    table.error(
      line: line, column: car ?? rule,
      expected:
        "the car is off duty at \(places.shift.clock(step)); change the times of the one or "
        + "the other")
  }

  func contradiction(line: Int, step: StepIndex) -> ImportError {
    table.error(
      line: line, column: rule,
      expected: "another line says the opposite for \(places.shift.clock(step)); keep one")
  }

  private func needed(
    _ column: Int?, _ name: String, line: Int
  ) throws(ImportError) -> Int {
    guard let column = filled(column, line) else {
      throw table.error(line: line, column: column ?? rule, expected: "fill in the column \(name)")
    }
    return column
  }

  private func filled(_ column: Int?, _ line: Int) -> Int? {
    column.flatMap { table.lines[line][$0].isEmpty ? nil : $0 }
  }
}
