/// The curves of one instance: minutes of the best plan and of the bound against time.
///
/// Time is logarithmic, as solvers differ by orders of magnitude; minutes are linear. Plans are
/// drawn as full steps, bounds as dashed ones, the proven optimum as a thin line.
package struct CurveChart {
  private static let size = (width: 396, height: 270)

  private let panel: ComparisonPage.Panel
  private let names: [String]
  private let time: Scale
  private let minutes: Scale
  private let plot = Chart.plot(width: size.width, height: size.height)

  package init(panel: ComparisonPage.Panel, names: [String]) {
    self.panel = panel
    self.names = names
    let moments = panel.curves.flatMap { curve in
      curve.plans.map(\.seconds) + curve.bounds.map(\.seconds) + [curve.end]
    }.map { max($0, 0.001) }
    time = Scale(decadesAround: moments, from: plot.x, length: plot.width)
    let values = panel.curves.flatMap { $0.plans.map(\.minutes) + $0.bounds.map(\.minutes) }
    minutes = Scale(
      upTo: max(values.max() ?? 0, panel.optimum ?? 0), from: plot.y + plot.height,
      length: -plot.height)
  }

  package var picture: Markup {
    Chart(
      title: panel.title, subtitle: panel.subtitle, width: Self.size.width,
      height: Self.size.height, x: .init(scale: time, title: "time; dashed: bounds", unit: " s"),
      y: .init(scale: minutes, title: "minutes of travel"),
      marks: optimum + panel.curves.flatMap(draw)
    ).picture
  }

  private var optimum: [Markup] {
    guard let optimum = panel.optimum else { return [] }
    let y = minutes.place(optimum)
    return [.stroke("M\(plot.x) \(y)H\(plot.x + plot.width)", colour: "#1a1a1a")]
  }

  private func draw(_ curve: ComparisonPage.Curve) -> [Markup] {
    let colour = Chart.colour(names.firstIndex(of: curve.name) ?? 0)
    func steps(_ points: [(seconds: Double, minutes: Double)]) -> String? {
      Chart.steps(points.map { ($0.seconds, $0.minutes) }, until: curve.end, time, minutes)
    }
    var pieces: [Markup] = []
    if let path = steps(curve.plans) {
      pieces.append(.stroke(path, colour: colour, width: "1.8", title: curve.name))
    }
    if let path = steps(curve.bounds) {
      pieces.append(
        .stroke(
          path, colour: colour, width: "1.2", dashes: "4 3", title: "\(curve.name), bound"))
    }
    return pieces
  }
}
