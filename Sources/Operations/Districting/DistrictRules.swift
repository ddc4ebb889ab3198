package import PatrolRouting

/// What districts have to keep, and what they cost.
///
/// Each node is in one of `count` districts; each hangs together by its own edges; its Σφ differs
/// from the mean by at most `deviation` of it. The cost of a district is Σ φ_i d_ij² for driving
/// times d to its centre j, the node for which that is least; Hess et al., "Nonpartisan political
/// redistricting by computer", Operations Research 13 (1965), doi:10.1287/opre.13.6.998.
package struct DistrictRules: Sendable {
  package let graph: PatrolGraph
  /// At least 1, at most the number of nodes.
  package let count: Int
  /// A share of the mean, at least 0.
  package let deviation: Double
  /// The driving times between all nodes of the graph.
  package let times: [[Double]]

  package init(_ graph: PatrolGraph, count: Int, deviation: Double = 0.1) {
    precondition((1...graph.nodes.count).contains(count), "a district has a node at least")
    precondition(deviation >= 0, "a deviation is at least 0")
    self.graph = graph
    self.count = count
    self.deviation = deviation
    times = ShortestPaths(graph).times
  }

  /// The Σφ that a district may have.
  package var weights: ClosedRange<Double> {
    let mean = graph.totalWeight / Double(count)
    return (1 - deviation) * mean...(1 + deviation) * mean
  }

  /// φ_i d_ij².
  package func cost(of node: Int, centre: Int) -> Double {
    graph.nodes[node].weight * times[node][centre] * times[node][centre]
  }

  /// The centre at which a district costs least, and what it costs.
  package func centre(of members: [Int]) -> (node: Int, cost: Double) {
    members.reduce((members.first ?? 0, Double.infinity)) { best, centre in
      let cost = members.reduce(0) { $0 + self.cost(of: $1, centre: centre) }
      return cost < best.1 ? (centre, cost) : best
    }
  }
}

/// Districts: the nodes of each in increasing order, the districts in the order of their first node.
package struct Districts: Hashable, Sendable {
  package let members: [[Int]]

  package init(_ members: [[Int]]) {
    self.members = members.map { $0.sorted() }.sorted { ($0.first ?? 0) < ($1.first ?? 0) }
  }
}
