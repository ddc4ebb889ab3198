/// The shortest ways between all nodes, by driving time.
///
/// Dijkstra's algorithm from each node, by scanning instead of a heap: graphs have some dozens of
/// nodes. Dijkstra, "A note on two problems in connexion with graphs" (1959),
/// doi:10.1007/BF01386390.
package struct ShortestPaths: Sendable {
  /// The driving time from each node to each.
  package let times: [[Double]]
  /// The node before each on the way from each origin; the origin's is itself.
  private let before: [[Int]]

  package init(_ graph: PatrolGraph) {
    let trees = graph.nodes.indices.map { Self.tree(from: $0, graph) }
    times = trees.map(\.times)
    before = trees.map(\.before)
  }

  /// The nodes on the way, without the origin.
  package func path(from origin: Int, to target: Int) -> [Int] {
    var path: [Int] = []
    var node = target
    while node != origin {
      path.append(node)
      node = before[origin][node]
    }
    return path.reversed()
  }

  private static func tree(
    from origin: Int, _ graph: PatrolGraph
  ) -> (times: [Double], before: [Int]) {
    var times = Array(repeating: Double.infinity, count: graph.nodes.count)
    var before = Array(repeating: origin, count: graph.nodes.count)
    var open = Set(graph.nodes.indices)
    times[origin] = 0
    while let node = open.min(by: { (times[$0], $0) < (times[$1], $1) }) {
      open.remove(node)
      for arc in graph.arcs[node] where times[node] + arc.time < times[arc.target] {
        times[arc.target] = times[node] + arc.time
        before[arc.target] = node
      }
    }
    return (times, before)
  }
}
