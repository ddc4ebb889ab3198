/// The curves of one instance: minutes of the best plan and of the bound against time.
///
/// Time is logarithmic, as solvers differ by orders of magnitude; minutes are linear. Plans are
/// drawn as full steps, bounds as dashed ones, the proven optimum as a thin line.
struct CurveChart {
  private static let width = 460
  private static let height = 300
  private static let plot = SVG.Frame(x: 56, y: 44, width: 390, height: 216)
  /// Told apart by all common kinds of colour vision (Okabe & Ito, "Color universal design", 2008).
  private static let colours = ["#009E73", "#0072B2", "#E69F00", "#CC79A7", "#D55E00", "#56B4E9"]

  private let panel: ComparisonPage.Panel
  private let names: [String]
  private let time: Scale
  private let minutes: Scale

  static func colour(_ number: Int) -> String { colours[number % colours.count] }

  init(panel: ComparisonPage.Panel, names: [String]) {
    self.panel = panel
    self.names = names
    let moments = panel.curves.flatMap { curve in
      curve.plans.map(\.seconds) + curve.bounds.map(\.seconds) + [curve.end]
    }.map { max($0, 0.001) }
    time = Scale(decadesAround: moments, from: Self.plot.x, length: Self.plot.width)
    let values = panel.curves.flatMap { $0.plans.map(\.minutes) + $0.bounds.map(\.minutes) }
    minutes = Scale(
      upTo: max(values.max() ?? 0, panel.optimum ?? 0), from: Self.plot.y + Self.plot.height,
      length: -Self.plot.height)
  }

  var picture: SVG {
    .element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "width": Self.width, "height": Self.height,
        "viewBox": "0 0 \(Self.width) \(Self.height)", "role": "img",
        "aria-label": "Best plan and bound against time, \(panel.title)",
      ],
      [
        .text(panel.title, x: 8, y: 18, style: "head-left"),
        .text(panel.subtitle, x: 8, y: 34, style: "meaning"),
      ] + axes + optimum + panel.curves.flatMap(draw))
  }

  private var axes: [SVG] {
    let bottom = Self.plot.y + Self.plot.height
    let times = time.ticks.flatMap { tick -> [SVG] in
      let x = time.place(tick.value)
      return [
        stroke("M\(x) \(Self.plot.y)V\(bottom)", colour: "#e5e5e5"),
        .text(tick.label + " s", x: x, y: bottom + 16, style: "sum"),
      ]
    }
    let levels = minutes.ticks.flatMap { tick -> [SVG] in
      let y = minutes.place(tick.value)
      return [
        stroke("M\(Self.plot.x) \(y)H\(Self.plot.x + Self.plot.width)", colour: "#e5e5e5"),
        .text(tick.label, x: Self.plot.x - 6, y: y + 4, style: "side"),
      ]
    }
    return times + levels + [
      .text(
        "minutes of travel against time; dashed: bounds", x: Self.plot.x + 195, y: bottom + 34,
        style: "sum")
    ]
  }

  private var optimum: [SVG] {
    guard let optimum = panel.optimum else { return [] }
    let y = minutes.place(optimum)
    return [stroke("M\(Self.plot.x) \(y)H\(Self.plot.x + Self.plot.width)", colour: "#1a1a1a")]
  }

  private func draw(_ curve: ComparisonPage.Curve) -> [SVG] {
    let colour = Self.colour(names.firstIndex(of: curve.name) ?? 0)
    var pieces: [SVG] = []
    if let path = steps(curve.plans, until: curve.end) {
      pieces.append(stroke(path, colour: colour, width: "1.8", title: curve.name))
    }
    if let path = steps(curve.bounds, until: curve.end) {
      pieces.append(
        stroke(path, colour: colour, width: "1.2", dashes: "4 3", title: "\(curve.name), bound"))
    }
    return pieces
  }

  /// A line that stays where it is until the next point.
  private func steps(_ points: [(seconds: Double, minutes: Double)], until end: Double) -> String? {
    guard let first = points.first else { return nil }
    var path = "M\(time.place(first.seconds)) \(minutes.place(first.minutes))"
    for point in points.dropFirst() {
      path += "H\(time.place(point.seconds))V\(minutes.place(point.minutes))"
    }
    return path + "H\(time.place(end))"
  }

  private func stroke(
    _ path: String, colour: String, width: String = "1", dashes: String = "none",
    title: String? = nil
  ) -> SVG {
    .element(
      "path",
      [
        "d": path, "fill": "none", "stroke": colour, "stroke-width": width,
        "stroke-dasharray": dashes,
      ], title.map { [.line("title", $0)] } ?? [])
  }
}
