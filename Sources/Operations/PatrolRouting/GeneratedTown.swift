import RandomStreams

/// A town of a seed: a grid of streets with bends and gaps, and some places that matter more.
///
/// Nodes stand on a grid of spacing 1, moved by up to .35 each way; of the streets between
/// neighbours on the grid, as many are taken out as leave 1.3 streets per node and the town whole.
package struct GeneratedTown: Sendable {
  /// Streets per node, between a tree's 1 and a full grid's 2; road networks of towns have 1.2 to 1.5.
  private static let streetsPerNode = 1.3
  /// Incidents per unit of time, and how often: most places are quiet.
  private static let rates: [Double] = [0.5, 0.5, 0.5, 0.5, 1, 1, 1, 2, 2, 4]
  /// What an incident is worth.
  private static let importances: [Double] = [1, 1, 1, 1, 2, 2, 2, 4, 4, 6]

  private let nodeCount: Int
  private let seed: UInt64

  /// A town of so many nodes, in 4...400.
  package init(nodeCount: Int = 43, seed: UInt64) {
    precondition((4...400).contains(nodeCount), "a town has 4 to 400 nodes")
    self.nodeCount = nodeCount
    self.seed = seed
  }

  /// The town's graph.
  package func graph() throws(PatrolGraphDefect) -> PatrolGraph {
    var random = RandomStream(seed: seed)
    let columns = Int((Double(nodeCount) * 8 / 6).squareRoot().rounded(.up))
    let nodes = (0..<nodeCount).map { node(number: $0, columns: columns, &random) }
    let edges = thinned(streets(among: nodes, columns: columns), &random)
    return try PatrolGraph(name: "town-\(nodeCount)-\(seed)", nodes: nodes, edges: edges)
  }

  private func node(number: Int, columns: Int, _ random: inout RandomStream) -> PatrolNode {
    func moved(_ place: Int) -> Double {
      ((Double(place) + 0.7 * (random.unit() - 0.5)) * 1e4).rounded() / 1e4
    }
    let (x, y) = (moved(number % columns), moved(number / columns))
    return PatrolNode(
      id: "\(number)", x: x, y: y, rate: Self.rates[random.uniform(below: Self.rates.count)],
      importance: Self.importances[random.uniform(below: Self.importances.count)])
  }

  private func streets(among nodes: [PatrolNode], columns: Int) -> [PatrolEdge] {
    nodes.indices.flatMap { a in
      [a % columns + 1 < columns ? a + 1 : nil, a + columns].compactMap { b in
        guard let b, b < nodes.count else { return nil }
        let (dx, dy) = (nodes[a].x - nodes[b].x, nodes[a].y - nodes[b].y)
        let length = ((dx * dx + dy * dy).squareRoot() * 1e4).rounded() / 1e4
        return PatrolEdge(a, b, distance: max(length, 0.05))
      }
    }
  }

  /// Kruskal's algorithm in an order by lot keeps the town whole; then streets come back by lot.
  private func thinned(_ edges: [PatrolEdge], _ random: inout RandomStream) -> [PatrolEdge] {
    let order = edges.indices.shuffled(using: &random)
    var parent = Array(0..<nodeCount)
    func root(_ node: Int) -> Int {
      var node = node
      while parent[node] != node { node = parent[node] }
      return node
    }
    var kept: Set<Int> = []
    for edge in order where root(edges[edge].a) != root(edges[edge].b) {
      parent[root(edges[edge].a)] = root(edges[edge].b)
      kept.insert(edge)
    }
    for edge in order where Double(kept.count) < Self.streetsPerNode * Double(nodeCount) {
      kept.insert(edge)
    }
    return kept.sorted().map { edges[$0] }
  }
}
