import Documents
package import PatrolRouting

/// A map inside a document: the fields of a file of its own.
package struct GraphPart: Codable, Sendable {
  struct Units: Codable {
    let distance: String
    let time: String
    let rate: String
  }

  struct Node: Codable {
    let id: String
    let x: Double
    let y: Double
    let rate: Double
    let importance: Double
  }

  struct Edge: Codable {
    let a: String
    let b: String
    let distance: Double
  }

  private let name: String
  private let units: Units
  private let speed: Double
  private let nodes: [Node]
  private let edges: [Edge]

  package init(_ graph: PatrolGraph) {
    name = graph.name
    units = Units(
      distance: graph.units.distance, time: graph.units.time, rate: graph.units.rate)
    speed = graph.speed
    nodes = graph.nodes.map {
      Node(id: $0.id, x: $0.x, y: $0.y, rate: $0.rate, importance: $0.importance)
    }
    edges = graph.edges.map {
      Edge(a: graph.nodes[$0.a].id, b: graph.nodes[$0.b].id, distance: $0.distance)
    }
  }

  /// The map; nil if it is none that a unit can patrol.
  package var graph: PatrolGraph? {
    let numbers = Dictionary(
      nodes.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    return try? PatrolGraph(
      name: name,
      units: PatrolUnits(distance: units.distance, time: units.time, rate: units.rate),
      speed: speed,
      nodes: nodes.map {
        PatrolNode(id: $0.id, x: $0.x, y: $0.y, rate: $0.rate, importance: $0.importance)
      },
      edges: edges.map {
        PatrolEdge(numbers[$0.a] ?? -1, numbers[$0.b] ?? -1, distance: $0.distance)
      })
  }
}
