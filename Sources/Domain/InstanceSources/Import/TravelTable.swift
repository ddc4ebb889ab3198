import PatrolModel
import Texts

/// A square table of minutes between sectors, which may list origins and destinations in any order.
struct TravelTable {
  private let table: ImportTable
  private let origins: [Sector.ID]
  private let destinations: [Sector.ID]

  init(parsing file: InstanceImport.File) throws(ImportError) {
    let table = try ImportTable(parsing: file, of: "travel minutes")
    destinations = try table.headerSectors()
    origins = table.lines.map { Sector.ID($0[0]) }
    try table.checkSectors(origins) { table.lines[$0].line }
    self.table = table
  }

  /// The legs between sectors.
  func times(for ids: [Sector.ID]) throws(ImportError) -> TravelTimes {
    let lines = try table.places(of: ids, in: origins, as: "line")
    let columns = try table.places(of: ids, in: destinations, as: "column")
    var tenths: [Int32] = []
    tenths.reserveCapacity(ids.count * ids.count)
    for line in lines {
      for column in columns { tenths.append(Int32(try leg(line: line, column: column).tenths)) }
    }
    return TravelTimes(sectorCount: ids.count, tenths: tenths)
  }

  private func leg(line: Int, column: Int) throws(ImportError) -> Minutes {
    // The first column is the origin's identifier.
    let stays = origins[line] == destinations[column]
    if stays, table.lines[line][column + 1].isEmpty { return .zero }
    guard let minutes = table.decimal(line: line, column: column + 1).flatMap(Minutes.init(leg:))
    else {
      throw table.error(line: line, column: column + 1, expected: Minutes.legInWords)
    }
    if stays, minutes != .zero {
      throw table.error(
        line: line, column: column + 1, expected: "write 0 from a sector to itself")
    }
    return minutes
  }
}

extension Minutes {
  /// What a leg may be, for errors.
  static let legInWords =
    "write the minutes of travel, such as 7.5, from 0 to \(TravelTimes.longestLeg)"

  /// The leg nearest to a number of minutes, or `nil` if no leg is that long.
  init?(leg minutes: Double) {
    guard let leg = Minutes(rounding: minutes), minutes >= 0, leg <= TravelTimes.longestLeg
    else { return nil }
    self = leg
  }
}
