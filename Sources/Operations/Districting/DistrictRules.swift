package import PatrolRouting

/// What districts have to keep, and what they cost.
///
/// Each node is in one of `count` districts; each hangs together by its own edges; its Σφ differs
/// from the mean by at most `deviation` of it; no two of its nodes are farther apart than `diameter`.
package struct DistrictRules: Sendable {
  /// What makes districts good.
  package enum Objective: String, CaseIterable, Sendable {
    /// Σ over districts of Σ φ_i d_ij² for driving times d to the centre j, the node for which that
    /// is least: Hess et al., "Nonpartisan political redistricting by computer", Operations Research
    /// 13 (1965), doi:10.1287/opre.13.6.998.
    case compactness
    /// The largest |Σφ / mean − 1| of a district, as Garfinkel & Nemhauser have it (1970).
    case balance
  }

  package let graph: PatrolGraph
  /// At least 1, at most the number of nodes.
  package let count: Int
  /// A share of the mean, at least 0.
  package let deviation: Double
  /// The longest driving time on the whole map between nodes of a district; above 0.
  package let diameter: Double
  package let objective: Objective
  /// The driving times between all nodes of the graph.
  package let times: [[Double]]

  package init(
    _ graph: PatrolGraph, count: Int, deviation: Double = 0.1, diameter: Double = .infinity,
    objective: Objective = .compactness
  ) {
    precondition((1...graph.nodes.count).contains(count), "a district has a node at least")
    precondition(deviation >= 0, "a deviation is at least 0")
    precondition(diameter > 0, "a diameter is above 0")
    self.graph = graph
    self.count = count
    self.deviation = deviation
    self.diameter = diameter
    self.objective = objective
    times = ShortestPaths(graph).times
  }

  /// The mean Σφ of a district.
  package var meanWeight: Double { graph.totalWeight / Double(count) }

  /// The Σφ that a district may have.
  package var weights: ClosedRange<Double> {
    (1 - deviation) * meanWeight...(1 + deviation) * meanWeight
  }

  /// Whether no district may have both nodes.
  package func areApart(_ a: Int, _ b: Int) -> Bool { times[a][b] > diameter * (1 + 1e-9) }

  /// φ_i d_ij².
  package func cost(of node: Int, centre: Int) -> Double {
    graph.nodes[node].weight * times[node][centre] * times[node][centre]
  }

  /// What a district costs by the objective.
  package func cost(of members: [Int]) -> Double {
    switch objective {
    case .compactness:
      members.map { centre in members.reduce(0) { $0 + cost(of: $1, centre: centre) } }.min() ?? 0
    case .balance:
      meanWeight > 0
        ? abs(members.reduce(0) { $0 + graph.nodes[$1].weight } / meanWeight - 1) : 0
    }
  }

  /// What districts cost together: the sum for compactness, the largest for balance.
  package func joined(_ cost: Double, _ other: Double) -> Double {
    switch objective {
    case .compactness: cost + other
    case .balance: max(cost, other)
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

/// What a search for districts came to.
package struct DistrictOutcome: Hashable, Sendable {
  package enum Status: String, Sendable {
    /// None cost less.
    case optimal
    /// The rules are kept; whether others cost less is not known.
    case feasible
    /// No districts keep the rules.
    case infeasible
    /// The search ended before it found any.
    case noneFound
  }

  package let status: Status
  package let districts: Districts?
  /// What the districts cost by the objective.
  package let cost: Double?
  /// No districts cost less; −∞ if nothing is known.
  package let bound: Double

  /// The outcome of a search: what it found, and whether it looked at everything.
  init(_ districts: Districts?, cost: Double?, bound: Double, isComplete: Bool) {
    status =
      switch (districts, isComplete) {
      case (.some, true): .optimal
      case (.some, false): .feasible
      case (nil, true): .infeasible
      case (nil, false): .noneFound
      }
    self.districts = districts
    self.cost = districts == nil ? nil : cost
    self.bound = bound
  }
}
