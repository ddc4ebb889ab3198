/// A unit that breaks off its route for a call, serves it, and goes back to patrol.
///
/// It turns round or drives on, whichever is nearer, and takes the shortest way; nodes that it
/// passes on the way to the call are not cleared. After service the call's node is, and the unit
/// drives the shortest way to the nearest node that its route still had ahead, clearing what it
/// passes; from there the policy goes on with the ages as they are.
package struct CallResponse: Hashable, Sendable {
  /// A call for the unit.
  package struct Call: Hashable, Sendable {
    package let node: Int
    /// When the unit is sent, and how long it serves there; at least 0.
    package let time: Double
    package let service: Double

    package init(node: Int, time: Double, service: Double) {
      self.node = node
      self.time = time
      self.service = service
    }
  }

  /// When the unit arrives at the call, and when it has served it.
  package let arrival: Double
  package let end: Double
  /// The node of the plan at which patrol goes on, and when.
  package let resumption: Int
  package let resumptionTime: Double
  /// The arrivals before the call and after it.
  package let before: [PatrolRoute.Visit]
  package let after: [PatrolRoute.Visit]

  /// Drives a planned route until the call, and then the policy until a time.
  package init(
    to call: Call, on plan: PatrolRoute, policy: some RoutePolicy, until horizon: Double,
    paths: ShortestPaths, in model: RoutingModel
  ) {
    before = plan.visits.filter { $0.time <= call.time }
    let ahead = plan.visits.dropFirst(before.count).map(\.node)
    var state = PatrolState(at: plan.start, in: model)
    for visit in before {
      state.node = visit.node
      state.cleared[visit.node] = visit.time
      state.time = visit.time
    }
    arrival = Self.arrival(
      at: call, from: state, next: plan.visits.dropFirst(before.count).first, paths)
    end = arrival + call.service
    state.node = call.node
    state.time = end
    state.cleared[call.node] = end
    let nearest = ahead.min {
      paths.times[call.node][$0] < paths.times[call.node][$1]
    }
    resumption = nearest ?? call.node
    var resumed = PatrolRoute(start: call.node)
    for node in paths.path(from: call.node, to: resumption) {
      if let move = model.moves[state.node].first(where: { $0.target == node }) {
        resumed.make(move, from: &state, in: model)
      }
    }
    resumptionTime = state.time
    resumed.drive(policy, from: &state, until: horizon, in: model)
    after = resumed.visits
  }

  /// By way of the node left, or of the one ahead.
  private static func arrival(
    at call: Call, from state: PatrolState, next: PatrolRoute.Visit?, _ paths: ShortestPaths
  ) -> Double {
    let driven = call.time - state.time
    let back = call.time + driven + paths.times[state.node][call.node]
    guard let next else { return call.time + paths.times[state.node][call.node] }
    return min(back, next.time + paths.times[next.node][call.node])
  }
}
