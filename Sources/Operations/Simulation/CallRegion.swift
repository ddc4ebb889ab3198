/// Makes a region for calls on a map: a grid of areas around them, sectors side by side.
///
/// For those who have records of calls and no patrol areas yet: patrol is needed where calls come.
public enum CallRegion {
  /// The share of cars' time that areas need together.
  private static let need = 0.6
  /// The least patrol of an area, in minutes.
  private static let least = 10
  /// Driving along streets, in kilometres an hour.
  private static let speed = 25.0
  /// Kilometres in a degree to the north.
  private static let degree = 111.2

  /// A region of so many sectors, each of about so many areas as a square of them has.
  ///
  /// - Parameters:
  ///   - table: The calls; there is one at least.
  ///   - sectors: At least 1, from west to east; each borders the one before it.
  ///   - side: Areas along a side of a sector, 1 to 11.
  ///   - cars: Of each sector: patrol that areas need takes 60 % of their time.
  /// - Returns: The region, and minutes of travel from area to area, row by row.
  /// - Throws: ``RegionError`` where a sector would have too many areas.
  public static func region(
    around table: CallTable, sectors: Int, side: Int, cars: Int
  ) throws(RegionError) -> (region: Region, minutes: [Double]) {
    let grid = CallGrid(table.shifts.joined().map(\.place), sectors: sectors, side: side)
    var areas: [PatrolArea] = []
    for sector in 0..<sectors {
      let calls = grid.counts[sector].reduce(0) { $0 + $1 + 1 }
      for (cell, count) in grid.counts[sector].enumerated() {
        let share = Double(count + 1) / Double(calls)
        let minutes = Int(need * Double(cars * ShiftClock.shiftMinutes) * share)
        areas.append(
          PatrolArea(
            id: areas.count + 1, sector: sector, minPatrolMinutes: max(least, minutes),
            place: grid.middle(of: cell, in: sector)))
      }
    }
    let minutes = travel(among: areas)
    let size = grid.size
    var list: [PatrolSector] = []
    for sector in 0..<sectors {
      list.append(
        PatrolSector(
          id: "S\(sector + 1)", areas: Array(sector * size..<(sector + 1) * size),
          neighbours: [sector - 1, sector + 1].filter { (0..<sectors).contains($0) }))
    }
    return (try Region(areas: areas, sectors: list, minutes: minutes), minutes)
  }

  /// Minutes along streets that run to the north and to the east.
  private static func travel(among areas: [PatrolArea]) -> [Double] {
    let places = areas.compactMap(\.place)
    let latitude = places.reduce(0) { $0 + $1.latitude } / Double(max(1, places.count))
    let squeeze = NearestArea.cosine(ofDegrees: latitude)
    return places.flatMap { start in
      places.map { end in
        let east = abs(start.longitude - end.longitude) * squeeze
        let kilometres = (east + abs(start.latitude - end.latitude)) * degree
        // Hundredths of a minute, as tables of travel have.
        return (kilometres / speed * 60 * 100).rounded() / 100
      }
    }
  }
}

/// Cells around calls, and how many calls each has.
private struct CallGrid {
  /// The share of calls beyond each edge: a stray record must not stretch the grid.
  private static let margin = 0.02

  /// Calls of each cell of each sector, row by row from the south.
  private(set) var counts: [[Int]]
  /// Rows and columns of a sector.
  private let rows, columns: Int
  private let corner: (west: Double, south: Double)
  private let cell: (wide: Double, tall: Double)

  init(_ places: [PatrolArea.Place], sectors: Int, side: Int) {
    let (west, east) = Self.edges(places.map(\.longitude))
    let (south, north) = Self.edges(places.map(\.latitude))
    corner = (west, south)
    // As many cells as a square would have, but themselves about square.
    let squeeze = NearestArea.cosine(ofDegrees: (south + north) / 2)
    let ratio = (north - south) * Double(sectors) / ((east - west) * squeeze)
    rows = min(side * side, max(1, Int((Double(side) * ratio.squareRoot()).rounded())))
    columns = max(1, side * side / rows)
    cell = ((east - west) / Double(sectors * columns), (north - south) / Double(rows))
    counts = Array(repeating: Array(repeating: 0, count: rows * columns), count: sectors)
    for place in places {
      let column = Self.step(place.longitude - west, by: cell.wide, below: sectors * columns)
      let row = Self.step(place.latitude - south, by: cell.tall, below: rows)
      counts[column / columns][row * columns + column % columns] += 1
    }
  }

  /// Cells of a sector.
  var size: Int { rows * columns }

  func middle(of number: Int, in sector: Int) -> PatrolArea.Place {
    let column = Double(sector * columns + number % columns) + 0.5
    let row = Double(number / columns) + 0.5
    return .init(
      longitude: corner.west + column * cell.wide, latitude: corner.south + row * cell.tall)
  }

  private static func step(_ distance: Double, by size: Double, below count: Int) -> Int {
    min(count - 1, max(0, Int(distance / size)))
  }

  /// Where all but a few of some numbers are, at least a hundredth of a degree wide.
  private static func edges(_ values: [Double]) -> (Double, Double) {
    let sorted = values.sorted()
    let cut = Int(Double(sorted.count) * margin)
    let (low, high) = (sorted.dropFirst(cut).first ?? 0, sorted.dropLast(cut).last ?? 0)
    let middle = (low + high) / 2
    let half = max(0.005, (high - low) / 2)
    return (middle - half, middle + half)
  }
}
