/// Why nodes and edges make no graph to patrol; nodes and edges by their positions in the lists.
package enum PatrolGraphDefect: Error, Hashable {
  /// Fewer than two nodes.
  case tooFewNodes(Int)
  /// Two nodes of one name.
  case repeatedNode(Int)
  /// A position, rate or importance that is no finite number, or a negative rate or importance.
  case badNode(Int, field: String)
  /// An end that is no node.
  case unknownEnd(edge: Int, field: String)
  /// Both ends are one node.
  case loop(edge: Int)
  /// A distance that is not above 0, or not finite.
  case badDistance(edge: Int)
  /// A second edge between the same nodes, of another distance: the way back differs.
  case asymmetric(edge: Int, first: Int)
  /// A second edge between the same nodes.
  case repeatedEdge(edge: Int, first: Int)
  /// A node without any edge.
  case lonely(node: Int)
  /// A node that cannot be reached from the first one.
  case disconnected(node: Int)
  /// A speed that is not above 0, or not finite.
  case badSpeed

  /// Throws the first defect that can be seen without walking the graph.
  static func check(
    nodes: [PatrolNode], edges: [PatrolEdge], speed: Double
  ) throws(PatrolGraphDefect) {
    guard speed.isFinite, speed > 0 else { throw .badSpeed }
    guard nodes.count >= 2 else { throw .tooFewNodes(nodes.count) }
    try checkNodes(nodes)
    try checkEdges(edges, among: nodes.count)
    let ends = Set(edges.flatMap { [$0.a, $0.b] })
    if let node = nodes.indices.first(where: { !ends.contains($0) }) { throw .lonely(node: node) }
  }

  private static func checkNodes(_ nodes: [PatrolNode]) throws(PatrolGraphDefect) {
    var names: Set<String> = []
    for (index, node) in nodes.enumerated() {
      guard names.insert(node.id).inserted else { throw .repeatedNode(index) }
      guard node.x.isFinite else { throw .badNode(index, field: "x") }
      guard node.y.isFinite else { throw .badNode(index, field: "y") }
      guard node.rate.isFinite, node.rate >= 0 else { throw .badNode(index, field: "rate") }
      guard node.importance.isFinite, node.importance >= 0 else {
        throw .badNode(index, field: "importance")
      }
    }
  }

  private static func checkEdges(
    _ edges: [PatrolEdge], among count: Int
  ) throws(PatrolGraphDefect) {
    var known: [[Int]: Int] = [:]
    for (index, edge) in edges.enumerated() {
      guard (0..<count).contains(edge.a) else { throw .unknownEnd(edge: index, field: "a") }
      guard (0..<count).contains(edge.b) else { throw .unknownEnd(edge: index, field: "b") }
      guard edge.a != edge.b else { throw .loop(edge: index) }
      guard edge.distance.isFinite, edge.distance > 0 else { throw .badDistance(edge: index) }
      let ends = [min(edge.a, edge.b), max(edge.a, edge.b)]
      if let first = known[ends] {
        throw edges[first].distance == edge.distance
          ? .repeatedEdge(edge: index, first: first) : .asymmetric(edge: index, first: first)
      }
      known[ends] = index
    }
  }
}
