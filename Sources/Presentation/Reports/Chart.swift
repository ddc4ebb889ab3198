/// Axes with a grid, and marks on them.
///
/// Pictures are our own SVG rather than a charting library's: they are the same bytes on every
/// machine, print as sharp as text, need no script, and a page of them is some kilobytes.
package struct Chart {
  /// What an axis measures, and where values stand on it.
  package struct Axis {
    let scale: Scale
    /// What it measures, with its unit.
    let title: String
    /// What follows the number of each tick.
    var unit = ""

    package init(scale: Scale, title: String, unit: String = "") {
      self.scale = scale
      self.title = title
      self.unit = unit
    }
  }

  /// Where marks are, in pixels.
  package static func plot(width: Int, height: Int) -> Markup.Frame {
    .init(x: 58, y: 46, width: width - 72, height: height - 92)
  }

  package let title: String
  package var subtitle = ""
  package let width: Int
  package let height: Int
  package let x: Axis
  package let y: Axis
  /// What stands on the axes, in the order of drawing.
  package var marks: [Markup] = []
  /// Whether lines run across the plot at each tick.
  package var hasGrid = true

  package init(
    title: String, subtitle: String = "", width: Int, height: Int, x: Axis, y: Axis,
    marks: [Markup] = [], hasGrid: Bool = true
  ) {
    self.title = title
    self.subtitle = subtitle
    self.width = width
    self.height = height
    self.x = x
    self.y = y
    self.marks = marks
    self.hasGrid = hasGrid
  }

  private var plot: Markup.Frame { Self.plot(width: width, height: height) }
  private var bottom: Int { plot.y + plot.height }
  private var right: Int { plot.x + plot.width }

  /// The chart as SVG.
  package var picture: Markup {
    .element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "width": width, "height": height,
        "viewBox": "0 0 \(width) \(height)", "role": "img", "aria-label": "\(title). \(subtitle)",
      ],
      [
        .text(title, x: 8, y: 18, style: "head-left"),
        .text(subtitle, x: 8, y: 34, style: "meaning"),
      ] + axes + marks)
  }

  private var axes: [Markup] {
    let columns = x.scale.ticks.flatMap { tick -> [Markup] in
      let place = x.scale.place(tick.value)
      return [
        .stroke("M\(place) \(hasGrid ? plot.y : bottom)V\(bottom + 4)", colour: "#e5e5e5"),
        .text(tick.label + x.unit, x: place, y: bottom + 17, style: "sum"),
      ]
    }
    let rows = y.scale.ticks.flatMap { tick -> [Markup] in
      let place = y.scale.place(tick.value)
      return [
        .stroke("M\(plot.x - 4) \(place)H\(hasGrid ? right : plot.x)", colour: "#e5e5e5"),
        .text(tick.label + y.unit, x: plot.x - 7, y: place + 4, style: "side"),
      ]
    }
    let caption = y.title.isEmpty ? x.title : "\(y.title) against \(x.title)"
    return columns + rows + [
      .text(caption, x: plot.x + plot.width / 2, y: bottom + 36, style: "sum")
    ]
  }
}

extension Chart {
  /// Colours of series, told apart by all common kinds of colour vision (Okabe & Ito, "Color
  /// universal design", 2008).
  private static let colours = [
    "#009E73", "#0072B2", "#E69F00", "#CC79A7", "#D55E00", "#56B4E9",
  ]

  /// The colour of a series by its number.
  package static func colour(_ number: Int) -> String { colours[number % colours.count] }

  /// A line that stays where it is until the next point, and then until the end.
  package static func steps(
    _ points: [(x: Double, y: Double)], until end: Double, _ x: Scale, _ y: Scale
  ) -> String? {
    guard let first = points.first else { return nil }
    var path = "M\(x.place(first.x)) \(y.place(first.y))"
    for point in points.dropFirst() { path += "H\(x.place(point.x))V\(y.place(point.y))" }
    return path + "H\(x.place(end))"
  }

  /// A line from point to point.
  package static func line(_ points: [(x: Double, y: Double)], _ x: Scale, _ y: Scale) -> String? {
    guard points.count > 1 else { return nil }
    return "M" + points.map { "\(x.place($0.x)) \(y.place($0.y))" }.joined(separator: "L")
  }
}

extension Markup {
  /// A path that is not filled.
  package static func stroke(
    _ path: String, colour: String, width: String = "1", dashes: String = "none",
    title: String? = nil
  ) -> Markup {
    .element(
      "path",
      [
        "d": path, "fill": "none", "stroke": colour, "stroke-width": width,
        "stroke-dasharray": dashes,
      ], title.map { [.line("title", $0)] } ?? [])
  }

  /// A filled circle, with a name that browsers show when pointed at.
  package static func point(
    x: Int, y: Int, radius: Int, fill: String, title: String? = nil
  ) -> Markup {
    .element(
      "circle", ["cx": x, "cy": y, "r": radius, "fill": fill],
      title.map { [.line("title", $0)] } ?? [])
  }
}
