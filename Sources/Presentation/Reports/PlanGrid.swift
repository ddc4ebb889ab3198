import Figures
import PatrolModel

/// The plan as a table: who is in which sector and when, coloured and lettered by sector.
///
/// Small fleets have a column per car, as the published study's Figure 4; larger ones have a row per
/// car, so that pages grow downwards only. Cars stand class by class.
struct PlanGrid {
  /// The most cars that get a column each.
  static let mostColumns = 24

  let routes: Routes
  let cars: CellLabels
  let sectors: CellLabels
  let order: CarOrder
  private let broken: BrokenCells
  private var instance: PatrolInstance { routes.instance }
  private var isUpright: Bool { instance.carCount <= Self.mostColumns }

  init(_ routes: Routes, broken: BrokenCells = BrokenCells()) {
    self.routes = routes
    self.broken = broken
    cars = CellLabels(routes.instance.fleet.cars.map(\.id.rawValue))
    sectors = CellLabels(routes.instance.sectors.map(\.id.rawValue))
    order = CarOrder(routes.instance)
  }

  /// Whether rows are wide enough for the minutes of moves.
  private var showsMinutes: Bool { isUpright || instance.stepCount <= Self.mostColumns }

  /// What is to be seen.
  var caption: String {
    let minutes =
      isUpright
      ? "A small number above a sector is the minutes of the move that leads there"
      : showsMinutes
        ? "A bold edge is a move, the small number behind it its minutes" : "A bold edge is a move"
    return "Each cell is the sector of a car. \(minutes)."
      + (hasBreaks ? " Hatched is out of service." : "")
      + (broken.isEmpty ? "" : " A red frame with ! marks where a rule is broken.")
      + " Below: what sectors' letters mean."
  }

  private var hasBreaks: Bool {
    instance.carIndices.contains { car in
      routes.stays[car.rawValue].reduce(0) { $0 + $1.steps.count } < instance.stepCount
    }
  }

  /// The table and what its letters mean.
  var content: [Markup] {
    [.element("div", ["class": "wide"], [isUpright ? columns : rows]), legend]
  }

  private var columns: Markup {
    let groups = Markup.element(
      "tr", ["class": "group"],
      [.line("th", "")]
        + order.groups.map { group in
          .element("th", ["colspan": group.cars.count], [.characters(group.name)])
        })
    let head = Markup.element(
      "tr", [:], [.line("th", "car")] + order.cars.map { self.head(of: $0, scope: "col") })
    let body = instance.shift.steps.map { step in
      Markup.element(
        "tr", [:],
        [.element("th", ["scope": "row"], [.characters(instance.shift.clock(step))])]
          + order.cars.map { cell($0, step) })
    }
    let sums = totals.map { total in
      Markup.element(
        "tr", [:],
        [.element("th", ["scope": "row"], [.characters(total.name)])]
          + order.cars.map { sum(total, $0) })
    }
    return .element(
      "table", ["class": "plan"],
      [
        .element("thead", [:], (order.isGrouped ? [groups] : []) + [head]),
        .element("tbody", [:], body), .element("tfoot", [:], sums),
      ])
  }

  private var rows: Markup {
    let times = instance.shift.steps.map { step in
      Markup.element("th", ["scope": "col"], [.characters(instance.shift.clock(step))])
    }
    let head = Markup.element(
      "tr", [:],
      [.line("th", "car")] + times + totals.map { .line("th", $0.name, style: "sum") })
    let width = 1 + instance.stepCount + totals.count
    let body = order.groups.map { group in
      let name = Markup.element(
        "tr", ["class": "group"],
        [
          .element(
            "th", ["colspan": width, "scope": "rowgroup"],
            [.characters("\(group.name), \(Figure.count(group.cars.count, "car"))")])
        ])
      return Markup.element(
        "tbody", [:], (order.isGrouped ? [name] : []) + group.cars.map(row))
    }
    return .element(
      "table", ["class": showsMinutes ? "plan dense" : "plan dense narrow"],
      [.element("thead", [:], [head])] + body)
  }

