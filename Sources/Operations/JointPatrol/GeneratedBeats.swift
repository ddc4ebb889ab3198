import RandomStreams

/// Beats that never were: squares of a grid side by side, with gaps in the streets between them.
///
/// Calls fall off with the distance from a few busy places, so that a beat's middle is not the best
/// place to wait: posts, help across beats and learning have something to find.
package struct GeneratedBeats: Sendable {
  /// Of the streets between two beats so many are open; the others end at the border.
  private static let openBorders = 0.5
  /// Busy places in a beat, and how much of the calls they draw beside an even spread of 1.
  private static let busyPlaces = 2
  private static let busyness = 6.0

  private let beats: Int
  private let side: Int
  private let seed: UInt64

  /// So many beats in a row, 1 to 8, each of side × side nodes, sides of 2 to 7.
  package init(beats: Int = 2, side: Int = 4, seed: UInt64) {
    precondition((1...8).contains(beats) && (2...7).contains(side), "beats are small and few")
    (self.beats, self.side, self.seed) = (beats, side, seed)
  }

  /// The graph.
  package func graph() throws(BeatGraphDefect) -> BeatGraph {
    var random = RandomStream(seed: seed)
    let columns = beats * side
    let busy = (0..<beats * Self.busyPlaces).map { place in
      (
        x: place / Self.busyPlaces * side + random.uniform(below: side),
        y: random.uniform(below: side)
      )
    }
    let nodes = (0..<columns * side).map { number in
      let (y, x) = number.quotientAndRemainder(dividingBy: columns)
      let draw = busy.reduce(1.0) { sum, place in
        sum + Self.busyness / Double(1 << (2 * min(8, abs(place.x - x) + abs(place.y - y))))
      }
      let weight = (draw * (0.5 + random.unit()) * 1e3).rounded() / 1e3
      return BeatNode(id: number, x: Double(x), y: Double(y), beat: x / side, weight: weight)
    }
    let edges = streets(columns, &random)
    return try BeatGraph(name: "beats-\(beats)x\(side)-\(seed)", nodes: nodes, edges: edges)
  }

  private func streets(_ columns: Int, _ random: inout RandomStream) -> [BeatEdge] {
    var edges: [BeatEdge] = []
    for number in 0..<columns * side {
      let (y, x) = number.quotientAndRemainder(dividingBy: columns)
      if y + 1 < side { edges.append(BeatEdge(number, number + columns)) }
      guard x + 1 < columns else { continue }
      let crosses = x / side != (x + 1) / side
      // The first row's border is always open, so that the whole hangs together.
      if !crosses || y == 0 || random.unit() < Self.openBorders {
        edges.append(BeatEdge(number, number + 1))
      }
    }
    return edges
  }
}
