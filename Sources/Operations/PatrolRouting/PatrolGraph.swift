/// A place to patrol.
package struct PatrolNode: Hashable, Sendable {
  /// What the file calls it.
  package let id: String
  /// Its position: longitude and latitude in degrees, or coordinates of a plane.
  package let x, y: Double
  /// Incidents per unit of time, in the file's unit; at least 0.
  package let rate: Double
  /// What an incident here is worth; at least 0.
  package let importance: Double

  package init(id: String, x: Double, y: Double, rate: Double, importance: Double) {
    self.id = id
    self.x = x
    self.y = y
    self.rate = rate
    self.importance = importance
  }

  /// The importance that arises here per unit of time, φ.
  package var weight: Double { rate * importance }
}

/// A street between two nodes, driven both ways.
package struct PatrolEdge: Hashable, Sendable {
  package let a, b: Int
  /// In the file's unit, above 0.
  package let distance: Double

  package init(_ a: Int, _ b: Int, distance: Double) {
    self.a = a
    self.b = b
    self.distance = distance
  }
}

/// Where a unit can be sent from a node.
package struct PatrolArc: Hashable, Sendable {
  package let target: Int
  /// The time to drive it.
  package let time: Double
}

/// What the numbers of a graph measure, in words.
package struct PatrolUnits: Hashable, Sendable {
  package var distance = "unit"
  package var time = "unit"
  package var rate = "incidents per time unit"

  package init(
    distance: String = "unit", time: String = "unit", rate: String = "incidents per time unit"
  ) {
    self.distance = distance
    self.time = time
    self.rate = rate
  }
}

/// A connected network of places to patrol, and how fast a unit drives on it.
package struct PatrolGraph: Hashable, Sendable {
  package let name: String
  package let units: PatrolUnits
  /// Distance per time, above 0.
  package let speed: Double
  package let nodes: [PatrolNode]
  package let edges: [PatrolEdge]
  /// The arcs that leave each node, in the order of the edges.
  package let arcs: [[PatrolArc]]

  /// Creates a graph.
  ///
  /// - Throws: ``PatrolGraphDefect`` if it is none that a unit can patrol.
  package init(
    name: String, units: PatrolUnits = PatrolUnits(), speed: Double = 1, nodes: [PatrolNode],
    edges: [PatrolEdge]
  ) throws(PatrolGraphDefect) {
    try PatrolGraphDefect.check(nodes: nodes, edges: edges, speed: speed)
    var arcs = Array(repeating: [PatrolArc](), count: nodes.count)
    for edge in edges {
      let time = edge.distance / speed
      arcs[edge.a].append(PatrolArc(target: edge.b, time: time))
      arcs[edge.b].append(PatrolArc(target: edge.a, time: time))
    }
    if let lost = Self.unreachable(arcs).first { throw .disconnected(node: lost) }
    self.name = name
    self.units = units
    self.speed = speed
    self.nodes = nodes
    self.edges = edges
    self.arcs = arcs
  }

  /// Σφ, what arises everywhere per unit of time.
  package var totalWeight: Double { nodes.reduce(0) { $0 + $1.weight } }

  /// Some of the nodes with the edges among them, in this order.
  ///
  /// - Throws: ``PatrolGraphDefect`` if they do not hang together.
  package func district(_ members: [Int], name: String) throws(PatrolGraphDefect) -> PatrolGraph {
    let place = Dictionary(uniqueKeysWithValues: members.enumerated().map { ($1, $0) })
    return try PatrolGraph(
      name: name, units: units, speed: speed, nodes: members.map { nodes[$0] },
      edges: edges.compactMap { edge in
        guard let a = place[edge.a], let b = place[edge.b] else { return nil }
        return PatrolEdge(a, b, distance: edge.distance)
      })
  }

  private static func unreachable(_ arcs: [[PatrolArc]]) -> [Int] {
    var isReached = Array(repeating: false, count: arcs.count)
    var open = [0]
    isReached[0] = true
    while let node = open.popLast() {
      for arc in arcs[node] where !isReached[arc.target] {
        isReached[arc.target] = true
        open.append(arc.target)
      }
    }
    return arcs.indices.filter { !isReached[$0] }
  }
}
