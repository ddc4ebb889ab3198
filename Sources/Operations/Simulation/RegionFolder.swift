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
  /// - Throws: ``RegionError``, `JSONError` or `FileError`, each with the file and the place in it.
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
    var names: [String] = []
    for sector in list {
      let node = try sector.required("id", as: "\"E\"")
      let name = try node.label(upTo: 100, expecting: "expected a name")
      guard !names.contains(name) else {
        throw node.failure("expected a name that no other sector has", "rename one of them")
      }
      names.append(name)
    }
    let neighbours = try list.enumerated().map { index, sector in
      try self.neighbours(of: index, sector.required("neighbours", as: "[\"F\"]"), names)
    }
    try checkMutual(neighbours, names, file)
    return (names, neighbours)
  }

  private func neighbours(of sector: Int, _ list: JSONNode, _ names: [String]) throws -> [Int] {
    var neighbours: [Int] = []
    for node in try list.elements(expecting: "expected a list of names", "write one") {
      let name = try node.string(expecting: "expected a sector's name")
      guard let index = names.firstIndex(of: name) else {
        throw node.failure("expected a sector of this file", "name one, or add it")
      }
      guard index != sector, !neighbours.contains(index) else {
        throw node.failure("expected other sectors, each once", "remove it")
      }
      neighbours.append(index)
    }
    return neighbours
  }

  private func checkMutual(
    _ neighbours: [[Int]], _ names: [String], _ file: String
  ) throws(RegionError) {
    for (sector, others) in neighbours.enumerated() {
      for other in others where !neighbours[other].contains(sector) {
        throw .field(
          file: file, place: "sector \(names[sector].quoted)", found: names[other],
          expected: "a neighbour that has \(names[sector].quoted) among its own")
      }
    }
  }

  private func readAreas(_ file: String, sectors: [String]) throws -> [PatrolArea] {
    let table = try RegionTable(file)
    let (id, sector, minutes) = try (
      table.column("area"), table.column("sector"), table.column("minPatrolMinutes")
    )
    var (numbers, sizes): (Set<Int>, [Int: Int]) = ([], [:])
    return try table.rows.map { row in
      guard let index = sectors.firstIndex(of: row[sector]) else {
        throw table.failure(row, sector, expected: "a sector of sectors.json")
      }
      let number = try table.integer(row, id)
      guard numbers.insert(number).inserted else {
        throw table.failure(row, id, expected: "a number that no other area has")
      }
      sizes[index, default: 0] += 1
      guard sizes[index, default: 0] <= Region.mostAreasInSector else {
        throw table.failure(
          row, sector, expected: "at most \(Region.mostAreasInSector) areas in a sector")
      }
      return PatrolArea(
        id: number, sector: index, minPatrolMinutes: try table.integer(row, minutes),
        place: try table.place(row))
    }
  }

  private func readTravel(_ file: String, areas: [PatrolArea]) throws -> [Double] {
    let table = try RegionTable(file)
    let columns = try areas.map { try table.column(String($0.id)) }
    var rows: [String: DelimitedTable.Record] = [:]
    for row in table.rows where rows.updateValue(row, forKey: row[0]) != nil {
      throw table.failure(row, 0, expected: "each area once")
    }
    return try areas.flatMap { area in
      guard let row = rows[String(area.id)] else {
        throw RegionError.field(
          file: file, place: "first column", found: "no row of area \(area.id)",
          expected: "travel from every area of areas.csv")
      }
      return try columns.map { try table.amount(row, $0) }
    }
  }
}
