import Texts

extension PatrolGraph {
  /// The graph as a file of our format, a node or an edge a line; reading it gives the same graph.
  package var jsonText: String {
    let nodes = nodes.map {
      "{\"id\": \($0.id.jsonLiteral), \"x\": \($0.x), \"y\": \($0.y), \"rate\": \($0.rate), "
        + "\"importance\": \($0.importance)}"
    }
    let edges = edges.map {
      "{\"a\": \(self.nodes[$0.a].id.jsonLiteral), \"b\": \(self.nodes[$0.b].id.jsonLiteral), "
        + "\"distance\": \($0.distance)}"
    }
    return """
      {
        "format": "\(Self.formatName)",
        "version": 1,
        "name": \(name.jsonLiteral),
        "units": {"distance": \(units.distance.jsonLiteral), "time": \(units.time.jsonLiteral), \
      "rate": \(units.rate.jsonLiteral)},
        "speed": \(speed),
        "nodes": [
          \(nodes.joined(separator: ",\n    "))
        ],
        "edges": [
          \(edges.joined(separator: ",\n    "))
        ]
      }

      """
  }
}
