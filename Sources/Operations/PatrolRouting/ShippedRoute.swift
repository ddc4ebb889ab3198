/// The route of a start: that of learned values or of lookahead, whichever serves better.
package struct ShippedRoute: Sendable {
  /// The ways to make it.
  package enum Method: String, CaseIterable, Sendable {
    case learned, lookahead
  }

  /// Rewards that differ by less are taken for equal, and the less idle route is taken: seeds and
  /// starts alone move rewards by some percent.
  private static let likeness = 0.02

  package let method: Method
  package let route: PatrolRoute
  package let measures: RouteMeasures

  /// Drives both from a start until the horizon, and keeps one.
  package init(
    _ values: LinearRouteValues, from state: PatrolState, horizon: Double, in model: RoutingModel
  ) {
    let learned = PatrolRoute(values, from: state, until: horizon, in: model)
    let looked = PatrolRoute(Lookahead(), from: state, until: horizon, in: model)
    let measured = [learned, looked].map { RouteMeasures($0, horizon: horizon, in: model) }
    let rewards = measured.map(\.discountedReward)
    let isLike = abs(rewards[0] - rewards[1]) <= Self.likeness * max(rewards[0], rewards[1])
    let takesLearned =
      isLike ? measured[0].idleness < measured[1].idleness : rewards[0] > rewards[1]
    method = takesLearned ? .learned : .lookahead
    route = takesLearned ? learned : looked
    measures = measured[takesLearned ? 0 : 1]
  }
}
