public import RandomStreams

/// Makes a region that never was: sectors side by side, areas on a grid, one-way streets.
public enum GeneratedRegion {
  /// Distance of neighbouring areas, in minutes of driving.
  private static let spacing = 6.0
  /// Travel takes up to so much longer one way than the other, as in measured tables.
  private static let asymmetry = 0.25

  /// A region of so many sectors, each of a square of areas.
  ///
  /// - Parameters:
  ///   - sectors: The number of sectors, at least 1; each borders the one before it.
  ///   - side: Areas along a side of a sector, 1 to 11.
  ///   - random: Where needs and one-way streets are drawn from.
  /// - Returns: The region.
  /// - Throws: ``RegionError`` where a sector would have too many areas.
  public static func region(
    sectors: Int, side: Int, random: inout RandomStream
  ) throws(RegionError) -> Region {
    let perSector = side * side
    var areas: [PatrolArea] = []
    for sector in 0..<sectors {
      for place in 0..<perSector {
        let id = sector * perSector + place
        let (x, y) = position(id, side)
        areas.append(
          PatrolArea(
            id: id, sector: sector, minPatrolMinutes: 10 + random.uniform(below: 140),
            place: .init(longitude: Double(x), latitude: Double(-y))))
      }
    }
    var minutes: [Double] = []
    for start in areas.indices {
      for end in areas.indices {
        let (x, y) = position(start, side)
        let (u, v) = position(end, side)
        let distance = Double(abs(x - u) + abs(y - v)) * spacing
        minutes.append(distance * (1 + asymmetry * random.unit()))
      }
    }
    return try Region(
      areas: areas,
      sectors: (0..<sectors).map { sector in
        PatrolSector(
          id: "S\(sector + 1)",
          areas: Array(sector * perSector..<(sector + 1) * perSector),
          neighbours: [sector - 1, sector + 1].filter { (0..<sectors).contains($0) })
      }, minutes: minutes)
  }

  private static func position(_ area: Int, _ side: Int) -> (Int, Int) {
    let (sector, place) = area.quotientAndRemainder(dividingBy: side * side)
    return (sector * side + place % side, place / side)
  }
}
