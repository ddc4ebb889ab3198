import JointPatrol
import Networks
import RandomStreams
import Reinforcement

/// Each free car makes the move that a shared network values most, or now and then any.
struct LearnedPatrol: PatrolRule {
  let features: JointFeatures
  let network: Network
  let discount: Double
  /// The share of moves that are drawn.
  var epsilon = 0.0

  func move(
    _ next: inout [Int], _ state: JointState, in world: JointWorld, _ random: inout RandomStream
  ) {
    let deciding = state.cars.indices.filter { state.decides($0, world.graph) }
    guard !deciding.isEmpty else { return }
    guard epsilon < 1 else { return RandomPatrol().move(&next, state, in: world, &random) }
    let views = deciding.map { features.patrol(state, car: $0, discount: discount) }
    let output = network.output(of: Tensor(stacking: views.map(\.features)))
    for (row, car) in deciding.enumerated() {
      let targets = world.graph.patrolMoves[state.cars[car].node]
      let (first, prior) = (row * features.moves, views[row].prior)
      let best = targets.indices.max {
        output.values[first + $0] + prior[$0] < output.values[first + $1] + prior[$1]
      }
      let drawn = epsilon > 0 && random.unit() < epsilon
      next[car] = targets[drawn ? random.uniform(below: targets.count) : best ?? 0]
    }
  }
}
