import DurableFiles
import Failures
import Texts

/// Reads test cases: initial timetables by name, and cases of scenarios that begin with them.
public struct ScenarioFile: Sendable {
  /// The scenarios in the order of cases.
  public let scenarios: [ShiftScenario]

  /// Reads a file.
  ///
  /// Layout: `schedules` maps a name to `{sector, timetables: [[area or −1]]}`; each of `cases` has
  /// `schedules`, sector → name, and `scenarios`, lists of [start minute, minutes needed, area].
  ///
  /// - Throws: ``JSONError`` that names file and place, or `FileError`.
  public init(_ file: String, region: Region) throws {
    try self.init(parsing: DurableFile.read(file), file: file, region: region)
  }

  /// Reads bytes, with what errors call them.
  ///
  /// - Throws: ``JSONError`` that names file and place.
  package init(parsing bytes: [UInt8], file: String, region: Region) throws {
    let document = try JSONNode(
      value: JSONParser.parse(bytes, file: file), file: file
    ).object(expecting: "expected an object", "write one")
    let reader = ScenarioReader(region: region)
    let schedules = try document.required("schedules", as: "{...}")
      .object(expecting: "expected timetables by name", "write an object")
    var tables: [String: ScenarioReader.SectorTables] = [:]
    for name in schedules.keys {
      guard let node = schedules[name] else { continue }
      tables[name] = try reader.tables(node)
    }
    let cases = try document.required("cases", as: "[...]")
    scenarios = try cases.elements(expecting: "expected a list of cases", "write one")
      .flatMap { try reader.scenarios($0, tables: tables) }
    if scenarios.isEmpty { throw cases.failure("expected a scenario", "write one in a case") }
  }
}

private struct ScenarioReader {
  struct SectorTables {
    let sector: Int
    let rows: [[Int]]
    /// The names of cars, if the file has them.
    let agents: [String]
  }

  let region: Region

  func tables(_ node: JSONNode) throws(JSONError) -> SectorTables {
    let object = try node.object(expecting: "expected timetables of a sector", "write an object")
    let sector = try sectorIndex(object.required("sector", as: "\"E\""))
    let rows = try object.required("timetables", as: "[[...]]")
      .elements(expecting: "expected a list of rows", "write one")
    return SectorTables(
      sector: sector, rows: try rows.map(row), agents: try agents(object["agents"], rows.count))
  }

  private func agents(_ node: JSONNode?, _ count: Int) throws(JSONError) -> [String] {
    guard let node else { return [] }
    let agents = try node.elements(expecting: "expected names of cars", "write a list")
    guard agents.count == count else {
      throw node.failure(
        "expected \(count) names, one for each row of timetables", "name each car")
    }
    return try agents.map { (agent) throws(JSONError) in
      try agent.string(expecting: "expected the name of a car")
    }
  }

  private func row(_ node: JSONNode) throws(JSONError) -> [Int] {
    let cells = try node.elements(expecting: "expected a row of areas", "write a list")
    guard cells.count == ShiftClock.periods else {
      throw node.failure(
        "expected \(ShiftClock.periods) periods, found \(cells.count)", "write one cell a period")
    }
    var row: [Int] = []
    for cell in cells {
      if case .number(let number) = cell.value, number.integer == ShiftState.travelling {
        row.append(ShiftState.travelling)
      } else {
        row.append(try areaIndex(cell))
      }
    }
    return row
  }

  func scenarios(
    _ node: JSONNode, tables: [String: SectorTables]
  ) throws(JSONError) -> [ShiftScenario] {
    let object = try node.object(expecting: "expected a case", "write an object")
    let start = try initial(object.required("schedules", as: "{\"E\": \"E0\"}"), tables)
    return try object.required("scenarios", as: "[[[10, 30, 217]]]")
      .elements(expecting: "expected a list of scenarios", "write one")
      .map { (scenario) throws(JSONError) in
        let incidents = try scenario.elements(expecting: "expected incidents", "write a list")
        return ShiftScenario(start: start, incidents: try incidents.map(incident))
      }
  }

  private func initial(
    _ node: JSONNode, _ tables: [String: SectorTables]
  ) throws(JSONError) -> InitialTimetables {
    let names = try node.object(expecting: "expected sector to timetables", "write an object")
    var sectors: [Int] = []
    var rows: [[Int]] = []
    var onDuty: Set<String> = []
    for key in names.keys {
      guard let value = names[key] else { continue }
      let name = try value.string(expecting: "expected the name of timetables")
      guard let table = tables[name] else {
        throw value.failure("expected a name among schedules", "name one of them")
      }
      guard region.sectors[table.sector].id == key else {
        throw value.failure("expected timetables of sector \(key.quoted)", "name others")
      }
      // One car cannot work two shifts at a time.
      if let twice = table.agents.first(where: { !onDuty.insert($0).inserted }) {
        throw value.failure("expected every car once, found \(twice.quoted) again", "remove it")
      }
      sectors += table.rows.map { _ in table.sector }
      rows += table.rows
    }
    return InitialTimetables(sectors: sectors, rows: rows)
  }

  private func incident(_ node: JSONNode) throws(JSONError) -> Incident {
    let parts = try node.elements(expecting: "expected [start, minutes, area]", "write a list")
    guard parts.count == 3 else {
      throw node.failure("expected [start, minutes, area]", "write three numbers")
    }
    let last = ShiftClock.shiftMinutes
    return Incident(
      startMinute: try minutes(parts[0], in: 0...last),
      resolutionMinutes: try minutes(parts[1], in: ShiftClock.periodMinutes...last),
      area: try areaIndex(parts[2]))
  }

  private func minutes(_ node: JSONNode, in range: ClosedRange<Int>) throws(JSONError) -> Int {
    let minutes = try node.integer(
      in: range, expecting: "expected minutes", "keep to the shift")
    guard minutes % ShiftClock.periodMinutes == 0 else {
      throw node.failure(
        "expected a multiple of \(ShiftClock.periodMinutes) minutes", "round it up")
    }
    return minutes
  }

  private func areaIndex(_ node: JSONNode) throws(JSONError) -> Int {
    let id = try node.integer(
      in: 0...1_000_000, expecting: "expected the number of an area", "take it from areas.csv")
    guard let index = region.areaIndices[id] else {
      throw node.failure("expected an area of the region", "take one from areas.csv")
    }
    return index
  }

  private func sectorIndex(_ node: JSONNode) throws(JSONError) -> Int {
    let name = try node.string(expecting: "expected a sector's name")
    guard let index = region.sectors.firstIndex(where: { $0.id == name }) else {
      throw node.failure("expected a sector of the region", "take one from sectors.json")
    }
    return index
  }
}
