/// Looks some moves ahead in all ways, and from each end along the greedy policy.
///
/// A rollout over a tree: Bertsekas, Tsitsiklis & Wu, "Rollout algorithms for combinatorial
/// optimization", Journal of Heuristics 3 (1997), doi:10.1023/A:1009635226865.
package struct Lookahead: RouteValuing {
  /// Moves in all ways, at least 1.
  package let depth: Int
  /// How long greedy moves follow, in units of 1/β: after 6 a reward is worth 0.25 %.
  package let rolloutSpan: Double

  package init(depth: Int = 3, rolloutSpan: Double = 6) {
    self.depth = depth
    self.rolloutSpan = rolloutSpan
  }

  package func values(_ state: PatrolState, in model: RoutingModel) -> [Double] {
    model.moves[state.node].map { value(of: $0, from: state, depth: depth, model) }
  }

  private func value(
    of move: RoutingModel.Move, from state: PatrolState, depth: Int, _ model: RoutingModel
  ) -> Double {
    var state = state
    let reward = state.make(move, in: model)
    let ahead =
      depth > 1
      ? model.moves[state.node].reduce(-Double.infinity) {
        max($0, value(of: $1, from: state, depth: depth - 1, model))
      } : rollout(from: state, model)
    return move.discount * (reward + ahead)
  }

  /// What greedy moves bring from here.
  private func rollout(from state: PatrolState, _ model: RoutingModel) -> Double {
    var state = state
    let (greedy, end) = (OneStepGreedy(), state.time + rolloutSpan / model.discountRate)
    var (discount, sum) = (1.0, 0.0)
    while state.time < end {
      let move = model.moves[state.node][greedy.choose(state, in: model)]
      discount *= move.discount
      sum += discount * state.make(move, in: model)
    }
    return sum
  }
}
