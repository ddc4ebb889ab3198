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

  package let call: Call
  /// When the unit is sent: at the call, or when it has served an earlier one.
  package let departure: Double
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
    var trip = Trip(state: PatrolState(at: plan.start, in: model), ahead: plan.visits[...])
    self.init(to: call, on: &trip, policy: policy, until: horizon, paths: paths, in: model)
  }

  /// Answers calls one after another, in the order of their times; one that comes while the unit
  /// serves another waits until that is done.
  package static func answers(
    to calls: [Call], on plan: PatrolRoute, policy: some RoutePolicy, until horizon: Double,
    paths: ShortestPaths, in model: RoutingModel
  ) -> [CallResponse] {
    var trip = Trip(state: PatrolState(at: plan.start, in: model), ahead: plan.visits[...])
    return calls.sorted { ($0.time, $0.node) < ($1.time, $1.node) }.map { call in
      CallResponse(to: call, on: &trip, policy: policy, until: horizon, paths: paths, in: model)
    }
  }

  /// A unit's state, and the arrivals that its plan has ahead of it.
  private struct Trip {
    var state: PatrolState
    var ahead: ArraySlice<PatrolRoute.Visit>
  }

  private init(
    to call: Call, on trip: inout Trip, policy: some RoutePolicy, until horizon: Double,
    paths: ShortestPaths, in model: RoutingModel
  ) {
    self.call = call
    departure = max(call.time, trip.state.time)
    before = Array(trip.ahead.prefix { [departure] in $0.time <= departure })
    let ahead = trip.ahead.dropFirst(before.count)
    var state = trip.state
    for visit in before { state.arrive(at: visit.node, at: visit.time) }
    let position = RoutePosition(
      left: state.node, since: state.time, next: ahead.first, at: departure)
    arrival = position.arrival(at: call.node, paths)
    end = arrival + call.service
    state.arrive(at: call.node, at: end)
    trip.state = state
    let nearest = ahead.map(\.node).min {
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
    trip.ahead = after[...]
  }
}
