/// A route that was driven: nodes with times of arrival, and what it brought.
package struct PatrolRoute: Hashable, Sendable {
  /// An arrival at a node, which clears it.
  package struct Visit: Hashable, Sendable {
    package let node: Int
    package let time: Double
    /// φ_j (w_j + t), not discounted.
    package let reward: Double
  }

  package let start: Int
  /// The arrivals, of increasing time.
  package private(set) var visits: [Visit] = []
  /// Σ of rewards, each discounted to time 0.
  package private(set) var discountedReward = 0.0

  package init(start: Int) { self.start = start }

  /// All nodes in order, with the start.
  package var nodes: [Int] { [start] + visits.map(\.node) }

  /// Drives from a state until a time; the last move may arrive later.
  package init(
    _ policy: some RoutePolicy, from state: PatrolState, until end: Double, in model: RoutingModel
  ) {
    self.init(start: state.node)
    var state = state
    drive(policy, from: &state, until: end, in: model)
  }

  /// Drives a list of nodes, each beside the one before.
  package init(along nodes: some Sequence<Int>, from state: PatrolState, in model: RoutingModel) {
    self.init(start: state.node)
    var state = state
    for node in nodes {
      guard let move = model.moves[state.node].first(where: { $0.target == node }) else {
        preconditionFailure("a route goes from node to neighbour")
      }
      make(move, from: &state, in: model)
    }
  }

  /// Goes on with a policy until a time.
  package mutating func drive(
    _ policy: some RoutePolicy, from state: inout PatrolState, until end: Double,
    in model: RoutingModel
  ) {
    while state.time < end {
      let choice = policy.choose(state, in: model)
      make(model.moves[state.node][choice], from: &state, in: model)
    }
  }

  /// Goes on by a move.
  package mutating func make(
    _ move: RoutingModel.Move, from state: inout PatrolState, in model: RoutingModel
  ) {
    let reward = state.make(move, in: model)
    visits.append(Visit(node: state.node, time: state.time, reward: reward))
    discountedReward += model.discount(of: state.time) * reward
  }
}
