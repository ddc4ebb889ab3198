package import QUBOModel
package import Tempering

/// Replicas whose states are assignments, readable one by one.
package protocol FlipCrew: ReplicaCrew where State == BitVector {
  /// The current state of a replica.
  func state(of replica: Int) -> BitVector
}

extension WalkerCrew: FlipCrew where Walker == FlipWalker {
  package func state(of replica: Int) -> BitVector { walkers[replica].assignment() }
}
