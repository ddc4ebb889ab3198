import PatrolRouting

/// The best districts by enumeration: all connected sets of nodes that keep the rules, and of them
/// the cheapest partition, by implicit enumeration.
///
/// Garfinkel & Nemhauser, "Optimal political districting by implicit enumeration techniques",
/// Management Science 16 (1970), doi:10.1287/mnsc.16.8.B495. For graphs of up to 30 nodes.
package struct DistrictEnumeration: Sendable {
  /// The most nodes: beyond, sets are too many.
  package static let mostNodes = 30

  private struct Candidate {
    let nodes: UInt64
    let cost: Double
  }

  private let rules: DistrictRules
  private let isCancelled: @Sendable () -> Bool
  private let neighbours: [UInt64]
  /// The nodes that may not be in one district with each.
  private let apart: [UInt64]

  /// Creates the enumeration for a graph of at most ``mostNodes`` nodes; `isCancelled` is asked now
  /// and then, and ends it.
  package init(_ rules: DistrictRules, isCancelled: @escaping @Sendable () -> Bool = { false }) {
    precondition(rules.graph.nodes.count <= Self.mostNodes, "the graph is small")
    self.rules = rules
    self.isCancelled = isCancelled
    neighbours = rules.graph.arcs.map { $0.reduce(0) { $0 | 1 << UInt64($1.target) } }
    let nodes = rules.graph.nodes.indices
    apart = nodes.map { a in
      nodes.reduce(0) { rules.areApart(a, $1) ? $0 | 1 << UInt64($1) : $0 }
    }
  }

  /// The cheapest districts.
  package func best() -> DistrictOutcome {
    let count = rules.graph.nodes.count
    let byFirst = (0..<count).map { candidates(first: $0).sorted { $0.cost < $1.cost } }
    let costs = Dictionary(uniqueKeysWithValues: byFirst.joined().map { ($0.nodes, $0.cost) })
    let everything: UInt64 = (1 << UInt64(count)) - 1
    var best: (cost: Double, sets: [UInt64]) = (.infinity, [])
    func extend(_ sets: [UInt64], covered: UInt64, cost: Double) {
      let rest = everything & ~covered
      guard rest != 0, !isCancelled() else { return }
      // The last district is what is left, a candidate or not.
      if sets.count == rules.count - 1 {
        guard let last = costs[rest], rules.joined(cost, last) < best.cost else { return }
        best = (rules.joined(cost, last), sets + [rest])
        return
      }
      for next in byFirst[rest.trailingZeroBitCount] where next.nodes & covered == 0 {
        // Candidates come by cost, so none after this one helps either.
        guard rules.joined(cost, next.cost) < best.cost else { break }
        extend(
          sets + [next.nodes], covered: covered | next.nodes, cost: rules.joined(cost, next.cost))
      }
    }
    extend([], covered: 0, cost: 0)
    let districts = best.sets.isEmpty ? nil : Districts(best.sets.map(Self.members))
    let isComplete = !isCancelled()
    return DistrictOutcome(
      districts, cost: best.cost, bound: isComplete ? best.cost : -.infinity,
      isComplete: isComplete)
  }

  /// The connected sets within the rules whose lowest node is `first`, each once: a node beside the
  /// set either joins it or is barred from then on.
  private func candidates(first: Int) -> [Candidate] {
    let limits = rules.weights
    var found: [Candidate] = []
    var looks = 0
    func grow(_ set: UInt64, _ weight: Double, beside: UInt64, barred: UInt64) {
      looks += 1
      // A look takes well below a microsecond, so this is many times a second.
      guard looks % 4_096 != 0 || !isCancelled() else { return }
      guard weight <= limits.upperBound + 1e-9 else { return }
      let open = beside & ~barred & ~set
      guard open != 0 else {
        if weight >= limits.lowerBound - 1e-9 {
          found.append(Candidate(nodes: set, cost: rules.cost(of: Self.members(of: set))))
        }
        return
      }
      let node = open.trailingZeroBitCount
      let bit: UInt64 = 1 << UInt64(node)
      if apart[node] & set == 0 {
        grow(
          set | bit, weight + rules.graph.nodes[node].weight, beside: beside | neighbours[node],
          barred: barred)
      }
      grow(set, weight, beside: beside, barred: barred | bit)
    }
    let bit: UInt64 = 1 << UInt64(first)
    grow(bit, rules.graph.nodes[first].weight, beside: neighbours[first], barred: bit - 1)
    return found
  }

  private static func members(of set: UInt64) -> [Int] {
    (0..<64).filter { set >> UInt64($0) & 1 == 1 }
  }
}
