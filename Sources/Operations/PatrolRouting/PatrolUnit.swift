/// A unit with the part of a map that it patrols, and what it learned there.
package struct PatrolUnit: Sendable {
  /// What it is called, as its district.
  package let name: String
  package let model: RoutingModel
  /// Values that choose moves.
  package let values: LinearRouteValues
  /// The time that it learned for.
  package let horizon: Double

  package init(name: String, model: RoutingModel, values: LinearRouteValues, horizon: Double) {
    self.name = name
    self.model = model
    self.values = values
    self.horizon = horizon
  }

  /// The node where most importance arises, the first of several: where a shift begins.
  package var mainNode: Int { model.weights.firstIndexOfMaximum }

  /// The number of a node by its name.
  package func node(_ id: String) -> Int? { model.graph.nodes.firstIndex { $0.id == id } }

  /// The values to draw routes by; for the best ones, those that ``ShippedRoute`` keeps.
  package func values(
    of method: RouteMethod, from state: PatrolState, until horizon: Double
  ) -> any RouteValuing {
    switch method {
    case .greedy: OneStepGreedy()
    case .learned: values
    case .lookahead, .beam: Lookahead()
    case .best:
      switch ShippedRoute(values, from: state, horizon: horizon, in: model).method {
      case .learned: values
      case .lookahead: Lookahead()
      }
    }
  }
}

/// The ways to make routes.
package enum RouteMethod: String, CaseIterable, Sendable {
  /// Learned values or lookahead, whichever serves better.
  case best
  case learned, lookahead, greedy
  /// One planned route, and lookahead where the plan ends.
  case beam

  /// What it is, in a few words.
  package var summary: String {
    switch self {
    case .best: "learned values or lookahead, whichever serves better"
    case .learned: "the learned values"
    case .lookahead: "three moves in all ways, then greed"
    case .greedy: "the move with the most reward"
    case .beam: "one route, planned by a beam search"
    }
  }
}

extension PatrolRoute {
  /// Drives a planned route, and then a policy until a time.
  package init(
    plan: BeamPlan, then policy: some RoutePolicy, from state: PatrolState, until end: Double,
    in model: RoutingModel
  ) {
    let planned = plan.route(from: state, in: model)
    self.init(start: state.node)
    var state = state
    for visit in planned.visits where state.time < end {
      if let move = model.moves[state.node].first(where: { $0.target == visit.node }) {
        make(move, from: &state, in: model)
      }
    }
    drive(policy, from: &state, until: end, in: model)
  }
}
