import Figures
import PatrolRouting
package import Reports

extension RouteReport {
  /// The page of the routes: maps, what other temperatures bring, and a turn sheet per car.
  package var page: Page {
    var page = Page(subject: "Patrol routes on \(graph.name)", answer: answer)
    page.rules = StreetMap.rules + TurnSlips.rules
    page.notes = [
      "One of \(Figure.count(units[0].lottery.draws.count, "route")) per unit is driven, by lot with "
        + "the seed: whoever knows the map and the method does not know which."
    ]
    page.figures = figures
    page.sections = units.indices.flatMap(sections) + [slips]
    page.facts = [
      ReportFact("Method", "\(units[0].method.rawValue): \(units[0].method.summary)"),
      ReportFact(
        "Temperature",
        units.map { RouteFigure.reward($0.temperature) }.joined(separator: ", ")
          + ", in units of reward"),
      ReportFact("Time driven", "\(RouteFigure.time(units[0].horizon)) \(graph.timeWords)"),
      ReportFact("Seed", "\(seed)"),
      ReportFact("Program", "temper \(program)"),
    ]
    return page
  }

  private var answer: String {
    let reward = units.reduce(0) { $0 + $1.means.reward }
    let greedy = units.reduce(0) { $0 + $1.greedy.discountedReward }
    let ratio = greedy > 0 ? reward / greedy : 1
    return
      "\(Figure.count(units.count, "unit")): routes bring \(Figure.fixed(ratio, 2)) times what "
      + "one-step greed does, with \(RouteFigure.bits(mean(\.means.entropy))) bits of chance per step"
  }

  private func mean(_ value: (UnitRoutes) -> Double) -> Double {
    units.reduce(0) { $0 + value($1) } / Double(units.count)
  }

  private var figures: [ReportFigure] {
    [
      ReportFigure(RouteFigure.bits(mean(\.means.entropy)), "bits per step"),
      ReportFigure(RouteFigure.share(mean(\.means.predictability)), "of visits can be foretold"),
      ReportFigure(
        Figure.fixed(mean(\.means.idleness), 1), "importance waits, \(graph.timeWords)"),
      ReportFigure(
        Figure.fixed(mean(\.means.callDelay), 1), "until the unit is at a call, \(graph.timeWords)"),
    ]
  }

  private func sections(of number: Int) -> [Page.Section] {
    let routes = units[number]
    var sections: [Page.Section] = []
    if let map = StreetMap(routes.unit.model.graph) {
      sections.append(
        Page.Section(
          heading: "\(title(of: routes)): the route that is driven",
          caption: "Streets are as wide as they are driven often; the ring is where the shift "
            + "begins, dashed rings are calls. Discs grow with a node's weight; hollow ones are not "
            + "visited.", anchor: "map-\(number + 1)",
          content: [
            map.route(
              start: routes.driven.start, visits: routes.visits,
              calls: routes.responses.map(\.call.node), paint: CategoryPalette.paint(number))
          ]))
    }
    if sweeps.indices.contains(number) {
      sections.append(
        Page.Section(
          heading: "\(title(of: routes)): temperatures",
          caption: "Means over \(routes.lottery.draws.count) routes at each; joined points are "
            + "beaten by no other in both. Calls come at any time, at each node in proportion to its "
            + "rate.", anchor: "temperatures-\(number + 1)",
          content: [
            .element("div", ["class": "panels"], charts(number)),
            .ledger(Self.sweepTitles, sweepRows(number)),
          ]))
    }
    return sections
  }

  private func charts(_ number: Int) -> [Markup] {
    let calls = ParetoChart.Axis(title: "calls wait (\(graph.timeWords))", unit: "") {
      $0.callDelay
    }
    let points = sweeps[number].points
    return [
      ParetoChart(
        title: "Response and presence", subtitle: "numbers at points: temperature", points: points,
        x: .init(title: "importance waits (\(graph.timeWords))", unit: "") { $0.idleness },
        y: calls
      ).picture,
      ParetoChart(
        title: "Response and chance", subtitle: "numbers at points: temperature", points: points,
        x: .init(title: "share of visits that can be foretold", unit: "") { $0.predictability },
        y: calls
      ).picture,
    ]
  }

  private var slips: Page.Section {
    Page.Section(
      heading: "Turn sheets",
      caption: "One per car, to be printed and handed over; turns are as seen from the car.",
      anchor: "sheets", content: units.map { TurnSlips(report: self, routes: $0).content })
  }
}
