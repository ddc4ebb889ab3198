import PatrolModel
import Reports

/// Makes one map of outlines on both sides of the antimeridian.
enum Meridians {
  /// The outlines with longitudes beyond 180 degrees where the map is smaller so.
  ///
  /// RFC 7946, 3.1.9 cuts polygons at the antimeridian, from where their parts are 360 degrees apart.
  /// The map begins behind the widest gap between longitudes around the Earth.
  static func joined(_ outlines: SectorOutlines) -> SectorOutlines {
    let longitudes = outlines.values.joined().joined().map(\.longitude).sorted()
    guard let first = longitudes.first, let last = longitudes.last else { return outlines }
    var widest = first + 360 - last
    var start: Double?
    for (west, east) in zip(longitudes, longitudes.dropFirst()) where east - west > widest {
      (widest, start) = (east - west, east)
    }
    guard let start else { return outlines }
    return outlines.mapValues { rings in
      rings.map { ring in
        ring.map { position in
          position.longitude >= start
            ? position
            : Sector.Position(longitude: position.longitude + 360, latitude: position.latitude)
        }
      }
    }
  }
}
