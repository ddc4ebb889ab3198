package import RandomStreams

/// A random walk in the beat: stay, or go to a neighbour, each as likely.
package struct RandomPatrol: PatrolRule {
  package init() {}

  package func move(
    _ next: inout [Int], _ state: JointState, in world: JointWorld, _ random: inout RandomStream
  ) {
    for (car, place) in state.cars.enumerated() where place.duty == .free {
      let moves = world.graph.patrolMoves[place.node]
      next[car] = moves[random.uniform(below: moves.count)]
    }
  }
}
