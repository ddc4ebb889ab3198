/// The replicas of a run, in parts that can advance at the same time.
///
/// A part is one walker, or a bundle of walkers that share their inner loop.
package protocol ReplicaCrew {
  associatedtype State: Sendable

  /// The number of parts.
  var partCount: Int { get }
  /// Accepted moves of all replicas since the start.
  var acceptedMoves: Int { get }
  /// The rank of the best state of any replica.
  var bestRank: Rank { get }
  /// The best state of any replica; of equal ones, that of the first.
  var best: Incumbent<State> { get }

  /// The energy of a replica's current state, exact.
  func energy(of replica: Int) -> Int64
  /// Makes `steps` steps of every replica in a part, each at its temperature in energy units.
  func advance(part: Int, steps: Int, temperatures: [Double])
  /// Looks at states from outside, without changing them; called after every round.
  ///
  /// - Parameter replicas: Those at the coldest rungs, coldest first.
  func settle(coldest replicas: [Int])
}

extension ReplicaCrew {
  package func settle(coldest replicas: [Int]) {}
}

/// A crew in which every replica advances by itself.
package struct WalkerCrew<Walker: Replica>: ReplicaCrew {
  /// The replicas, at least one.
  package let walkers: [Walker]

  /// Makes a crew of replicas.
  package init(_ walkers: [Walker]) { self.walkers = walkers }

  package var partCount: Int { walkers.count }
  package var acceptedMoves: Int { walkers.reduce(0) { $0 + $1.acceptedMoves } }
  package var bestRank: Rank { best.rank }
  package var best: Incumbent<Walker.State> {
    walkers.dropFirst().reduce(walkers[0].best) { $1.best.rank < $0.rank ? $1.best : $0 }
  }

  package func energy(of replica: Int) -> Int64 { walkers[replica].energy }

  package func advance(part: Int, steps: Int, temperatures: [Double]) {
    walkers[part].advance(steps: steps, temperature: temperatures[part])
  }
}
