import PatrolRouting
import Texts

extension RouteReport {
  /// The turn sheets as a table, a line per stop: unit, stop, turn, heading, node, drive, time, and
  /// the clock where the shift begins at one.
  package var table: String {
    var table = DelimitedWriter()
    table.append([
      "unit", "stop", "turn", "heading", "node", "drive", "time", "clock", "longitude", "latitude",
    ])
    for routes in units {
      let graph = routes.unit.model.graph
      for row in TurnSheet(start: routes.driven.start, visits: routes.visits, of: graph).rows {
        table.append([
          .text(routes.unit.name), .integer(row.number), .text(row.turn?.rawValue ?? ""),
          .text(row.heading), .text(graph.nodes[row.node].id), .decimal(row.drive),
          .decimal(row.arrival), begin == nil ? "" : .text(clock(row.arrival)),
          .decimal(graph.nodes[row.node].x), .decimal(graph.nodes[row.node].y),
        ])
      }
    }
    return table.text
  }
}
