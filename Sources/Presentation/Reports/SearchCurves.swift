import Figures

/// How an annealing run went, as curves.
public struct SearchCurves: Sendable {
  /// A better state.
  public struct Incumbent: Sendable {
    /// The steps of each replica until then.
    public let step: Int
    /// Its energy in minutes.
    public let minutes: Double
    /// By how many units it breaks the rules; 0 for a plan.
    public let violation: Int

    /// Creates an incumbent.
    public init(step: Int, minutes: Double, violation: Int) {
      self.step = step
      self.minutes = minutes
      self.violation = violation
    }
  }

  /// Better states in the order in which they were found.
  public var incumbents: [Incumbent]
  /// The steps of each replica in all.
  public var steps: Int
  /// What no plan travels less than, in minutes.
  public var bound: Double?
  /// What energies, bound and temperatures are counted in.
  public var unit = "minutes"
  /// The temperatures in minutes, coldest first.
  public var temperatures: [Double]
  /// The share of accepted exchanges between neighbouring temperatures, coldest pair first.
  public var exchangeRates: [Double]
  /// How often a replica returned to the coldest temperature after having been at the hottest.
  public var roundTrips: Int

  /// Creates the curves of a run.
  public init(
    incumbents: [Incumbent], steps: Int, bound: Double?, temperatures: [Double],
    exchangeRates: [Double], roundTrips: Int
  ) {
    self.incumbents = incumbents
    self.steps = steps
    self.bound = bound
    self.temperatures = temperatures
    self.exchangeRates = exchangeRates
    self.roundTrips = roundTrips
  }
}

/// Draws how an annealing run went: the best plan against steps, and the temperature ladder.
struct SearchCharts {
  private static let size = (width: 580, height: 300)

  let curves: SearchCurves
  private let plot = Chart.plot(width: size.width, height: size.height)

  init(_ curves: SearchCurves) { self.curves = curves }

  private var caption: String {
    "The best state against the steps of each replica"
      + (curves.bound == nil ? "" : ", dashed what no plan travels less than") + "; and the ladder "
      + "of temperatures with how often neighbours exchange replicas. Replicas went from the coldest "
      + "to the hottest and back \(Figure.count(curves.roundTrips, "time"))."
  }

  /// The charts with their heading.
  var section: Page.Section {
    .init(heading: "How the search went", caption: caption, anchor: "search", content: content)
  }

  /// The charts.
  private var content: [Markup] {
    [.element("div", ["class": "panels"], [descent, ladder].compactMap(\.self))]
  }

  /// Plans are drawn as steps; states that break rules as points above them.
  private var descent: Markup? {
    guard curves.incumbents.count > 1, let last = curves.incumbents.last else { return nil }
    let end = Double(max(1, curves.steps, last.step))
    let moments = curves.incumbents.map { max(1, Double($0.step)) } + [end]
    let time = Scale(
      logarithmic: (moments.min() ?? 1)...max(end, 2), from: plot.x, length: plot.width)
    let values = curves.incumbents.map(\.minutes) + (curves.bound.map { [$0] } ?? [])
    let minutes = Scale(
      linear: (values.min() ?? 0)...(values.max() ?? 1), from: plot.y + plot.height,
      length: -plot.height)
    var marks: [Markup] = []
    if let bound = curves.bound {
      marks.append(
        .stroke(
          "M\(plot.x) \(minutes.place(bound))H\(plot.x + plot.width)", colour: "#1a1a1a",
          dashes: "5 4", title: "bound: \(bound) \(curves.unit)"))
    }
    for state in curves.incumbents where state.violation > 0 {
      marks.append(
        .point(
          x: time.place(Double(state.step)), y: minutes.place(state.minutes), radius: 3,
          fill: Chart.colour(4), title: "breaks rules by \(state.violation)"))
    }
    let plans = curves.incumbents.filter { $0.violation == 0 }
      .map { (x: Double($0.step), y: $0.minutes) }
    if let path = Chart.steps(plans, until: end, time, minutes) {
      marks.append(.stroke(path, colour: Chart.colour(1), width: "2"))
    }
    let broken = curves.incumbents.contains { $0.violation > 0 }
    return Chart(
      title: "Best state", subtitle: broken ? "points: states that break rules" : "",
      width: Self.size.width, height: Self.size.height,
      x: .init(scale: time, title: "steps of each replica"),
      y: .init(scale: minutes, title: curves.unit), marks: marks
    ).picture
  }

  /// Bars between temperatures are the share of exchanges that were accepted.
  private var ladder: Markup? {
    guard curves.temperatures.count > 1, let low = curves.temperatures.min(), low > 0,
      let high = curves.temperatures.max()
    else { return nil }
    let place = Scale(
      wholeNumbers: 1...Double(curves.temperatures.count), from: plot.x, length: plot.width)
    let heat = Scale(
      logarithmic: low...max(high, low * 1.01), from: plot.y + plot.height, length: -plot.height)
    let bars = curves.exchangeRates.enumerated().map { pair, rate in
      let left = place.place(Double(pair + 1))
      let width = place.place(Double(pair + 2)) - left
      let height = Int((min(1, max(0, rate)) * Double(plot.height)).rounded())
      return Markup.group(
        title: "\(Int((100 * rate).rounded())) % between \(pair + 1) and \(pair + 2)",
        fill: "#cfe3f1",
        [
          .rectangle(
            .init(
              x: left + 1, y: plot.y + plot.height - height, width: max(1, width - 2),
              height: height), fill: "#cfe3f1")
        ])
    }
    let points = curves.temperatures.enumerated().map { (x: Double($0 + 1), y: $1) }
    let line = Chart.line(points, place, heat).map {
      [Markup.stroke($0, colour: Chart.colour(4), width: "1.5")]
    }
    let dots = points.map { point in
      Markup.point(
        x: place.place(point.x), y: heat.place(point.y), radius: 3, fill: Chart.colour(4),
        title: "\((point.y * 100).rounded() / 100) \(curves.unit)")
    }
    return Chart(
      title: "Temperature ladder",
      subtitle: "bars: accepted exchanges, the whole height is 100 %", width: Self.size.width,
      height: Self.size.height, x: .init(scale: place, title: "place in the ladder, coldest first"),
      y: .init(scale: heat, title: "temperature, \(curves.unit)"),
      marks: bars + (line ?? []) + dots, hasGrid: false
    ).picture
  }
}
