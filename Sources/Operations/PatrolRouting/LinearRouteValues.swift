/// The value of a state by linear functions, V(i, w) = c_i · w + d_i, and the policy that improves it.
///
/// For a fixed policy V is linear in the ages w, as rewards are: c_ij = φ_j e^(−β t_j) for the first
/// visit of j at t_j after leaving i.
package struct LinearRouteValues: RouteValuing, Equatable {
  /// c, row by row.
  package internal(set) var slopes: [Double]
  /// d.
  package internal(set) var constants: [Double]

  /// Values of 0.
  package init(nodeCount: Int) {
    slopes = Array(repeating: 0, count: nodeCount * nodeCount)
    constants = Array(repeating: 0, count: nodeCount)
  }

  /// The exact values of one route from its start, by the definition; other nodes keep 0.
  package init(of route: PatrolRoute, in model: RoutingModel) {
    self.init(nodeCount: model.nodeCount)
    let row = route.start * model.nodeCount
    var isSeen = Array(repeating: false, count: model.nodeCount)
    for visit in route.visits where !isSeen[visit.node] {
      isSeen[visit.node] = true
      slopes[row + visit.node] = model.weights[visit.node] * model.discount(of: visit.time)
    }
    let fresh = PatrolRoute(
      along: route.visits.map(\.node), from: PatrolState(at: route.start, in: model), in: model)
    constants[route.start] = fresh.discountedReward
  }

  /// Values of given c, row by row, and d; nil unless they are finite and fit together.
  package init?(slopes: [Double], constants: [Double]) {
    guard slopes.count == constants.count * constants.count,
      (slopes + constants).allSatisfy(\.isFinite)
    else { return nil }
    self.slopes = slopes
    self.constants = constants
  }

  /// Sets c_i and d_i.
  mutating func set(_ row: (slopes: [Double], constant: Double), at node: Int) {
    let first = node * constants.count
    slopes.replaceSubrange(first..<first + constants.count, with: row.slopes)
    constants[node] = row.constant
  }

  /// c_i · w + d_i.
  package func value(of state: PatrolState) -> Double {
    let row = state.node * constants.count
    var value = constants[state.node]
    for node in constants.indices { value += slopes[row + node] * state.age(of: node) }
    return value
  }

  /// e^(−βt) (φ_k (w_k + t) + c_k · w′ + d_k) for each move: w′ is w + t, with w′_k = 0.
  package func values(_ state: PatrolState, in model: RoutingModel) -> [Double] {
    model.moves[state.node].map { move in
      let (target, arrival) = (move.target, state.time + move.time)
      let row = target * constants.count
      var ahead = constants[target]
      for node in constants.indices {
        ahead += slopes[row + node] * (arrival - state.cleared[node])
      }
      ahead -= slopes[row + target] * (arrival - state.cleared[target])
      let reward = model.weights[target] * (arrival - state.cleared[target])
      return move.discount * (reward + ahead)
    }
  }
}
