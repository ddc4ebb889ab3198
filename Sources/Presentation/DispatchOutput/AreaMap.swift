import Reports
import Simulation

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Areas as discs at their places.
struct AreaMap {
  private static let width = 620.0
  private static let most = 520.0
  private static let margin = 22.0

  /// Where each area is, in pixels.
  let points: [(x: Int, y: Int)]
  /// The height of the map.
  let height: Int
  /// The radius of a disc.
  let radius: Int
  private let region: Region

  /// A map of some areas of a region; nil unless all of these have a place.
  init?(_ region: Region, showing areas: [Int]) {
    let places = areas.compactMap { region.areas[$0].place }
    guard !areas.isEmpty, places.count == areas.count else { return nil }
    // Degrees to the east are shorter than those to the north by the cosine of the latitude.
    let latitude = places.reduce(0) { $0 + $1.latitude } / Double(places.count)
    let squeeze = cos(latitude * .pi / 180)
    let east = places.map { $0.longitude * squeeze }
    let north = places.map(\.latitude)
    let (west, south) = (east.min() ?? 0, north.min() ?? 0)
    let (wide, tall) = ((east.max() ?? 0) - west, (north.max() ?? 0) - south)
    let scale = min(
      (Self.width - 2 * Self.margin) / max(wide, 1e-9),
      (Self.most - 2 * Self.margin) / max(tall, 1e-9))
    let height = min(Self.most, max(tall, 1e-9) * scale + 2 * Self.margin)
    points = region.areas.map { area in
      guard let place = area.place else { return (0, 0) }
      return (
        Int((Self.margin + (place.longitude * squeeze - west) * scale).rounded()),
        Int((height - Self.margin - (place.latitude - south) * scale).rounded())
      )
    }
    self.height = Int(height)
    self.region = region
    radius = Self.radius(areas.map { [points] in points[$0] })
  }

  /// Discs that do not touch those beside them, of 5 to 17 pixels.
  private static func radius(_ points: [(x: Int, y: Int)]) -> Int {
    var nearest = 34.0
    for (number, point) in points.enumerated() {
      for other in points[..<number] {
        let distance = hypot(Double(point.x - other.x), Double(point.y - other.y))
        if distance > 0 { nearest = min(nearest, distance) }
      }
    }
    return max(5, Int(nearest / 2) - 1)
  }

  /// The map with something on it.
  func picture(_ title: String, _ marks: [Markup]) -> Markup {
    .element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "width": Int(Self.width), "height": height,
        "viewBox": "0 0 \(Int(Self.width)) \(height)", "role": "img", "aria-label": title,
      ], marks)
  }

  /// A disc of an area, with words for those who point at it.
  func disc(_ area: Int, fill: String, label: String, title: String) -> Markup {
    let (x, y) = points[area]
    let circle = Markup.element(
      "circle",
      ["cx": x, "cy": y, "r": radius, "fill": fill, "stroke": "#8a8a8a", "stroke-width": "0.6"],
      [])
    let text = radius < 9 ? [] : [Markup.text(label, x: x, y: y + 3, style: "move")]
    return .group(title: title, fill: "#1a1a1a", [circle] + text)
  }
}
