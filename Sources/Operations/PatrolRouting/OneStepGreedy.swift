/// Takes the move of the highest reward on arrival: argmax e^(−βt) φ_j (w_j + t), or without e^(−βt).
package struct OneStepGreedy: RouteValuing {
  /// Whether rewards are discounted by the time to get them.
  package let isDiscounted: Bool

  package init(isDiscounted: Bool = true) { self.isDiscounted = isDiscounted }

  package func values(_ state: PatrolState, in model: RoutingModel) -> [Double] {
    model.moves[state.node].map { move in
      let reward = model.weights[move.target] * (state.age(of: move.target) + move.time)
      return isDiscounted ? move.discount * reward : reward
    }
  }

  package func choose(_ state: PatrolState, in model: RoutingModel) -> Int {
    // Written out, as rollouts call it millions of times.
    let moves = model.moves[state.node]
    var (best, choice) = (-Double.infinity, 0)
    for index in moves.indices {
      let move = moves[index]
      let reward = model.weights[move.target] * (state.age(of: move.target) + move.time)
      let value = isDiscounted ? move.discount * reward : reward
      if value > best { (best, choice) = (value, index) }
    }
    return choice
  }
}
