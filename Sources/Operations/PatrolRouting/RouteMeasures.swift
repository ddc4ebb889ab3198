/// What a route does for the nodes, beside its reward.
package struct RouteMeasures: Hashable, Sendable {
  /// The mean time that importance has waited, over the second half of the horizon.
  ///
  /// It is ∫ Σφ_j w_j dt / (Σφ · H/2). Nodes that are never cleared count in full, unlike in latency when cleared.
  package let idleness: Double
  /// The nodes that no arrival cleared, the start counted as cleared.
  package let unvisited: [Int]
  /// The reward, discounted to the start.
  package let discountedReward: Double

  /// Measures a route that began with nothing waiting.
  package init(_ route: PatrolRoute, horizon: Double, in model: RoutingModel) {
    let (from, to) = (horizon / 2, horizon)
    var cleared = Array(repeating: 0.0, count: model.nodeCount)
    var waited = 0.0
    for visit in route.visits where visit.time < to {
      waited +=
        model.weights[visit.node]
        * Self.waiting(since: cleared[visit.node], from: from, to: min(to, visit.time))
      cleared[visit.node] = visit.time
    }
    for node in cleared.indices {
      waited += model.weights[node] * Self.waiting(since: cleared[node], from: from, to: to)
    }
    let total = model.weights.reduce(0, +) * (to - from)
    idleness = total > 0 ? waited / total : 0
    let seen = Set(route.nodes)
    unvisited = cleared.indices.filter { !seen.contains($0) }
    discountedReward = route.discountedReward
  }

  /// The integral of t − since over what of the span is after `since`.
  private static func waiting(since: Double, from: Double, to: Double) -> Double {
    let first = max(from, since)
    guard to > first else { return 0 }
    return ((to - since) * (to - since) - (first - since) * (first - since)) / 2
  }
}
