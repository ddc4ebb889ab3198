import Reports
import Tuning

/// A smoothed field as coloured cells and a labelled line.
struct FieldPicture {
  /// What was measured at a pixel.
  struct Sample {
    let place: (x: Int, y: Int)
    let value: Double
    let weight: Double
  }

  private static let cell = 6

  private let samples: [Sample]
  private let field: SmoothField
  private let plot: Markup.Frame

  init(_ samples: [Sample], in plot: Markup.Frame) {
    self.samples = samples
    self.plot = plot
    field = SmoothField(
      samples.map { sample in
        .init(
          x: Double(sample.place.x - plot.x) / Double(plot.width),
          y: Double(sample.place.y - plot.y) / Double(plot.height), value: sample.value,
          weight: sample.weight)
      }, columns: plot.width / Self.cell, rows: plot.height / Self.cell)
  }

  /// The cells: a path for each colour, of the runs of cells that have it.
  func ground(_ worth: (Double) -> Double) -> [Markup] {
    let levels = field.values.map { $0.map { SequentialPalette.level(worth($0)) } }
    var paths = Array(repeating: "", count: SequentialPalette.count)
    for row in 0..<field.size.rows {
      var start = 0
      while start < field.size.columns {
        let level = levels[row * field.size.columns + start]
        var end = start + 1
        while end < field.size.columns, levels[row * field.size.columns + end] == level { end += 1 }
        if let level {
          let (left, right) = (edge(start), edge(end))
          let (top, bottom) = (
            row * plot.height / field.size.rows, (row + 1) * plot.height / field.size.rows
          )
          paths[level] += "M\(left) \(plot.y + top)H\(right)v\(bottom - top)H\(left)z"
        }
        start = end
      }
    }
    return paths.enumerated().filter { !$1.isEmpty }.map { level, path in
      .element(
        "path",
        ["d": path, "fill": SequentialPalette.ground(level), "shape-rendering": "crispEdges"], [])
    }
  }

  private func edge(_ column: Int) -> Int { plot.x + column * plot.width / field.size.columns }

  /// The line at a value, with its label where it is farthest from all samples and other places.
  func contour(
    at level: Double, label: String, avoiding others: [(x: Int, y: Int)]
  ) -> [Markup] {
    let width = Double(plot.width) / Double(field.size.columns)
    let height = Double(plot.height) / Double(field.size.rows)
    func pixel(_ place: (x: Double, y: Double)) -> (x: Int, y: Int) {
      (plot.x + Int((place.x * width).rounded()), plot.y + Int((place.y * height).rounded()))
    }
    let segments = field.contour(at: level).map { (pixel($0.from), pixel($0.to)) }
    guard !segments.isEmpty else { return [] }
    let path = segments.map { "M\($0.0.x) \($0.0.y)L\($0.1.x) \($0.1.y)" }.joined()
    return [.stroke(path, colour: "#1a1a1a", width: "1.2", title: label)]
      + (place(for: segments.map(\.0), avoiding: samples.map(\.place) + others).map {
        [.text(label, x: $0.x, y: $0.y + 4, style: "sum halo")]
      } ?? [])
  }

  /// The candidate with the most room around it, in the plot's inner part.
  private func place(
    for candidates: [(x: Int, y: Int)], avoiding others: [(x: Int, y: Int)]
  ) -> (x: Int, y: Int)? {
    let inner = candidates.filter {
      $0.x > plot.x + 24 && $0.x < plot.x + plot.width - 24 && $0.y > plot.y + 30
        && $0.y < plot.y + plot.height - 30
    }
    func room(_ place: (x: Int, y: Int)) -> Int {
      others.map { other in
        let (dx, dy) = (other.x - place.x, other.y - place.y)
        return dx * dx + dy * dy
      }.min() ?? 0
    }
    return inner.max { room($0) < room($1) }
  }

  /// Samples along one axis as smooth curves: pixels and shares, with gaps where no sample is near.
  static func curve(_ samples: [Sample], in plot: Markup.Frame) -> [[(x: Int, share: Double)]] {
    let columns = plot.width / cell
    let field = SmoothField(
      samples.map {
        .init(
          x: Double($0.place.x - plot.x) / Double(plot.width), y: 0.5, value: $0.value,
          weight: $0.weight)
      }, columns: columns, rows: 1)
    let points = field.values.enumerated().map { column, value in
      value.map { (x: plot.x + (2 * column + 1) * plot.width / (2 * columns), share: $0) }
    }
    return points.split { $0 == nil }.map { $0.compactMap(\.self) }
  }
}

/// The lines on a map over two parameters: their certified values, and the corner of the region.
struct MapLines {
  private typealias Line = (mark: StudyPage.Mark, place: Int)

  let marks: [Markup]
  let labels: [Markup]
  /// Pixels along the lines, for labels to keep away from.
  let places: [(x: Int, y: Int)]

  init(
    across: (parameter: StudyPage.Parameter, scale: Scale),
    upwards: (parameter: StudyPage.Parameter, scale: Scale), _ plot: Markup.Frame
  ) {
    let (right, bottom) = (plot.x + plot.width, plot.y + plot.height)
    func certified(_ axis: (parameter: StudyPage.Parameter, scale: Scale)) -> Line? {
      axis.parameter.certified.flatMap { mark in
        mark.value <= axis.parameter.range.upperBound ? (mark, axis.scale.place(mark.value)) : nil
      }
    }
    let (a, b) = (certified(across), certified(upwards))
    let edge = (
      x: across.parameter.threshold.map { across.scale.place($0.value) },
      y: upwards.parameter.threshold.map { upwards.scale.place($0.value) }
    )
    let corner = Self.corner(edge.x, edge.y, plot)
    places =
      [a?.place, edge.x].compactMap(\.self).flatMap { x in
        stride(from: plot.y, to: bottom, by: 10).map { (x, $0) }
      }
      + [b?.place, edge.y].compactMap(\.self).flatMap { y in
        stride(from: plot.x, to: right, by: 10).map { ($0, y) }
      }
    marks =
      [a.map { "M\($0.place) \(plot.y)V\(bottom)" }, b.map { "M\(plot.x) \($0.place)H\(right)" }]
      .compactMap(\.self).map { .stroke($0, colour: "#1a1a1a", width: "1.6") }
      + (corner.map {
        [
          .stroke($0, colour: "#fff", width: "4"),
          .stroke($0, colour: "#1a1a1a", width: "2", dashes: "2 3"),
        ]
      } ?? [])
    labels = [
      a.map { .text($0.mark.words, x: $0.place - 6, y: bottom - 8, style: "end halo") },
      b.map {
        .text(
          $0.mark.words, x: plot.x + 8, y: $0.place < plot.y + 24 ? $0.place + 15 : $0.place - 6,
          style: "start halo")
      },
    ].compactMap(\.self)
  }

  /// The edge of the region that is right of one line and above another, or of one of them alone.
  private static func corner(_ x: Int?, _ y: Int?, _ plot: Markup.Frame) -> String? {
    let (right, bottom) = (plot.x + plot.width, plot.y + plot.height)
    return switch (x, y) {
    case (let x?, let y?): "M\(x) \(plot.y)V\(y)H\(right)"
    case (let x?, nil): "M\(x) \(plot.y)V\(bottom)"
    case (nil, let y?): "M\(plot.x) \(y)H\(right)"
    case (nil, nil): nil
    }
  }
}
