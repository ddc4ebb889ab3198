/// How long calls wait for a unit that breaks off its route for each: they come at any time of the
/// horizon, at each node in proportion to its rate.
package struct CallDelay: Hashable, Sendable {
  /// Times within the horizon at which calls are thought of: the mean over them is within about half
  /// a percent of that over all times, as an arc of a route is met by several.
  private static let timeCount = 400

  /// The mean time until the unit arrives.
  package let mean: Double
  /// The time that nine of ten calls wait at most.
  package let ninetieth: Double

  /// Looks at a route that began at time 0.
  package init(
    _ route: PatrolRoute, horizon: Double, paths: ShortestPaths, in model: RoutingModel
  ) {
    let rates = model.graph.nodes.map(\.rate)
    let total = rates.reduce(0, +) * Double(Self.timeCount)
    var waits: [(time: Double, rate: Double)] = []
    var passed = 0
    for number in 0..<Self.timeCount {
      let time = (Double(number) + 0.5) / Double(Self.timeCount) * horizon
      while passed < route.visits.count, route.visits[passed].time <= time { passed += 1 }
      let last = passed > 0 ? route.visits[passed - 1] : nil
      let position = RoutePosition(
        left: last?.node ?? route.start, since: last?.time ?? 0,
        next: passed < route.visits.count ? route.visits[passed] : nil, at: time)
      for node in rates.indices where rates[node] > 0 {
        waits.append((position.arrival(at: node, paths) - time, rates[node]))
      }
    }
    mean = total > 0 ? waits.reduce(0) { $0 + $1.time * $1.rate } / total : 0
    waits.sort { $0.time < $1.time }
    var sum = 0.0
    ninetieth =
      waits.first { wait in
        sum += wait.rate
        return sum >= 0.9 * total
      }?.time ?? 0
  }
}
