import Foundation
import PatrolModel

extension Sector.Position {
  /// The way to another position as the crow flies, in metres, within half a per cent.
  ///
  /// The haversine formula on a sphere (R. W. Sinnott, "Virtues of the Haversine", Sky and
  /// Telescope 68, 1984), which knows no antimeridian.
  func metres(to other: Self) -> Double {
    // The mean radius of the Earth (IUGG, R1).
    let radius = 6_371_008.8
    let (first, second) = (latitude * .pi / 180, other.latitude * .pi / 180)
    let across = sin((other.longitude - longitude) * .pi / 360)
    let along = sin((second - first) / 2)
    let root = along * along + cos(first) * cos(second) * across * across
    return 2 * radius * asin(min(1, root.squareRoot()))
  }

  /// The position with longitude and latitude exchanged, if there is one.
  var swapped: Self? {
    abs(longitude) <= 90 ? Self(longitude: latitude, latitude: longitude) : nil
  }
}
