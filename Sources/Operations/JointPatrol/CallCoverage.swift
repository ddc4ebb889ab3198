/// How far the next call is from cars: means over the nodes' weights.
package struct CallCoverage: Sendable {
  /// Delays to each node of the soonest car and of the second.
  package struct Reach: Sendable {
    package fileprivate(set) var first: [Float]
    package fileprivate(set) var second: [Float]
  }

  /// Mean delays to the next call.
  package struct Means: Sendable {
    /// Of the soonest car and of the second.
    package let first, second: Float
    /// Of the soonest, with the weights of beats.
    package let weighted: Float
  }

  /// A row for each node that a car is at.
  private let distances: [[Float]]
  private let shares: [Float]
  private let weighted: [Float]
  private let members: [[Int]]
  /// A wait that nobody shortens, for what lies beyond is all alike.
  package static let far: Float = 30

  /// Means over the nodes of a graph; a law weighs calls by their beats.
  package init(_ graph: BeatGraph, weights: [Double]) {
    let sum = graph.nodes.reduce(0) { $0 + $1.weight }
    shares = graph.nodes.map { Float($0.weight / sum) }
    weighted = graph.nodes.map { Float($0.weight / sum * weights[$0.beat]) }
    members = graph.members
    distances = graph.nodes.indices.map { a in
      graph.nodes.indices.map { Float(graph.distance(a, $0)) }
    }
  }

  /// What some cars reach.
  package func reach(_ cars: [CarOutlook]) -> Reach {
    let nobody = [Float](repeating: Self.far, count: shares.count)
    var reach = Reach(first: nobody, second: nobody)
    for car in cars {
      let (row, delay) = (distances[car.node], Float(car.delay))
      for node in row.indices {
        let (there, best) = (delay + row[node], reach.first[node])
        reach.second[node] = min(reach.second[node], max(best, there))
        reach.first[node] = min(best, there)
      }
    }
    return reach
  }

  /// The means of a reach and one more free car at a node.
  package func means(_ reach: Reach, and node: Int) -> Means {
    let row = distances[node]
    var (first, second, weighing) = (Float(0), Float(0), Float(0))
    for place in row.indices {
      let (best, there) = (reach.first[place], row[place])
      let soonest = min(best, there)
      first += shares[place] * soonest
      weighing += weighted[place] * soonest
      second += shares[place] * min(reach.second[place], max(best, there))
    }
    return Means(first: first, second: second, weighted: weighing)
  }

  /// The means of a reach.
  package func means(_ reach: Reach) -> Means {
    var (first, second, weighing) = (Float(0), Float(0), Float(0))
    for place in shares.indices {
      first += shares[place] * reach.first[place]
      weighing += weighted[place] * reach.first[place]
      second += shares[place] * reach.second[place]
    }
    return Means(first: first, second: second, weighted: weighing)
  }

  /// What calls of each beat add to the first mean.
  package func byBeat(_ reach: Reach) -> [Float] {
    members.map { own in own.reduce(0) { $0 + shares[$1] * reach.first[$1] } }
  }
}
