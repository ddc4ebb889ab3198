/// Finds the area that a place belongs to.
struct NearestArea {
  private let places: [PatrolArea.Place]
  /// The square of the longest distance, in degrees to the north, at which a place is of an area.
  private let most: Double
  private let squeeze: Double

  init(_ region: Region) throws(RegionError) {
    if let area = region.areas.first(where: { $0.place == nil }) {
      throw .noPlace(area.id)
    }
    places = region.areas.compactMap(\.place)
    let latitude = places.reduce(0) { $0 + $1.latitude } / Double(max(1, places.count))
    squeeze = Self.cosine(ofDegrees: latitude)
    let (places, squeeze) = (places, squeeze)
    // Areas have neighbours on about four sides, and reach half way to them; the one that is
    // loneliest sets how far all may reach, so that none is cut off.
    let gaps = places.indices.map { index in
      let others = places.indices.filter { $0 != index }.map {
        Self.square(places[index], places[$0], squeeze)
      }
      return others.sorted().prefix(4).last ?? 1
    }
    most = gaps.max() ?? 1
  }

  func area(of place: PatrolArea.Place) -> Int? {
    let distances = places.map { Self.square($0, place, squeeze) }
    guard let least = distances.min(), least <= most else { return nil }
    return distances.firstIndex(of: least)
  }

  private static func square(
    _ a: PatrolArea.Place, _ b: PatrolArea.Place, _ squeeze: Double
  ) -> Double {
    let (east, north) = ((a.longitude - b.longitude) * squeeze, a.latitude - b.latitude)
    return east * east + north * north
  }

  /// cos x to 10⁻⁴ for latitudes, by its series: which area is nearest needs no more.
  static func cosine(ofDegrees degrees: Double) -> Double {
    let x = degrees * .pi / 180
    let square = x * x
    return 1 - square / 2 * (1 - square / 12 * (1 - square / 30 * (1 - square / 56)))
  }
}
