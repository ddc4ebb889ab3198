import Figures
import PatrolRouting
import Reports

/// Routes of several temperatures as points in two measures, of which less is better.
///
/// Points that no other beats in both are joined.
struct ParetoChart {
  private static let size = (width: 560, height: 360)

  /// What a point is drawn by; less is better for both axes.
  struct Axis {
    let title: String
    let unit: String
    let value: (TemperatureSweep.Point) -> Double
  }

  let title: String
  let subtitle: String
  let points: [TemperatureSweep.Point]
  let x: Axis
  let y: Axis

  var picture: Markup {
    let plot = Chart.plot(width: Self.size.width, height: Self.size.height)
    let (across, up) = (points.map(x.value), points.map(y.value))
    let horizontal = Scale(
      linear: (across.min() ?? 0)...(across.max() ?? 1), from: plot.x, length: plot.width)
    let vertical = Scale(
      linear: (up.min() ?? 0)...(up.max() ?? 1), from: plot.y + plot.height, length: -plot.height)
    let front = Self.front(zip(across, up).map { ($0, $1) })
    let line = Chart.line(front, horizontal, vertical).map {
      [Markup.stroke($0, colour: Chart.colour(1), width: "1.8")]
    }
    let marks = points.enumerated().flatMap { number, point -> [Markup] in
      let (px, py) = (horizontal.place(across[number]), vertical.place(up[number]))
      let name = RouteFigure.reward(point.temperature)
      return [
        .point(
          x: px, y: py, radius: 5, fill: Chart.colour(1),
          title: "temperature \(name): \(Figure.fixed(across[number], 3)), "
            + Figure.fixed(up[number], 3)),
        .text(name, x: px + 4, y: py - 8, style: "sum"),
      ]
    }
    return Chart(
      title: title, subtitle: subtitle, width: Self.size.width, height: Self.size.height,
      x: .init(scale: horizontal, title: x.title, unit: x.unit),
      y: .init(scale: vertical, title: y.title, unit: y.unit), marks: (line ?? []) + marks
    ).picture
  }

  /// The points that no other is at least as good as in both values, by growing x.
  static func front(_ points: [(x: Double, y: Double)]) -> [(x: Double, y: Double)] {
    var front: [(x: Double, y: Double)] = []
    for point in points.sorted(by: { ($0.x, $0.y) < ($1.x, $1.y) })
    where point.y < front.last?.y ?? .infinity { front.append(point) }
    return front
  }
}
