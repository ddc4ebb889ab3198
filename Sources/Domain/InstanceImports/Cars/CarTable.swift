import PatrolModel
import Tables
import Texts

/// A list of cars with the columns `id`, `class`, `start`, `on`, `off`, `limit` and `home`.
struct CarTable {
  let file: String
  let cars: [Car]

  /// Reads the list; cells that do not fit are reported.
  init(
    parsing file: InstanceImport.File, _ places: ImportPlaces, _ journal: ImportJournal
  ) throws(ImportError) {
    let table = try ImportTable(parsing: file, of: .cars, journal)
    let reader = try CarReader(table, places)
    var seen: Set<Car.ID> = []
    var cars: [Car] = []
    for line in table.lines.indices {
      let car = journal.collect { () throws(ImportError) in try reader.car(line: line) }
      guard let car else { continue }
      if !seen.insert(car.id).inserted {
        journal.report(
          table.error(line: line, column: reader.id, expected: "list each car once"))
      }
      cars.append(car)
    }
    self.file = table.file
    self.cars = cars
    table.warnOfTwins(cars.map(\.id.rawValue), "cars")
  }
}

/// Reads the cars of a table line by line.
private struct CarReader {
  let table: ImportTable
  let places: ImportPlaces
  let id: Int
  private let carClass: Int?
  private let start: Int?
  private let on: Int?
  private let off: Int?
  private let limit: Int?
  private let home: Int?

  private static let limits = [
    "limit", "limit min", "limit minutes", "travel limit", "max minutes",
  ]

  init(_ table: ImportTable, _ places: ImportPlaces) throws(ImportError) {
    self.table = table
    self.places = places
    guard let id = try table.column(["id", "car", "unit", "vehicle", "callsign", "call sign"])
    else {
      throw ImportError(
        table.file, .line(table.headerLine), found: "no column \"id\"",
        expected: "name the columns id, class, start, on, off, limit and home")
    }
    self.id = id
    carClass = try table.column(["class", "type"])
    start = try table.column(["start", "start sector"])
    on = try table.column(["on", "on duty", "from"])
    off = try table.column(["off", "off duty", "to", "until"])
    limit = try table.column(Self.limits)
    home = try table.column(["home", "end sector"])
    table.noteUnused([id, carClass, start, on, off, limit, home])
  }

  func car(line: Int) throws(ImportError) -> Car {
    let name = table.lines[line][id]
    // The same length as in instance files.
    guard name.isLabel(upTo: Sector.ID.longest) else {
      throw table.error(
        line: line, column: id, expected: String.labelInWords(upTo: Sector.ID.longest))
    }
    return Car(
      id: Car.ID(name), carClass: try className(line: line),
      start: try sector(start, line: line), off: try stepsOff(line: line),
      end: try sector(home, line: line), travelLimit: try minutes(line: line))
  }

  private func className(line: Int) throws(ImportError) -> Car.Class? {
    guard let column = filled(carClass, line) else { return nil }
    let name = table.lines[line][column]
    guard name.isLabel(upTo: 64) else {
      throw table.error(line: line, column: column, expected: String.labelInWords(upTo: 64))
    }
    return Car.Class(name)
  }

  private func sector(_ column: Int?, line: Int) throws(ImportError) -> SectorIndex? {
    guard let column = filled(column, line) else { return nil }
    return try places.sector(in: table, line: line, column: column)
  }

  /// The steps before a car comes on duty, and those after it goes off.
  private func stepsOff(line: Int) throws(ImportError) -> Set<StepIndex> {
    let first = try filled(on, line).map { column throws(ImportError) in
      try places.step(in: table, line: line, column: column, isEnd: false)
    }
    let last = try filled(off, line).map { column throws(ImportError) in
      try places.step(in: table, line: line, column: column, isEnd: true)
    }
    let service = (first ?? 0, last ?? places.shift.stepCount)
    guard service.0 < service.1 else {
      throw table.error(
        line: line, column: off ?? id, expected: "write a time after that at which the car comes on"
      )
    }
    return Set(places.shift.steps.filter { !(service.0..<service.1).contains($0.rawValue) })
  }

  private func minutes(line: Int) throws(ImportError) -> Minutes? {
    guard let column = filled(limit, line) else { return nil }
    guard let number = table.decimal(line: line, column: column), number >= 0,
      let minutes = Minutes(rounding: number), minutes <= TravelTimes.longestLeg
    else {
      throw table.error(
        line: line, column: column,
        expected: "write the minutes that the car may travel over the shift")
    }
    return minutes
  }

  /// A column that there is and that says something in a line.
  private func filled(_ column: Int?, _ line: Int) -> Int? {
    column.flatMap { table.lines[line][$0].isEmpty ? nil : $0 }
  }
}
