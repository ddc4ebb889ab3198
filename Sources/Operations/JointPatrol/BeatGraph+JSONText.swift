import Texts

extension BeatGraph {
  /// The graph as a file of our format, a node or an edge a line; reading it gives the same graph.
  package var jsonText: String {
    let lines = nodes.map {
      "{\"id\": \($0.id), \"x\": \($0.x), \"y\": \($0.y), \"beat\": \($0.beat), "
        + "\"weight\": \($0.weight)}"
    }
    let streets = edges.map { "{\"a\": \(nodes[$0.a].id), \"b\": \(nodes[$0.b].id)}" }
    return """
      {
        "format": "\(Self.formatName)",
        "version": 1,
        "name": \(name.jsonLiteral),
        "nodes": [
          \(lines.joined(separator: ",\n    "))
        ],
        "edges": [
          \(streets.joined(separator: ",\n    "))
        ]
      }

      """
  }
}
