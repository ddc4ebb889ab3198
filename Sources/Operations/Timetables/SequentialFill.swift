public import Simulation

/// Timetables by walking through a sector's areas in their order: a car stays in each for as long
/// as it needs, travels on, and the next car goes on where the one before it ends its shift.
public enum SequentialFill {
  /// Where the walk through a sector is, and for how many periods it stays there.
  private struct Walk {
    var place = 0
    var left: Int
  }

  /// The rows of a sector's cars, a cell a period; the walk begins anew when all areas are done.
  public static func rows(_ region: Region, sector: Int, cars: Int) -> [[Int]] {
    guard !region.sectors[sector].areas.isEmpty else { return [] }
    return rows(region, Array(repeating: CarDuty(sector: sector), count: cars))
  }

  /// The rows of cars by their duties, whose sectors have areas.
  ///
  /// A car leaves a sector as its time there ends, and goes to where the walk of the next one is.
  public static func rows(_ region: Region, _ duties: [CarDuty]) -> [[Int]] {
    var walks = region.sectors.map { sector in
      Walk(left: sector.areas.first.map { region.areas[$0].requiredPeriods } ?? 0)
    }
    return duties.map { row(region, $0, &walks) }
  }

  private static func row(_ region: Region, _ duty: CarDuty, _ walks: inout [Walk]) -> [Int] {
    var row: [Int] = []
    while row.count < ShiftClock.periods {
      let sector = duty.sectors[row.count]
      let areas = region.sectors[sector].areas
      let walk = walks[sector]
      let here = row.last
      let isInside = here.map { region.areas[$0].sector == sector } ?? true
      if isInside, walk.left > 0 || areas.count == 1 {
        row.append(areas[walk.place])
        walks[sector].left -= 1
        continue
      }
      let next = isInside ? (walk.place + 1) % areas.count : walk.place
      // A car begins its shift in an area; one that could not arrive any more stays where it is.
      if let here {
        let arrival = row.count + region.periods(from: here, to: areas[next])
        guard arrival < ShiftClock.periods, duty.sectors[arrival] == sector else {
          row.append(here)
          continue
        }
        row += Array(repeating: ShiftState.travelling, count: arrival - row.count)
      }
      walks[sector].place = next
      if isInside { walks[sector].left = max(1, region.areas[areas[next]].requiredPeriods) }
      row.append(areas[next])
      walks[sector].left -= 1
    }
    return row
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
