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
    try region(files.map { try DurableFile.read($0) })
  }

  /// Makes the region of the files' contents, in the order of ``files``.
  ///
  /// - Throws: ``RegionError`` or `JSONError`, each with the file and the place in it.
  package func region(_ contents: [[UInt8]]) throws -> Region {
    let (names, neighbours) = try readSectors(contents[0], files[0])
    let areas = try readAreas(
      RegionTable(parsing: contents[1], file: files[1]), sectors: names)
    let minutes = try readTravel(
      RegionTable(parsing: contents[2], file: files[2]), files[2], areas: areas)
    let members = Dictionary(grouping: areas.indices) { areas[$0].sector }
    let sectors = names.indices.map { sector in
      PatrolSector(
        id: names[sector], areas: members[sector] ?? [], neighbours: neighbours[sector])
    }
    return try Region(areas: areas, sectors: sectors, minutes: minutes)
  }

  private func readSectors(
    _ bytes: [UInt8], _ file: String
  ) throws -> (names: [String], neighbours: [[Int]]) {
    let document = try JSONNode(value: JSONParser.parse(bytes, file: file), file: file)
    let list = try document.object(expecting: "expected an object", "write one")
      .required("sectors", as: "[...]").elements(expecting: "expected a list", "write one")
      .map { try $0.object(expecting: "expected a sector", "write an object") }
    var names: [String] = []
    var places: [String: Int] = [:]
    for sector in list {
      let node = try sector.required("id", as: "\"E\"")
      let name = try node.label(upTo: 100, expecting: "expected a name")
      guard places.updateValue(names.count, forKey: name) == nil else {
        throw node.failure("expected a name that no other sector has", "rename one of them")
      }
      names.append(name)
    }
    let neighbours = try list.enumerated().map { index, sector in
      try self.neighbours(of: index, sector.required("neighbours", as: "[\"F\"]"), places)
    }
    try checkMutual(neighbours, names, file)
    return (names, neighbours)
  }

  private func neighbours(of sector: Int, _ list: JSONNode, _ places: [String: Int]) throws -> [Int]
  {
    var neighbours: [Int] = []
    var known: Set = [sector]
    for node in try list.elements(expecting: "expected a list of names", "write one") {
      let name = try node.string(expecting: "expected a sector's name")
      guard let index = places[name] else {
        throw node.failure("expected a sector of this file", "name one, or add it")
      }
      guard known.insert(index).inserted else {
        throw node.failure("expected other sectors, each once", "remove it")
      }
      neighbours.append(index)
    }
    return neighbours
  }

  private func checkMutual(
    _ neighbours: [[Int]], _ names: [String], _ file: String
  ) throws(RegionError) {
    let sets = neighbours.map(Set.init)
    for (sector, others) in neighbours.enumerated() {
      for other in others where !sets[other].contains(sector) {
        throw .field(
          file: file, place: "sector \(names[sector].quoted)", found: names[other],
          expected: "a neighbour that has \(names[sector].quoted) among its own")
      }
    }
  }

  private func readAreas(_ table: RegionTable, sectors: [String]) throws -> [PatrolArea] {
    let (id, sector, minutes) = try (
      table.column("area"), table.column("sector"), table.column("minPatrolMinutes")
    )
    let places = Dictionary(uniqueKeysWithValues: zip(sectors, sectors.indices))
    var (numbers, sizes): (Set<Int>, [Int: Int]) = ([], [:])
    return try table.rows.map { row in
      guard let index = places[row[sector]] else {
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

  private func readTravel(
    _ table: RegionTable, _ file: String, areas: [PatrolArea]
  ) throws -> [Double] {
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
