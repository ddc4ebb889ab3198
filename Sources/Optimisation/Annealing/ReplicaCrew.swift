/// The replicas of a run, in parts that can advance at the same time.
///
/// A part is one walker, or a bundle of walkers that share their inner loop.
protocol ReplicaCrew {
  associatedtype State: Sendable

  /// The number of replicas; more than `partCount` if parts are bundles.
  var replicaCount: Int { get }
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
}

/// A crew in which every replica advances by itself.
struct WalkerCrew<Walker: Replica>: ReplicaCrew {
  let walkers: [Walker]

  var replicaCount: Int { walkers.count }
  var partCount: Int { walkers.count }
  var acceptedMoves: Int { walkers.reduce(0) { $0 + $1.acceptedMoves } }
  var bestRank: Rank { best.rank }
  var best: Incumbent<Walker.State> {
    walkers.dropFirst().reduce(walkers[0].best) { $1.best.rank < $0.rank ? $1.best : $0 }
  }

  func energy(of replica: Int) -> Int64 { walkers[replica].energy }

  func advance(part: Int, steps: Int, temperatures: [Double]) {
    walkers[part].advance(steps: steps, temperature: temperatures[part])
  }
}
