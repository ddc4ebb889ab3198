/// A place that a car can stand at.
package struct BeatNode: Hashable, Sendable {
  /// What the file calls it.
  package let id: Int
  /// Coordinates of a plane, for maps only.
  package let x, y: Double
  /// The number of its beat, from 0.
  package let beat: Int
  /// How often calls come from here, beside other nodes' weights; at least 0.
  package let weight: Double

  package init(id: Int, x: Double, y: Double, beat: Int, weight: Double) {
    (self.id, self.x, self.y, self.beat, self.weight) = (id, x, y, beat, weight)
  }
}

/// A street between two nodes, driven both ways in a tick.
package struct BeatEdge: Hashable, Sendable {
  package let a, b: Int

  package init(_ a: Int, _ b: Int) { (self.a, self.b) = (a, b) }
}

/// A connected graph divided into beats, each of which hangs together by its own streets.
package struct BeatGraph: Hashable, Sendable {
  /// A node that cannot be reached.
  static let nowhere = Int.max / 4

  package let name: String
  package let nodes: [BeatNode]
  package let edges: [BeatEdge]
  /// The nodes of each beat.
  package let members: [[Int]]
  /// Where a car on patrol may be a tick later: here, or at a neighbour in the same beat.
  package let patrolMoves: [[Int]]
  private let ways: ShortestWays
  private let beatWays: ShortestWays
  /// For each beat and node, the next node on the way to the nearest node of the beat.
  private let homeward: [Int]

  /// Creates a graph.
  ///
  /// - Throws: ``BeatGraphDefect`` if cars could not patrol it.
  package init(
    name: String, nodes: [BeatNode], edges: [BeatEdge]
  ) throws(BeatGraphDefect) {
    try BeatGraphDefect.check(nodes: nodes, edges: edges)
    let inside = edges.filter { nodes[$0.a].beat == nodes[$0.b].beat }
    let ways = ShortestWays(nodes: nodes.count, edges)
    let beatWays = ShortestWays(nodes: nodes.count, inside)
    let beats = (nodes.map(\.beat).max() ?? 0) + 1
    let members = (0..<beats).map { beat in nodes.indices.filter { nodes[$0].beat == beat } }
    for own in members {
      if let lost = own.first(where: { !beatWays.isReached($0, from: own[0]) }) {
        throw .brokenBeat(node: lost)
      }
    }
    if let lost = nodes.indices.first(where: { !ways.isReached($0, from: 0) }) {
      throw .disconnected(node: lost)
    }
    (self.name, self.nodes, self.edges, self.members) = (name, nodes, edges, members)
    (self.ways, self.beatWays) = (ways, beatWays)
    patrolMoves = nodes.indices.map { [$0] + beatWays.neighbours[$0] }
    homeward = members.flatMap { own in
      nodes.indices.map { node in
        let nearest = own.min { ways.distance(node, $0) < ways.distance(node, $1) } ?? node
        return ways.next(from: node, to: nearest)
      }
    }
  }

  /// The number of beats.
  package var beats: Int { members.count }

  /// Ticks from a node to another.
  package func distance(_ a: Int, _ b: Int) -> Int { ways.distance(a, b) }

  /// The next node on a shortest way; `to` itself once there.
  package func next(from node: Int, to target: Int) -> Int { ways.next(from: node, to: target) }

  /// The next node on a shortest way within the beat of both.
  package func patrolNext(from node: Int, to target: Int) -> Int {
    beatWays.next(from: node, to: target)
  }

  /// The next node on a shortest way to the nearest node of a beat.
  package func next(from node: Int, homeTo beat: Int) -> Int {
    homeward[beat * nodes.count + node]
  }

  /// The node of a beat with the least mean distance to its calls: the weighted 1-median (Hakimi
  /// 1964, doi:10.1287/opre.12.3.450); the first of several.
  package func median(of beat: Int) -> Int {
    let own = members[beat]
    func burden(_ node: Int) -> Double {
      own.reduce(0) { $0 + nodes[$1].weight * Double(distance(node, $1)) }
    }
    return own.min { burden($0) < burden($1) } ?? 0
  }
}
