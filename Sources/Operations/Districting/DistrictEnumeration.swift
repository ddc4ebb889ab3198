import PatrolRouting

/// The best districts by enumeration: all connected sets of nodes in balance, and of them the
/// cheapest partition, by implicit enumeration.
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
  private let neighbours: [UInt64]

  /// Creates the enumeration for a graph of at most ``mostNodes`` nodes.
  package init(_ rules: DistrictRules) {
    precondition(rules.graph.nodes.count <= Self.mostNodes, "the graph is small")
    self.rules = rules
    neighbours = rules.graph.arcs.map { $0.reduce(0) { $0 | 1 << UInt64($1.target) } }
  }

  /// The cheapest districts; nil if none keep the rules.
  package func best() -> Districts? {
    let count = rules.graph.nodes.count
    let byFirst = (0..<count).map { candidates(first: $0).sorted { $0.cost < $1.cost } }
    let everything: UInt64 = (1 << UInt64(count)) - 1
    var best: (cost: Double, sets: [UInt64]) = (.infinity, [])
    func extend(_ sets: [UInt64], covered: UInt64, cost: Double) {
      if covered == everything {
        if sets.count == rules.count { best = (cost, sets) }
        return
      }
      guard sets.count < rules.count else { return }
      for next in byFirst[(~covered).trailingZeroBitCount] where next.nodes & covered == 0 {
        // Candidates come by cost, so none after this one helps either.
        guard cost + next.cost < best.cost else { break }
        extend(sets + [next.nodes], covered: covered | next.nodes, cost: cost + next.cost)
      }
    }
    extend([], covered: 0, cost: 0)
    return best.sets.isEmpty ? nil : Districts(best.sets.map(Self.members))
  }

  /// The connected sets in balance whose lowest node is `first`, each once: a node beside the set
  /// either joins it or is barred from then on.
  private func candidates(first: Int) -> [Candidate] {
    let limits = rules.weights
    var found: [Candidate] = []
    func grow(_ set: UInt64, _ weight: Double, beside: UInt64, barred: UInt64) {
      guard weight <= limits.upperBound + 1e-9 else { return }
      let open = beside & ~barred & ~set
      guard open != 0 else {
        if weight >= limits.lowerBound - 1e-9 {
          found.append(Candidate(nodes: set, cost: rules.centre(of: Self.members(of: set)).cost))
        }
        return
      }
      let node = open.trailingZeroBitCount
      let bit: UInt64 = 1 << UInt64(node)
      grow(
        set | bit, weight + rules.graph.nodes[node].weight, beside: beside | neighbours[node],
        barred: barred)
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
