/// Why nodes and edges make no beats to patrol; nodes and edges by their positions in the lists.
package enum BeatGraphDefect: Error, Hashable {
  /// Fewer than two nodes, or more than ``mostNodes``.
  case nodeCount(Int)
  /// A second node of an id.
  case repeatedNode(Int)
  /// A position or weight that is no finite number, or a weight below 0.
  case badNode(Int)
  /// Weights that add up to 0: no call would ever come.
  case noCalls
  /// A beat that has no node though one with a higher number has.
  case emptyBeat(Int)
  /// An end that is no node, or both ends are one.
  case badEdge(Int)
  /// A second edge between the same nodes.
  case repeatedEdge(Int, first: Int)
  /// A node that cannot be reached from the first of its beat without leaving the beat.
  case brokenBeat(node: Int)
  /// A node that cannot be reached from the first one.
  case disconnected(node: Int)

  /// Tables of all pairs of so many nodes take some megabytes.
  package static let mostNodes = 400

  /// Throws the first defect that can be seen without walking the graph.
  static func check(nodes: [BeatNode], edges: [BeatEdge]) throws(BeatGraphDefect) {
    guard (2...mostNodes).contains(nodes.count) else { throw .nodeCount(nodes.count) }
    var ids: Set<Int> = []
    for (index, node) in nodes.enumerated() {
      guard ids.insert(node.id).inserted else { throw .repeatedNode(index) }
      guard node.x.isFinite, node.y.isFinite, node.weight.isFinite, node.weight >= 0 else {
        throw .badNode(index)
      }
    }
    guard nodes.contains(where: { $0.weight > 0 }) else { throw .noCalls }
    let beats = Set(nodes.map(\.beat))
    if let gap = (0..<(beats.max() ?? 0)).first(where: { !beats.contains($0) }) {
      throw .emptyBeat(gap)
    }
    var known: [[Int]: Int] = [:]
    for (index, edge) in edges.enumerated() {
      guard nodes.indices.contains(edge.a), nodes.indices.contains(edge.b), edge.a != edge.b else {
        throw .badEdge(index)
      }
      let ends = [min(edge.a, edge.b), max(edge.a, edge.b)]
      if let first = known[ends] { throw .repeatedEdge(index, first: first) }
      known[ends] = index
    }
  }
}
