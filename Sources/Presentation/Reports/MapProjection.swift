package import PatrolModel

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Positions on the globe as pixels of a map: degrees, those of longitude shortened by the cosine of
/// the middle latitude (equirectangular projection), which is true enough for a city.
package struct MapProjection {
  /// The height in pixels.
  package let height: Int
  private let scale: Double
  private let shortening: Double
  private let west: Double
  private let north: Double
  private let margin: Double
  private let left: Double
  private let top: Double

  /// A map of some positions that is so wide and at most so high; nil without positions.
  package init?(of positions: [Sector.Position], width: Int, most: Int, margin: Int) {
    let longitudes = positions.map(\.longitude)
    let latitudes = positions.map(\.latitude)
    guard let west = longitudes.min(), let east = longitudes.max(),
      let south = latitudes.min(), let north = latitudes.max()
    else { return nil }
    shortening = max(0.01, cos((south + north) / 2 * .pi / 180))
    // Less than a metre would be one point, which has no scale.
    let across = max((east - west) * shortening, 1e-5)
    let down = max(north - south, 1e-5)
    let inner = (width: Double(width - 2 * margin), height: Double(most - 2 * margin))
    scale = min(inner.width / across, inner.height / down)
    height = min(most, Int((down * scale).rounded(.up)) + 2 * margin)
    self.west = west
    self.north = north
    self.margin = Double(margin)
    left = (inner.width - across * scale) / 2
    top = (Double(height - 2 * margin) - down * scale) / 2
  }

  /// The pixel of a position.
  package func point(_ position: Sector.Position) -> (x: Int, y: Int) {
    let x = margin + left + (position.longitude - west) * shortening * scale
    let y = margin + top + (north - position.latitude) * scale
    return (Int(x.rounded()), Int(y.rounded()))
  }
}
