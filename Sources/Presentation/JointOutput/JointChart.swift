import DispatchStudies
import JointStudies
import Reports

/// Each policy's change of response against the first, with its interval, a row each.
struct JointChart {
  private static let (width, row, left, right) = (620, 26, 168, 60)

  let comparison: JointComparison

  /// The picture; bars to the left are faster.
  var picture: Markup {
    let changes = comparison.results.indices.map { number in
      comparison.figure(.response, of: number).change
    }
    let ends = changes.compactMap { $0 }.flatMap {
      [100 * $0.interval.lowerBound, 100 * $0.interval.upperBound]
    }
    let x = Scale(
      linear: min(0, ends.min() ?? 0)...max(0, ends.max() ?? 1), from: Self.left,
      length: Self.width - Self.left - Self.right)
    let bottom = Self.row * comparison.results.count + 10
    let grid = x.ticks.flatMap { tick -> [Markup] in
      let place = x.place(tick.value)
      return [
        .stroke("M\(place) 6V\(bottom)", colour: tick.value == 0 ? "#1a1a1a" : "#e5e5e5"),
        .text("\(tick.label) %", x: place, y: bottom + 15, style: "sum"),
      ]
    }
    let rows = changes.enumerated().flatMap { number, change in
      row(number, change, at: Self.row * number + 20, x)
    }
    return .element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "width": Self.width, "height": bottom + 24,
        "viewBox": "0 0 \(Self.width) \(bottom + 24)", "role": "img",
        "aria-label": "Change of mean response against \(comparison.results[0].policy)",
      ], grid + rows)
  }

  private func row(
    _ number: Int, _ change: ScenarioBootstrap?, at y: Int, _ x: Scale
  ) -> [Markup] {
    let name = Markup.text(
      comparison.results[number].policy, x: Self.left - 10, y: y + 4, style: "side")
    guard let change else {
      return [name, .point(x: x.place(0), y: y, radius: 4, fill: Chart.colour(number))]
    }
    let (low, high) = (
      x.place(100 * change.interval.lowerBound), x.place(100 * change.interval.upperBound)
    )
    return [
      name, .stroke("M\(low) \(y)H\(high)", colour: Chart.colour(number), width: "2.4"),
      .point(x: x.place(100 * change.mean), y: y, radius: 4, fill: Chart.colour(number)),
    ]
  }
}