  private func row(of car: CarIndex) -> Markup {
    .element(
      "tr", [:],
      [head(of: car, scope: "row")] + instance.shift.steps.map { cell(car, $0) }
        + totals.map { sum($0, car) })
  }

  private func head(of car: CarIndex, scope: String) -> Markup {
    let label = Markup.characters(cars.texts[car.rawValue])
    return broken.contains(car)
      ? .element("th", ["scope": scope, "class": "broken"], [.line("em", "!"), label])
      : .element("th", ["scope": scope], [label])
  }

  private func cell(_ car: CarIndex, _ step: StepIndex) -> Markup {
    let isBroken = broken.contains(car, at: step)
    let mark = isBroken ? [Markup.line("em", "!")] : []
    let style = isBroken ? " broken" : ""
    guard
      let stay = routes.stays[car.rawValue].first(where: { $0.steps.contains(step.rawValue) })
    else {
      let name = breakName(of: car, at: step)
      return .element("td", ["class": "off" + style], mark + [.characters(name)])
    }
    let label = Markup.characters(sectors.texts[stay.sector.rawValue])
    let paint = CategoryPalette.style(of: stay.sector)
    guard let arrival = stay.arrival, stay.steps.lowerBound == step.rawValue else {
      return .element("td", ["class": paint + style], mark + [label])
    }
    return .element(
      "td", ["class": "\(paint) go" + style],
      (showsMinutes ? [.line("i", arrival.description)] : []) + mark + [label])
  }

  /// What a car's steps without a sector are called, at the first of them.
  private func breakName(of car: CarIndex, at step: StepIndex) -> String {
    let stays = routes.stays[car.rawValue]
    let isFirst = step.rawValue == 0 || stays.contains { $0.steps.upperBound == step.rawValue }
    guard isFirst else { return "" }
    let isBetween =
      stays.contains { $0.steps.upperBound <= step.rawValue }
      && stays.contains { $0.steps.lowerBound > step.rawValue }
    return isBetween ? "break" : "off"
  }

  // MARK: - Sums

  /// What is added up per car.
  private struct Total {
    let name: String
    let values: [String]
    /// What bars are drawn of, in percent of the most; empty for no bars.
    var shares: [Int] = []
    /// The cars with the most, if that is bad news.
    var worst: Set<Int> = []
  }

  private var totals: [Total] {
    let travel = instance.carIndices.map { routes.travel(of: $0) }
    let most = travel.max() ?? .zero
    return [
      Total(
        name: "minutes", values: travel.map(\.description),
        shares: travel.map { 100 * $0.tenths / max(1, most.tenths) },
        worst: most == .zero ? [] : Set(travel.indices.filter { travel[$0] == most })),
      Total(
        name: "moves", values: instance.carIndices.map { "\(routes.moves(of: $0))" }),
      Total(
        name: "longest stay",
        values: instance.carIndices.map { "\(routes.longestStay(of: $0))" }),
    ]
  }

  private func sum(_ total: Total, _ car: CarIndex) -> Markup {
    let style = total.worst.contains(car.rawValue) ? "sum bad" : "sum"
    let text = Markup.characters(total.values[car.rawValue])
    guard !total.shares.isEmpty else { return .element("td", ["class": style], [text]) }
    let share = """
      --share:\(total.shares[car.rawValue])%
      """
    return .element("td", ["class": style + " bar", "style": share], [text])
  }

  private var legend: Markup {
    .element(
      "ul", ["class": "legend"],
      routes.sectors.map { sector in
        .element(
          "li", [:],
          [
            .line("b", sectors.texts[sector.rawValue], style: CategoryPalette.style(of: sector)),
            .characters(Words.sector(instance[sector])),
          ])
      })
  }
}

extension CategoryPalette {
  /// The name of the style rule with a sector's colours.
  static func style(of sector: SectorIndex) -> String { "s\(sector.rawValue % count)" }
}
