import CarDemand
import Figures
import ForecastOutput
import PatrolModel
import Reports

/// A page to read and print: cars by sector and hour, coloured by what is risked.
package struct DemandPage {
  private let report: DemandReport
  private var instance: PatrolInstance { report.instance }

  package init(_ report: DemandReport) { self.report = report }

  /// The page as HTML: the same bytes for the same report.
  package var html: String {
    let totals = report.totals
    var page = Page(
      subject: "Demand for cars, \(report.request.start)",
      answer:
        "With \(instance.carCount) cars \(Figure.percent(totals.share, decimals: 1)) of calls "
        + "are answered late.",
      notes: [reading])
    page.figures = [
      ReportFigure(Figure.fixed(totals.calls, 1), "calls a shift"),
      ReportFigure(Figure.percent(totals.share, decimals: 1), "of them late"),
      ReportFigure(Figure.fixed(totals.response, 1) + " min", "mean response"),
      ReportFigure(
        Figure.percent(report.proportionalTotals.share, decimals: 1),
        "late with cars in proportion to workload"),
    ]
    page.sections = [heatMap] + [map].compactMap(\.self) + [prices]
    page.facts = facts
    page.rules = Self.rules
    return page.html
  }

  private var reading: String {
    let dearest = report.risks.cells.indices.flatMap { block in
      report.risks.cells[block].indices.map { (block, $0) }
    }.filter { report.risks.cells[$0.0][$0.1].steps.count > 1 }.max {
      report.risks.cells[$0.0][$0.1].steps[1].price.mean
        < report.risks.cells[$1.0][$1.1].steps[1].price.mean
    }
    return dearest.map { "How to read it: \(report.words($0.0, $0.1))." } ?? ""
  }

  // MARK: - Sectors by hours

  private var heatMap: Page.Section {
    let blocks = report.risks.cells.indices
    let heading = Markup.element(
      "tr", [:],
      [.line("th", "sector")]
        + blocks.map { .line("th", report.clock(ofBlock: $0)) } + [.line("th", "calls a shift")])
    let rows = instance.sectors.indices.map { sector in
      let calls = blocks.reduce(0) { $0 + report.risks.cells[$1][sector].calls }
      return Markup.element(
        "tr", [:],
        [.line("th", Words.sector(instance.sectors[sector]))]
          + blocks.map { cell($0, sector) } + [.line("td", Figure.fixed(calls, 1))])
    }
    return Page.Section(
      heading: "Cars by sector and time",
      caption: "The number of cars, the share of the cell's calls that are late, and below it the "
        + "same with one car less. The darker, the more are late.",
      anchor: "cars",
      content: [
        .element(
          "div", ["class": "wide"],
          [
            .element(
              "table", ["class": "heat"],
              [.element("thead", [:], [heading]), .element("tbody", [:], rows)])
          ])
      ])
  }

  private func cell(_ block: Int, _ sector: Int) -> Markup {
    let steps = report.risks.cells[block][sector].steps
    let less =
      steps.count > 1
      ? "\(steps[1].cars): \(Figure.percent(steps[1].lateShare, decimals: 0))" : "–"
    return .element(
      "td", ["style": Self.shade(steps[0].lateShare), "title": report.words(block, sector)],
      [
        .line("b", "\(steps[0].cars)"),
        .line("span", Figure.percent(steps[0].lateShare, decimals: 0)), .line("small", less),
      ])
  }

  /// White for none late to the darkest for half of the calls and more; letters stay legible on all.
  private static func shade(_ share: Double) -> String {
    let strength = min(1, share / 0.5)
    let (red, green, blue) = (255 - 35 * strength, 255 - 145 * strength, 255 - 185 * strength)
    return "background:rgb(\(Int(red)),\(Int(green)),\(Int(blue)))"
  }

  // MARK: - On the map

  private var map: Page.Section? {
    let places = instance.sectors.compactMap(\.position)
    guard places.count == instance.sectorCount,
      let projection = MapProjection(of: places, width: 620, most: 620, margin: 46)
    else { return nil }
    let discs = instance.sectors.indices.map { disc($0, at: projection.point(places[$0])) }
    return Page.Section(
      heading: "Where they wait",
      caption:
        "Posts of sectors, north above; the number of cars at the start, the colour as in the "
        + "table, over the whole shift.",
      anchor: "map",
      content: [
        .element(
          "svg",
          [
            "xmlns": "http://www.w3.org/2000/svg", "width": 620, "height": projection.height,
            "viewBox": "0 0 620 \(projection.height)", "role": "img",
            "aria-label": "Map of the sectors with their cars",
          ], discs)
      ])
  }

  private func disc(_ sector: Int, at point: (x: Int, y: Int)) -> Markup {
    let cells = report.risks.cells.map { $0[sector] }
    let calls = cells.reduce(0) { $0 + $1.calls }
    let late = cells.reduce(0) { $0 + $1.calls * $1.steps[0].lateShare }
    let share = calls > 0 ? late / calls : 0
    let cars = cells[0].cars
    return .element(
      "g", [:],
      [
        .element(
          "title", [:],
          [
            .characters(
              "\(Words.sector(instance.sectors[sector])): \(Figure.count(cars, "car")), "
                + "\(Figure.percent(share, decimals: 0)) of \(Figure.fixed(calls, 1)) calls late")
          ]),
        .element(
          "circle",
          [
            "cx": point.x, "cy": point.y, "r": 13 + 3 * min(cars, 6),
            "style": Self.shade(share).replacing("background", with: "fill"), "stroke": "#6a6a6a",
          ], []),
        .element(
          "text", ["class": "count", "x": point.x, "y": point.y + 5], [.characters("\(cars)")]),
        .element(
          "text", ["class": "place", "x": point.x, "y": point.y + 28 + 3 * min(cars, 6)],
          [.characters(instance.sectors[sector].id.rawValue.cut(to: 14))]),
      ])
  }

  // MARK: - What a missing car costs

  private var prices: Page.Section {
    let blocks = report.risks.cells.indices
    let heading = Markup.element(
      "tr", [:], [.line("th", "sector")] + blocks.map { .line("th", report.clock(ofBlock: $0)) })
    let rows = instance.sectors.indices.map { sector in
      Markup.element(
        "tr", [:],
        [.line("th", Words.sector(instance.sectors[sector]))]
          + blocks.map { block in
            let steps = report.risks.cells[block][sector].steps
            guard steps.count > 1 else { return .line("td", "–") }
            let price = steps[1].price
            return .line(
              "td",
              "\(Figure.fixed(price.mean, 2)) ± \(Figure.fixed(2 * price.standardError, 2))")
          })
    }
    return Page.Section(
      heading: "What a missing car costs",
      caption:
        "Weights of late calls that a shift has more if one car is missing there for that time, "
        + "and two standard errors.",
      anchor: "prices",
      content: [
        .element(
          "div", ["class": "wide"],
          [
            .element(
              "table", ["class": "ledger"],
              [.element("thead", [:], [heading]), .element("tbody", [:], rows)])
          ])
      ])
  }

  private var facts: [ReportFact] {
    let (request, result) = (report.request, report.result)
    func shown(_ value: PairedDifference) -> String {
      "\(Figure.fixed(value.mean, 3)) ± \(Figure.fixed(value.standardError, 3))"
    }
    var facts = [
      ReportFact("forecast", "\(request.method), \(Figure.count(request.days, "shift"))"),
      ReportFact(
        "scenarios",
        "\(Figure.grouped(request.scenarios)) to search on, as many to choose by, as many for what "
          + "is told here; seed \(request.seed)"),
      ReportFact(
        "gain over cars in proportion",
        "promised \(shown(result.promisedGain)), on fresh scenarios \(shown(result.realGain))"),
    ]
    if let gate = result.byBlocks {
      facts.append(
        ReportFact(
          "changes by block",
          "\(shown(gate)) with moves: "
            + (result.changesByBlock ? "taken" : "not better by more than chance, left")))
    }
    if let policy = report.policy { facts.append(ReportFact("limits cost", shown(policy))) }
    return facts + report.data.lines.map { ReportFact("data", $0) }
      + [ReportFact("program", report.program)]
  }

  private static let rules = """
    .heat td{text-align:center;border:1px solid #d9d9d9;min-width:64px;line-height:1.25}\
    .heat td b{font-size:15px;margin-right:5px}.heat td small{display:block;color:#444}\
    .heat th{text-align:left;white-space:nowrap}\
    .count{font-size:15px;font-weight:650;text-anchor:middle}\
    .place{font-size:11px;text-anchor:middle;fill:#444}
    """
}
