public import Simulation

/// Timetables by walking through a sector's areas in their order: a car stays in each for as long
/// as it needs, travels on, and the next car goes on where the one before it ends its shift.
public enum SequentialFill {
  /// The rows of a sector's cars, a cell a period; the walk begins anew when all areas are done.
  public static func rows(_ region: Region, sector: Int, cars: Int) -> [[Int]] {
    let areas = region.sectors[sector].areas
    guard !areas.isEmpty else { return [] }
    var place = 0
    var left = region.areas[areas[0]].requiredPeriods
    return (0..<cars).map { _ in
      var row: [Int] = []
      while row.count < ShiftClock.periods {
        if left > 0 || areas.count == 1 {
          row.append(areas[place])
          left -= 1
          continue
        }
        let next = (place + 1) % areas.count
        let travel = region.periods(from: areas[place], to: areas[next])
        let isFirst = row.isEmpty
        // A car begins its shift in an area, and one that could not arrive any more stays.
        if !isFirst, row.count + travel >= ShiftClock.periods {
          row.append(areas[place])
          continue
        }
        if !isFirst {
          row += Array(repeating: ShiftState.travelling, count: travel)
        }
        place = next
        left = max(1, region.areas[areas[next]].requiredPeriods)
      }
      return row
    }
  }

  /// The timetables of a region with so many cars in each sector.
  public static func timetables(_ region: Region, carsPerSector: Int) -> InitialTimetables {
    var sectors: [Int] = []
    var rows: [[Int]] = []
    for sector in region.sectors.indices {
      let own = Self.rows(region, sector: sector, cars: carsPerSector)
      rows += own
      sectors += own.map { _ in sector }
    }
    return InitialTimetables(sectors: sectors, rows: rows)
  }
}
