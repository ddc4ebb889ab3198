import PatrolModel
import Tables
import Texts

/// A list of sectors with the columns `id`, `name`, `lon`, `lat`, `reserve` and `shortagePrice`, in
/// any order.
struct SectorTable {
  let file: String
  let sectors: [Sector]

  init(
    parsing file: InstanceImport.File, _ journal: ImportJournal
  ) throws(ImportError) {
    let table = try ImportTable(parsing: file, of: .sectors, journal)
    let columns = try Columns(table)
    var sectors: [Sector] = []
    for line in table.lines.indices {
      let sector = journal.collect { () throws(ImportError) in
        try Self.sector(in: table, line: line, columns)
      }
      // What is wrong with its other columns says nothing of a sector's identifier.
      sectors.append(sector ?? Sector(id: Sector.ID(table.lines[line][columns.id]), name: ""))
    }
    try table.checkSectors(sectors.map(\.id)) { table.lines[$0].line }
    Self.noteTwins(sectors, table)
    self.file = table.file
    self.sectors = sectors
  }

  /// Warns of sectors that are called the same, which a map and a page would take for each other.
  private static func noteTwins(_ sectors: [Sector], _ table: ImportTable) {
    var names: [String: Sector.ID] = [:]
    for sector in sectors {
      if let other = names.updateValue(sector.id, forKey: sector.name) {
        table.journal.warn(
          table.file, "sectors \(other) and \(sector.id) have one name, \(sector.name.quoted)")
        return
      }
    }
  }

  private struct Columns {
    let id: Int
    let name: Int?
    let longitude: Int?
    let latitude: Int?
    let reserve: Int?
    let shortagePrice: Int?

    init(_ table: ImportTable) throws(ImportError) {
      guard let id = try table.column(["id", "sector"]) else {
        throw ImportError(
          table.file, .line(table.headerLine), found: "no column \"id\"",
          expected: "name the columns id, name, lon and lat")
      }
      self.id = id
      name = try table.column(["name"])
      longitude = try table.column(["lon", "longitude", "lng", "long", "x"])
      latitude = try table.column(["lat", "latitude", "y"])
      reserve = try table.column(["reserve", "station"])
      shortagePrice = try table.column(["shortageprice", "shortage price"])
      guard (longitude == nil) == (latitude == nil) else {
        throw ImportError(
          table.file, .line(table.headerLine),
          found: longitude == nil
            ? "a latitude without a longitude"
            : "a longitude without a latitude",
          expected: "name the columns of positions lon and lat")
      }
      try table.checkDecimalMarks(columns: [longitude, latitude, shortagePrice].compactMap(\.self))
      table.noteUnused([id, name, longitude, latitude, reserve, shortagePrice])
    }
  }

  private static func sector(
    in table: ImportTable, line: Int, _ columns: Columns
  ) throws(ImportError) -> Sector {
    let cells = table.lines[line].values
    let name = columns.name.map { cells[$0] } ?? ""
    if let column = columns.name, !name.isEmpty, !name.isLabel(upTo: Sector.longestName) {
      throw table.error(
        line: line, column: column, expected: String.labelInWords(upTo: Sector.longestName))
    }
    return Sector(
      id: Sector.ID(cells[columns.id]), name: name.isEmpty ? cells[columns.id] : name,
      position: try position(in: table, line: line, columns),
      isReserve: try isReserve(in: table, line: line, columns.reserve),
      shortagePrice: try shortagePrice(in: table, line: line, columns.shortagePrice))
  }

  private static func isReserve(
    in table: ImportTable, line: Int, _ column: Int?
  ) throws(ImportError) -> Bool {
    guard let column else { return false }
    switch table.lines[line][column].lowercased() {
    case "", "no", "false", "0", "nein", "falsch": return false
    case "yes", "true", "1", "x", "ja", "wahr": return true
    default:
      throw table.error(line: line, column: column, expected: "write yes for a place of spare cars")
    }
  }

  private static func shortagePrice(
    in table: ImportTable, line: Int, _ column: Int?
  ) throws(ImportError) -> Minutes? {
    guard let column, !table.lines[line][column].isEmpty else { return nil }
    guard let number = table.decimal(line: line, column: column), number >= 0,
      let price = Minutes(rounding: number), price <= TravelTimes.longestLeg
    else {
      throw table.error(
        line: line, column: column, expected: "write the minutes that a missing car costs per step")
    }
    return price
  }

  private static func position(
    in table: ImportTable, line: Int, _ columns: Columns
  ) throws(ImportError) -> Sector.Position? {
    guard let east = columns.longitude, let north = columns.latitude else { return nil }
    let cells = table.lines[line].values
    if cells[east].isEmpty, cells[north].isEmpty { return nil }
    guard let longitude = table.decimal(line: line, column: east), abs(longitude) <= 180 else {
      throw table.error(
        line: line, column: east, expected: "write degrees east, from -180 to 180")
    }
    guard let latitude = table.decimal(line: line, column: north), abs(latitude) <= 90 else {
      let other = table.decimal(line: line, column: north).map { abs($0) <= 180 } ?? false
      throw table.error(
        line: line, column: north,
        expected: "write degrees north, from -90 to 90"
          + (other && abs(longitude) <= 90
            ? "; perhaps longitude and latitude are exchanged" : ""))
    }
    return Sector.Position(longitude: longitude, latitude: latitude)
  }
}
