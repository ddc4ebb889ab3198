public import Documents
import PatrolRouting

/// The routes of a shift as JSON, `temper-routes` version 1.
public struct RoutesDocument: JSONDocument, Sendable {
  struct Visit: Encodable {
    let node: String
    let time: Double
    let reward: Double
  }

  struct Route: Encodable {
    let discountedReward: Double
    let entropy: Double
    let idleness: Double
    let unvisited: [String]
    let visits: [Visit]
  }

  struct Call: Encodable {
    let node: String
    let time: Double
    let service: Double
    let departure: Double
    let arrival: Double
    let end: Double
    let resumption: String
    let resumptionTime: Double
  }

  struct Point: Encodable {
    let temperature: Double
    let reward: Double
    let entropy: Double
    let predictability: Double
    let idleness: Double
    let callDelay: Double

    init(_ point: TemperatureSweep.Point) {
      temperature = point.temperature
      reward = point.reward
      entropy = point.entropy
      predictability = point.predictability
      idleness = point.idleness
      callDelay = point.callDelay
    }
  }

  struct Unit: Encodable {
    let name: String
    let start: String
    let bestReward: Double
    let greedyReward: Double
    let bestIdleness: Double
    let greedyIdleness: Double
    let means: Point
    let drawn: Int
    let routes: [Route]
    let calls: [Call]
    let visits: [Visit]
    let temperatures: [Point]
  }

  private let format = "temper-routes"
  private let version = 1
  private let program: String
  private let map: String
  private let timeUnit: String
  private let seed: UInt64
  private let method: String
  private let horizon: Double
  private let tolerance: Double
  private let units: [Unit]

  /// Collects what is to be written.
  package init(_ report: RouteReport) {
    program = report.program
    map = report.graph.name
    timeUnit = report.graph.units.time
    seed = report.seed
    method = report.units[0].method.rawValue
    horizon = report.units[0].horizon
    tolerance = report.units[0].tolerance
    units = report.units.enumerated().map { number, routes in
      Self.unit(
        routes, temperatures: report.sweeps.indices.contains(number) ? report.sweeps[number] : nil)
    }
  }

  private static func unit(_ routes: UnitRoutes, temperatures: TemperatureSweep?) -> Unit {
    let (model, graph) = (routes.unit.model, routes.unit.model.graph)
    func visits(_ visits: [PatrolRoute.Visit]) -> [Visit] {
      visits.map { Visit(node: graph.nodes[$0.node].id, time: $0.time, reward: $0.reward) }
    }
    return Unit(
      name: routes.unit.name, start: graph.nodes[routes.driven.start].id,
      bestReward: routes.best.discountedReward, greedyReward: routes.greedy.discountedReward,
      bestIdleness: routes.best.idleness, greedyIdleness: routes.greedy.idleness,
      means: Point(routes.means), drawn: routes.lottery.drawn + 1,
      routes: routes.lottery.draws.map { draw in
        let measures = RouteMeasures(draw.route, horizon: routes.horizon, in: model)
        return Route(
          discountedReward: draw.route.discountedReward, entropy: draw.entropy,
          idleness: measures.idleness, unvisited: measures.unvisited.map { graph.nodes[$0].id },
          visits: visits(draw.route.visits))
      },
      calls: routes.responses.map { response in
        Call(
          node: graph.nodes[response.call.node].id, time: response.call.time,
          service: response.call.service, departure: response.departure,
          arrival: response.arrival, end: response.end,
          resumption: graph.nodes[response.resumption].id,
          resumptionTime: response.resumptionTime)
      },
      visits: visits(routes.visits), temperatures: temperatures?.points.map(Point.init) ?? [])
  }
}
