import Figures
import PatrolModel

/// The plan as a table: who is in which sector and when, coloured and lettered by sector.
///
/// Small fleets have a column per car, as the published study's Figure 4; larger ones have a row per
/// car, so that pages grow downwards only.
struct PlanGrid {
  /// The most cars that get a column each.
  static let mostColumns = 24

  let routes: Routes
  let cars: CellLabels
  let sectors: CellLabels
  private var instance: PatrolInstance { routes.instance }
  private var isUpright: Bool { instance.carCount <= Self.mostColumns }

  init(_ routes: Routes) {
    self.routes = routes
    cars = CellLabels(routes.instance.fleet.cars.map(\.id.rawValue))
    sectors = CellLabels(routes.instance.sectors.map(\.id.rawValue))
  }

  /// What is to be seen.
  var caption: String {
    let minutes =
      isUpright
      ? "A small number above a sector is the minutes of the move that leads there"
      : "A bold edge is a move"
    return "Each cell is the sector of a car. \(minutes). Below: what sectors' letters mean."
  }

  /// The table and what its letters mean.
  var content: [Markup] {
    [.element("div", ["class": "wide"], [isUpright ? columns : rows]), legend]
  }

  private var columns: Markup {
    let head = Markup.element(
      "tr", [:],
      [.line("th", "car")]
        + cars.texts.map { .element("th", ["scope": "col"], [.characters($0)]) })
    let body = instance.shift.steps.map { step in
      Markup.element(
        "tr", [:],
        [.element("th", ["scope": "row"], [.characters(instance.shift.clock(step))])]
          + instance.carIndices.map { cell($0, step, showsMinutes: true) })
    }
    let sums = totals.map { total in
      Markup.element(
        "tr", [:],
        [.element("th", ["scope": "row"], [.characters(total.name)])]
          + instance.carIndices.map { sum(total, $0) })
    }
    return .element(
      "table", ["class": "plan"],
      [
        .element("thead", [:], [head]), .element("tbody", [:], body),
        .element("tfoot", [:], sums),
      ])
  }

  private var rows: Markup {
    let times = instance.shift.steps.map { step in
      Markup.element("th", ["scope": "col"], [.characters(instance.shift.clock(step))])
    }
    let head = Markup.element(
      "tr", [:], [.line("th", "car")] + times + totals.map { .line("th", $0.name) })
    let body = instance.carIndices.map { car in
      Markup.element(
        "tr", [:],
        [.element("th", ["scope": "row"], [.characters(cars.texts[car.rawValue])])]
          + instance.shift.steps.map { cell(car, $0, showsMinutes: false) }
          + totals.map { sum($0, car) })
    }
    return .element(
      "table", ["class": "plan dense"],
      [.element("thead", [:], [head]), .element("tbody", [:], body)])
  }

  private func cell(_ car: CarIndex, _ step: StepIndex, showsMinutes: Bool) -> Markup {
    guard
      let stay = routes.stays[car.rawValue].first(where: { $0.steps.contains(step.rawValue) })
    else { return .line("td", "", style: "off") }
    let label = Markup.characters(sectors.texts[stay.sector.rawValue])
    let paint = CategoryPalette.style(of: stay.sector)
    guard let arrival = stay.arrival, stay.steps.lowerBound == step.rawValue else {
      return .element("td", ["class": paint], [label])
    }
    return .element(
      "td", ["class": "\(paint) go"],
      (showsMinutes ? [.line("i", arrival.description)] : []) + [label])
  }

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

  /// How the table looks, with the colours of so many sectors.
  static func rules(sectorCount: Int) -> String {
    let colours = (0..<min(sectorCount, CategoryPalette.count)).map { number in
      let paint = CategoryPalette.paint(number)
      return ".s\(number){background:\(paint.fill);color:\(paint.text)}"
    }
    return colours.joined() + """
      .plan{table-layout:fixed;border-collapse:separate;border-spacing:2px 0}\
      .plan th{font-weight:500;color:var(--soft)}\
      .plan thead th{text-align:center;color:var(--ink);font-weight:600}\
      .plan th:first-child{text-align:right;padding-right:8px;width:84px;white-space:nowrap}\
      .plan td{text-align:center;padding:0 1px;height:27px;min-width:40px;width:48px;\
      vertical-align:bottom;line-height:15px}\
      .plan td.go{border-top:2px solid #fff}\
      .plan i{display:block;font-style:normal;font-size:9px;line-height:10px}\
      .plan td.off{background:repeating-linear-gradient(45deg,#fff 0 4px,#ececec 4px 5px)}\
      .plan tbody th,.plan tfoot th{vertical-align:bottom;line-height:15px}\
      .plan td.sum{height:20px;color:var(--soft)}.plan td.bad{color:var(--bad)}\
      .plan td.bar{height:44px;background:linear-gradient(#e3e3e3,#e3e3e3) bottom/100% var(--share) no-repeat}\
      .dense{font-size:var(--dense);border-spacing:0 1px}\
      .dense th:first-child{width:auto;padding:0 4px 0 0}\
      .dense td,.dense td.sum{height:15px;width:auto;min-width:0;padding:0 1px;\
      vertical-align:middle;line-height:13px}\
      .dense td.bar{background:linear-gradient(#e3e3e3,#e3e3e3) left/var(--share) 100% no-repeat}\
      .dense thead th{padding:0 1px;writing-mode:vertical-rl;font-weight:500;text-align:left}\
      .dense td.go{border-top:0;border-left:2px solid #1a1a1a}\
      @media print{.plan td{height:20px;line-height:12px}.plan i{font-size:8px;line-height:8px}\
      .plan td.bar{height:32px}.dense{width:100%}\
      .dense td.bar{height:auto}.dense td,.dense td.sum{height:auto;line-height:1.25}}
      """
  }
}

extension CategoryPalette {
  /// The name of the style rule with a sector's colours.
  static func style(of sector: SectorIndex) -> String { "s\(sector.rawValue % count)" }
}
