import Figures
import PatrolRouting
import Reports

/// The turn sheet of one car as a page prints it: columns of stops, and its calls.
struct TurnSlips {
  let report: RouteReport
  let routes: UnitRoutes

  private var graph: PatrolGraph { routes.unit.model.graph }

  var content: Markup {
    let sheet = TurnSheet(start: routes.driven.start, visits: routes.visits, of: graph)
    let calls = routes.responses.map { response in
      Markup.line(
        "li",
        "\(report.clock(response.call.time)): call at node \(graph.nodes[response.call.node].id); "
          + "there at \(report.clock(response.arrival)), patrol again from node "
          + "\(graph.nodes[response.resumption].id) at \(report.clock(response.resumptionTime))")
    }
    return .element(
      "article", ["class": "sheet"],
      [
        .line("h3", report.title(of: routes)),
        .line(
          "p",
          "Route \(routes.lottery.drawn + 1), \(Figure.count(sheet.rows.count, "stop")); begin at "
            + "node \(graph.nodes[routes.driven.start].id) at \(report.clock(0)).",
          style: "caption"),
      ] + (calls.isEmpty ? [] : [.element("ul", [:], calls)])
        + [.element("div", ["class": "stops"], table(sheet))])
  }

  private func table(_ sheet: TurnSheet) -> [Markup] {
    // Thirty lines of a table are a third of a printed page's height, so that columns come out even.
    stride(from: 0, to: sheet.rows.count, by: 30).map { first in
      let rows = sheet.rows[first..<min(first + 30, sheet.rows.count)].map { row in
        [
          report.clock(row.arrival), graph.nodes[row.node].id, row.turn.map(Self.words) ?? "start",
          row.heading, RouteFigure.time(row.drive),
        ]
      }
      return .ledger(["arrive", "node", "turn", "to", "drive"], rows)
    }
  }

  private static func words(_ turn: TurnSheet.Turn) -> String {
    switch turn {
    case .straight: "straight on"
    case .right: "right"
    case .left: "left"
    case .back: "turn round"
    }
  }

  /// How sheets look: as many columns as there is room for, each car on a page of its own.
  static let rules = """
    .sheet{margin:14px 0}.stops{display:flex;flex-wrap:wrap;gap:8px 26px;align-items:flex-start}\
    .stops>*{break-inside:avoid}\
    @media print{.sheet{break-before:page}.stops .ledger td{padding:0 4px}}
    """
}
