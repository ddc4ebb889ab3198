/// Distances and next steps between all nodes of a graph whose edges take a tick each.
///
/// Breadth-first search from each target; of several next nodes the one with the lowest number.
struct ShortestWays: Hashable, Sendable {
  private let count: Int
  let neighbours: [[Int]]
  private let distances: [Int]
  private let steps: [Int]

  init(nodes count: Int, _ edges: [BeatEdge]) {
    var neighbours = Array(repeating: [Int](), count: count)
    for edge in edges {
      neighbours[edge.a].append(edge.b)
      neighbours[edge.b].append(edge.a)
    }
    for node in neighbours.indices { neighbours[node].sort() }
    let distances = (0..<count).flatMap { Self.distances(to: $0, neighbours) }
    steps = (0..<count * count).map { cell in
      let (target, node) = cell.quotientAndRemainder(dividingBy: count)
      let closer = distances[cell] - 1
      return neighbours[node].first { distances[target * count + $0] == closer } ?? node
    }
    (self.count, self.neighbours, self.distances) = (count, neighbours, distances)
  }

  func distance(_ a: Int, _ b: Int) -> Int { distances[b * count + a] }

  func isReached(_ node: Int, from start: Int) -> Bool {
    distance(start, node) < BeatGraph.nowhere
  }

  func next(from node: Int, to target: Int) -> Int { steps[target * count + node] }

  private static func distances(to target: Int, _ neighbours: [[Int]]) -> [Int] {
    var distances = Array(repeating: BeatGraph.nowhere, count: neighbours.count)
    distances[target] = 0
    var queue = [target]
    var head = 0
    while head < queue.count {
      let node = queue[head]
      head += 1
      for other in neighbours[node] where distances[other] == BeatGraph.nowhere {
        distances[other] = distances[node] + 1
        queue.append(other)
      }
    }
    return distances
  }
}
