import Figures
import PatrolRouting

/// How numbers of routes look.
enum RouteFigure {
  static func time(_ time: Double) -> String { Figure.fixed(time, 1) }
  static func reward(_ reward: Double) -> String { Figure.fixed(reward, 2) }
  static func bits(_ bits: Double) -> String { Figure.fixed(bits, 3) }
  static func share(_ share: Double) -> String { Figure.percent(share, decimals: 1) }
}

extension PatrolGraph {
  /// The unit of time after a number, as in `minutes`.
  var timeWords: String { units.time.hasSuffix("s") ? units.time : units.time + "s" }
}

extension RouteReport {
  /// The result for people.
  package var text: String {
    let parts = [head] + units.indices.map(lines)
    return parts.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private var head: [String] {
    let first = units[0]
    return [
      "Map        \(graph.name): \(Figure.count(graph.nodes.count, "node")), "
        + "\(Figure.count(graph.edges.count, "street")); \(Figure.count(units.count, "unit"))",
      "Routes     \(first.method.rawValue) (\(first.method.summary)), "
        + "\(first.lottery.draws.count) per unit for \(RouteFigure.time(first.horizon)) "
        + "\(graph.timeWords), seed \(seed)",
    ]
  }

  private func lines(of number: Int) -> [String] {
    let routes = units[number]
    let (graph, means, time) = (routes.unit.model.graph, routes.means, self.graph.timeWords)
    let unvisited = RouteMeasures(routes.driven, horizon: routes.horizon, in: routes.unit.model)
      .unvisited
    return [
      "\(title(of: routes)): starts at node \(graph.nodes[routes.driven.start].id), drives route "
        + "\(routes.lottery.drawn + 1) of \(routes.lottery.draws.count), by lot",
      "Reward     \(RouteFigure.reward(means.reward)); the best route brings "
        + "\(RouteFigure.reward(routes.best.discountedReward)), one-step greed "
        + RouteFigure.reward(routes.greedy.discountedReward),
      "Chance     \(RouteFigure.bits(means.entropy)) bits per step at temperature "
        + "\(RouteFigure.reward(routes.temperature)); \(RouteFigure.share(means.predictability))"
        + " of visits could be foretold within \(RouteFigure.time(routes.tolerance)) \(time)",
      "Presence   importance waits \(RouteFigure.time(means.idleness)) \(time) "
        + "(best \(RouteFigure.time(routes.best.idleness)), greed "
        + "\(RouteFigure.time(routes.greedy.idleness))); "
        + (unvisited.isEmpty
          ? "all nodes are visited"
          : "never visited: \(unvisited.map { graph.nodes[$0].id }.joined(separator: ", "))"),
      "Calls      reached after \(RouteFigure.time(means.callDelay)) \(time), on average",
    ] + routes.responses.map { response(to: $0, of: graph) } + sweepLines(number)
  }

  private func response(to response: CallResponse, of graph: PatrolGraph) -> String {
    "Call       \(clock(response.call.time)) node \(graph.nodes[response.call.node].id): arrives "
      + "\(clock(response.arrival)), serves until \(clock(response.end)), resumes at node "
      + "\(graph.nodes[response.resumption].id) at \(clock(response.resumptionTime))"
  }

  private func sweepLines(_ number: Int) -> [String] {
    guard sweeps.indices.contains(number) else { return [] }
    let rows = sweepRows(number)
    let table = TextTable(fitting: rows, titles: Self.sweepTitles)
    return ["", table.header] + rows.map(table.row)
  }

  static let sweepTitles = [
    "temperature", "reward", "of the best", "bits per step", "foretold", "importance waits",
    "calls wait",
  ]

  func sweepRows(_ number: Int) -> [[String]] {
    sweeps[number].points.map { point in
      [
        RouteFigure.reward(point.temperature), RouteFigure.reward(point.reward),
        RouteFigure.share(point.reward / max(units[number].best.discountedReward, 1e-12)),
        RouteFigure.bits(point.entropy), RouteFigure.share(point.predictability),
        Figure.fixed(point.idleness, 2), Figure.fixed(point.callDelay, 2),
      ]
    }
  }
}
