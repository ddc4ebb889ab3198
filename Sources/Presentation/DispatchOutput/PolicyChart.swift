import DispatchStudies
import Reports

/// Means of policies with their intervals, as charts.
struct PolicyChart {
  private static let size = (width: 396, height: 290)

  private let comparisons: [(cap: Double, comparison: DispatchComparison)]
  private let plot = Chart.plot(width: size.width, height: size.height)

  init(_ comparisons: [(cap: Double, comparison: DispatchComparison)]) {
    self.comparisons = comparisons.sorted { $0.cap < $1.cap }
    main = comparisons[0].comparison
  }

  private let main: DispatchComparison

  /// What stands for each policy: letters beside colours, as nothing is said by colour alone.
  static func letter(_ policy: Int) -> String {
    String(UnicodeScalar(UInt8(65 + policy % 26)))
  }

  /// The policies by letter and colour.
  static func legend(_ names: [String]) -> Markup {
    .element(
      "ul", ["class": "legend"],
      names.enumerated().map { number, name in
        .element(
          "li", [:],
          [
            .element(
              "b", ["style": "color:\(Chart.colour(number))"], [.characters(letter(number))]),
            .line("span", name),
          ])
      })
  }

  /// Success of each policy against its presence, with both intervals.
  var trade: Markup {
    let figures = main.results.indices.map {
      (success: main.figure(.success, of: $0).value, presence: main.figure(.presence, of: $0).value)
    }
    let x = scale(figures.map(\.presence), from: plot.x, length: plot.width)
    let y = scale(figures.map(\.success), from: plot.y + plot.height, length: -plot.height)
    let marks = figures.enumerated().flatMap { number, figure -> [Markup] in
      let colour = Chart.colour(number)
      let (px, py) = (x.place(figure.presence.mean), y.place(figure.success.mean))
      let (left, right) = (
        x.place(figure.presence.interval.lowerBound), x.place(figure.presence.interval.upperBound)
      )
      let (low, high) = (
        y.place(figure.success.interval.lowerBound), y.place(figure.success.interval.upperBound)
      )
      return [
        .stroke("M\(left) \(py)H\(right)M\(px) \(low)V\(high)", colour: colour, width: "1.6"),
        .text(Self.letter(number), x: px + 8, y: py - 5, style: "head"),
      ]
    }
    return Chart(
      title: "Success and presence", width: Self.size.width, height: Self.size.height,
      x: .init(scale: x, title: "presence"), y: .init(scale: y, title: "success"), marks: marks
    ).picture
  }

  /// A measure of each policy over budgets, a bar for each interval.
  func curve(_ measure: DayMeasure) -> Markup {
    let x = Scale(
      linear: 0...(comparisons.map(\.cap).max() ?? 1) * 100, from: plot.x, length: plot.width)
    let figures = main.results.indices.map { policy in
      comparisons.map { (cap: $0.cap, value: $0.comparison.figure(measure, of: policy).value) }
    }
    let y = scale(
      figures.flatMap { $0.map(\.value) }, from: plot.y + plot.height, length: -plot.height)
    let marks = figures.enumerated().flatMap { number, points -> [Markup] in
      let colour = Chart.colour(number)
      let line = Chart.line(points.map { ($0.cap * 100, $0.value.mean) }, x, y)
      let bars = points.map { point in
        let place = x.place(point.cap * 100)
        return Markup.stroke(
          "M\(place) \(y.place(point.value.interval.lowerBound))"
            + "V\(y.place(point.value.interval.upperBound))", colour: colour, width: "1.6")
      }
      return
        (line.map { [.stroke($0, colour: colour, width: "1.6", dashes: Self.dashes(number))] } ?? [])
        + bars
    }
    let ends = figures.map { y.place($0.last?.value.mean ?? 0) }
    let labels = zip(figures.indices, Self.apart(ends)).map { number, place in
      Markup.text(Self.letter(number), x: plot.x + plot.width + 8, y: place + 4, style: "head")
    }
    return Chart(
      title: measure.rawValue, width: Self.size.width, height: Self.size.height,
      x: .init(scale: x, title: "P_max", unit: " %"), y: .init(scale: y, title: measure.rawValue),
      marks: marks + labels
    ).picture
  }

  /// Colours begin anew after six policies; those after that are dashed.
  private static func dashes(_ policy: Int) -> String { policy < 6 ? "none" : "5 3" }

  /// Heights of labels, moved down where they would stand on each other.
  private static func apart(_ heights: [Int]) -> [Int] {
    var moved = heights
    var last = Int.min / 2
    for number in heights.indices.sorted(by: { (heights[$0], $0) < (heights[$1], $1) }) {
      moved[number] = max(heights[number], last + 12)
      last = moved[number]
    }
    return moved
  }

  private func scale(_ values: [ScenarioBootstrap], from start: Int, length: Int) -> Scale {
    let low = values.map(\.interval.lowerBound).min() ?? 0
    let high = values.map(\.interval.upperBound).max() ?? 1
    return Scale(linear: low...max(low, high), from: start, length: length)
  }
}
