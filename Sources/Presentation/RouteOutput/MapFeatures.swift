import Districting
public import Documents
import PatrolRouting

/// Routes or districts on the map as GeoJSON (RFC 7946): positions as the map has them, which are
/// longitude and latitude where it has those.
public struct MapFeatures: JSONDocument, Sendable {
  struct Geometry: Encodable {
    let type: String
    let coordinates: Coordinates
  }

  enum Coordinates: Encodable {
    case point([Double])
    case line([[Double]])
    case lines([[[Double]]])

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .point(let point): try container.encode(point)
      case .line(let line): try container.encode(line)
      case .lines(let lines): try container.encode(lines)
      }
    }
  }

  /// What is known of a feature; which fields there are depends on its kind.
  struct Properties: Encodable {
    let kind: String
    let unit: String
    var node: String?
    var route: Int?
    var isDriven: Bool?
    var nodes: [String]?
    var times: [Double]?
    var discountedReward: Double?
    var weight: Double?
    var deviation: Double?
  }

  struct Feature: Encodable {
    let type = "Feature"
    let geometry: Geometry
    let properties: Properties

    enum CodingKeys: CodingKey { case type, geometry, properties }
  }

  private let type = "FeatureCollection"
  private let features: [Feature]

  private enum CodingKeys: CodingKey { case type, features }

  /// A line for each route of each unit, the time of each of its points, and a point for each node.
  package init(_ report: RouteReport) {
    features = report.units.flatMap { routes -> [Feature] in
      let (unit, graph) = (routes.unit.name, routes.unit.model.graph)
      let lines = routes.lottery.draws.enumerated().map { number, draw in
        let isDriven = number == routes.lottery.drawn
        let visits = isDriven ? routes.visits : draw.route.visits
        let nodes = [draw.route.start] + visits.map(\.node)
        return Feature(
          geometry: Geometry(
            type: "LineString",
            coordinates: .line(nodes.map { Self.position($0, of: graph) })),
          properties: Properties(
            kind: "route", unit: unit, route: number + 1, isDriven: isDriven,
            nodes: nodes.map { graph.nodes[$0].id }, times: [0] + visits.map(\.time),
            discountedReward: draw.route.discountedReward))
      }
      return lines + Self.points(of: graph, unit: unit)
    }
  }

  /// The streets of each district, and a point for each node.
  package init(_ report: DistrictReport) {
    features = report.members.enumerated().flatMap { number, members -> [Feature] in
      let (unit, graph, inside) = ("\(number + 1)", report.graph, Set(members))
      let streets = graph.edges.filter { inside.contains($0.a) && inside.contains($0.b) }
      let lines = Feature(
        geometry: Geometry(
          type: "MultiLineString",
          coordinates: .lines(
            streets.map { [Self.position($0.a, of: graph), Self.position($0.b, of: graph)] })),
        properties: Properties(
          kind: "district", unit: unit, nodes: members.map { graph.nodes[$0].id },
          weight: report.weight(of: members), deviation: report.check?.deviations[number]))
      return [lines] + members.map { Self.point($0, of: graph, unit: unit) }
    }
  }

  private static func points(of graph: PatrolGraph, unit: String) -> [Feature] {
    graph.nodes.indices.map { point($0, of: graph, unit: unit) }
  }

  private static func point(_ node: Int, of graph: PatrolGraph, unit: String) -> Feature {
    Feature(
      geometry: Geometry(type: "Point", coordinates: .point(position(node, of: graph))),
      properties: Properties(
        kind: "node", unit: unit, node: graph.nodes[node].id, weight: graph.nodes[node].weight))
  }

  private static func position(_ node: Int, of graph: PatrolGraph) -> [Double] {
    [graph.nodes[node].x, graph.nodes[node].y]
  }
}
