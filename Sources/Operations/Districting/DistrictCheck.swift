package import PatrolRouting

/// Judges districts from the words of the rules; it shares no code with what makes them.
package struct DistrictCheck: Hashable, Sendable {
  /// Whether each node is in exactly one district.
  package let isPartition: Bool
  /// The districts that do not hang together, by position.
  package let broken: [Int]
  /// Σφ of each district less the mean, as a share of the mean.
  package let deviations: [Double]
  /// The centre of each: its node for which Σ φ_i d_ij² is least.
  package let centres: [Int]
  /// The mean driving time to the district's centre, by φ, and the longest to it.
  package let meanTime: [Double]
  package let longestTime: [Double]
  /// The longest driving time between two nodes of each.
  package let diameters: [Double]
  /// Σ over districts of the least Σ φ_i d_ij² to one of their nodes.
  package let cost: Double

  package init(_ districts: Districts, of graph: PatrolGraph) {
    let members = districts.members
    let mean = graph.nodes.map(\.weight).reduce(0, +) / Double(max(1, members.count))
    isPartition =
      members.flatMap(\.self).sorted() == Array(graph.nodes.indices)
      && members.allSatisfy { !$0.isEmpty }
    broken = members.indices.filter { !Self.hangsTogether(Set(members[$0]), graph.edges) }
    deviations = members.map { nodes in
      mean > 0 ? nodes.reduce(0) { $0 + graph.nodes[$1].weight } / mean - 1 : 0
    }
    let times = Self.times(graph)
    let best = members.map { nodes in
      nodes.map { centre in
        (
          cost: nodes.reduce(0) {
            $0 + graph.nodes[$1].weight * times[$1][centre] * times[$1][centre]
          },
          centre: centre
        )
      }.min { $0.cost < $1.cost }
    }
    cost = best.reduce(0) { $0 + ($1?.cost ?? 0) }
    centres = best.map { $0?.centre ?? 0 }
    meanTime = zip(members, centres).map { nodes, centre in
      let weight = nodes.reduce(0) { $0 + graph.nodes[$1].weight }
      let sum = nodes.reduce(0) { $0 + graph.nodes[$1].weight * times[$1][centre] }
      return weight > 0 ? sum / weight : 0
    }
    longestTime = zip(members, centres).map { nodes, centre in
      nodes.map { times[$0][centre] }.max() ?? 0
    }
    diameters = members.map { nodes in
      nodes.flatMap { a in nodes.map { times[a][$0] } }.max() ?? 0
    }
  }

  /// The largest deviation, up or down.
  package var worstDeviation: Double { deviations.map { abs($0) }.max() ?? 0 }

  /// Whether all rules are kept, numbers within 10⁻⁹ of their size.
  package func keeps(deviation: Double, diameter: Double = .infinity) -> Bool {
    isPartition && broken.isEmpty && worstDeviation <= deviation + 1e-9
      && diameters.allSatisfy { $0 <= diameter * (1 + 1e-9) }
  }

  /// Grows from one node until no edge leads to another of them.
  private static func hangsTogether(_ nodes: Set<Int>, _ edges: [PatrolEdge]) -> Bool {
    var grown = Set(nodes.prefix(1))
    var size = 0
    while size != grown.count {
      size = grown.count
      for edge in edges where nodes.contains(edge.a) && nodes.contains(edge.b) {
        if grown.contains(edge.a) { grown.insert(edge.b) }
        if grown.contains(edge.b) { grown.insert(edge.a) }
      }
    }
    return grown == nodes
  }

  /// Driving times by Floyd's algorithm (1962), doi:10.1145/367766.368168.
  private static func times(_ graph: PatrolGraph) -> [[Double]] {
    let all = graph.nodes.indices
    var times = all.map { a in all.map { $0 == a ? 0 : Double.infinity } }
    for edge in graph.edges {
      times[edge.a][edge.b] = edge.distance / graph.speed
      times[edge.b][edge.a] = edge.distance / graph.speed
    }
    for k in all {
      for a in all { for b in all { times[a][b] = min(times[a][b], times[a][k] + times[k][b]) } }
    }
    return times
  }
}
