/// A matching of as many pairs as there can be, by Hopcroft & Karp 1973, doi:10.1137/0202019.
///
/// Which of several largest matchings is found depends on the order of the neighbours; their size does
/// not. O(edges · √vertices).
public struct BipartiteMatching: Sendable {
  private let neighbours: [[Int]]
  /// The partner of each vertex on the right, −1 without one.
  private var partnersOfRight: [Int]
  /// The partner of each vertex on the left, −1 without one.
  private var partners: [Int]
  private var layers: [Int]

  /// Finds a largest matching.
  ///
  /// - Parameters:
  ///   - neighbours: The vertices on the right that each one on the left may be paired with.
  ///   - rightCount: The number of vertices on the right.
  public init(_ neighbours: [[Int]], rightCount: Int) {
    precondition(
      neighbours.allSatisfy { $0.allSatisfy((0..<rightCount).contains) }, "neighbours exist")
    self.neighbours = neighbours
    partners = [Int](repeating: -1, count: neighbours.count)
    partnersOfRight = [Int](repeating: -1, count: rightCount)
    layers = [Int](repeating: 0, count: neighbours.count)
    while layer() { augment() }
  }

  /// The number of pairs.
  public var count: Int { partners.count { $0 >= 0 } }

  /// The pairs, by their vertex on the left.
  public var pairs: [(left: Int, right: Int)] {
    partners.enumerated().filter { $0.element >= 0 }.map { ($0.offset, $0.element) }
  }

  /// Numbers vertices on the left by their distance from free ones along alternating paths.
  ///
  /// - Returns: Whether a path ends at a free vertex on the right.
  private mutating func layer() -> Bool {
    var queue = partners.indices.filter { partners[$0] < 0 }
    for left in layers.indices { layers[left] = partners[left] < 0 ? 0 : -1 }
    var (next, isThere) = (0, false)
    while next < queue.count {
      let left = queue[next]
      next += 1
      for right in neighbours[left] {
        let onward = partnersOfRight[right]
        if onward < 0 {
          isThere = true
        } else if layers[onward] < 0 {
          layers[onward] = layers[left] + 1
          queue.append(onward)
        }
      }
    }
    return isThere
  }

  /// Turns over a maximal set of disjoint paths along the layers.
  private mutating func augment() {
    var untried = [Int](repeating: 0, count: neighbours.count)
    for free in partners.indices where partners[free] < 0 {
      var path = [free]
      while let left = path.last {
        guard untried[left] < neighbours[left].count else {
          path.removeLast()
          continue
        }
        let right = neighbours[left][untried[left]]
        untried[left] += 1
        let onward = partnersOfRight[right]
        if onward < 0 {
          turn(path, untried)
          break
        }
        if layers[onward] == layers[left] + 1 {
          path.append(onward)
        }
      }
    }
  }

  /// Pairs every vertex of a path with the neighbour that it tried last.
  private mutating func turn(_ path: [Int], _ untried: [Int]) {
    for left in path {
      let right = neighbours[left][untried[left] - 1]
      partners[left] = right
      partnersOfRight[right] = left
      // Paths of one phase share no vertex.
      layers[left] = -2
    }
  }
}
