import DurableFiles
import Failures
import Texts

/// Reads a region from a folder: sectors.json, areas.csv and travel_minutes.csv.
public struct RegionFolder: Sendable {
  /// The folder.
  public let path: String

  /// Names a folder.
  public init(_ path: String) { self.path = path }

  /// The files that are read.
  public var files: [String] {
    ["sectors.json", "areas.csv", "travel_minutes.csv"].map { "\(path)/\($0)" }
  }

  /// Reads the region.
  ///
  /// - Throws: ``RegionError``, ``JSONError``, ``DelimitedTextError`` or ``FileError``.
  public func read() throws -> Region {
    let (names, neighbours) = try readSectors(files[0])
    let areas = try readAreas(files[1], sectors: names)
    let minutes = try readTravel(files[2], areas: areas)
    let sectors = names.indices.map { sector in
      PatrolSector(
        id: names[sector], areas: areas.indices.filter { areas[$0].sector == sector },
        neighbours: neighbours[sector])
    }
    return try Region(areas: areas, sectors: sectors, minutes: minutes)
  }

  private func readSectors(_ file: String) throws -> (names: [String], neighbours: [[Int]]) {
    let document = try JSONNode(
      value: JSONParser.parse(DurableFile.read(file), file: file), file: file)
    let list = try document.object(expecting: "expected an object", "write one")
      .required("sectors", as: "[...]").elements(expecting: "expected a list", "write one")
      .map { try $0.object(expecting: "expected a sector", "write an object") }
    let names = try list.map {
      try $0.required("id", as: "\"E\"").label(upTo: 100, expecting: "expected a name")
    }
    let neighbours = try list.map { sector in
      try sector.required("neighbours", as: "[\"F\"]")
        .elements(expecting: "expected a list of names", "write one")
        .map { node in
          let name = try node.string(expecting: "expected a sector's name")
          guard let index = names.firstIndex(of: name) else {
            throw node.failure("expected a sector of this file", "name one, or add it")
          }
          return index
        }
    }
    return (names, neighbours)
  }

  private func readAreas(_ file: String, sectors: [String]) throws -> [PatrolArea] {
    let table = try RegionTable(file)
    let (id, sector, minutes) = try (
      table.column("area"), table.column("sector"), table.column("minPatrolMinutes")
    )
    return try table.rows.map { row in
      guard let index = sectors.firstIndex(of: row[sector]) else {
        throw table.failure(row, sector, expected: "a sector of sectors.json")
      }
      return PatrolArea(
        id: try table.integer(row, id), sector: index,
        minPatrolMinutes: try table.integer(row, minutes), place: try table.place(row))
    }
  }

  private func readTravel(_ file: String, areas: [PatrolArea]) throws -> [Double] {
    let table = try RegionTable(file)
    let columns = try areas.map { try table.column(String($0.id)) }
    let rows = Dictionary(table.rows.map { ($0[0], $0) }) { first, _ in first }
    return try areas.flatMap { area in
      guard let row = rows[String(area.id)] else {
        throw RegionError.field(
          file: file, place: "first column", found: "no row of area \(area.id)",
          expected: "travel from every area of areas.csv")
      }
      return try columns.map { column in
        guard let minutes = Double(row[column]), minutes >= 0, minutes.isFinite else {
          throw table.failure(row, column, expected: "minutes of at least 0")
        }
        return minutes
      }
    }
  }
}

/// A table of a region, whose failures name file, line and column.
private struct RegionTable {
  let file: String
  let header: [String]
  let rows: [DelimitedTable.Record]

  init(_ file: String) throws {
    let records = try DelimitedTable(parsing: DurableFile.read(file)).records
    guard let first = records.first else {
      throw RegionError.field(file: file, place: "line 1", found: "", expected: "a header")
    }
    (self.file, header, rows) = (file, first.values, Array(records.dropFirst()))
    for row in rows where row.count != header.count {
      throw RegionError.field(
        file: file, place: "line \(row.line)", found: "\(row.count) fields",
        expected: "\(header.count) as in the header")
    }
  }

  func column(_ name: String) throws(RegionError) -> Int {
    guard let index = header.firstIndex(of: name) else {
      throw RegionError.field(
        file: file, place: "line 1", found: "no column \(name)", expected: "one")
    }
    return index
  }

  /// Where an area is, in a table that has the columns `lon` and `lat`.
  func place(_ row: DelimitedTable.Record) throws(RegionError) -> PatrolArea.Place? {
    guard let lon = header.firstIndex(of: "lon"), let lat = header.firstIndex(of: "lat") else {
      return nil
    }
    return .init(longitude: try degrees(row, lon), latitude: try degrees(row, lat))
  }

  private func degrees(
    _ row: DelimitedTable.Record, _ column: Int
  ) throws(RegionError) -> Double {
    guard let value = Double(row[column]), (-180...180).contains(value) else {
      throw failure(row, column, expected: "degrees, -180 to 180")
    }
    return value
  }

  func integer(_ row: DelimitedTable.Record, _ column: Int) throws(RegionError) -> Int {
    // Larger numbers are errors of writing, and sums of them must not overflow.
    guard let number = Int(row[column]), (0...1_000_000).contains(number) else {
      throw failure(row, column, expected: "a whole number, 0 to 1000000")
    }
    return number
  }

  func failure(
    _ row: DelimitedTable.Record, _ column: Int, expected: String
  ) -> RegionError {
    .field(
      file: file, place: "line \(row.line), column \(header[column])", found: row[column],
      expected: expected)
  }
}
