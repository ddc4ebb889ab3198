/// The routes of one unit for a shift, one of which is driven, and what they are worth.
package struct UnitRoutes: Sendable {
  package let unit: PatrolUnit
  package let method: RouteMethod
  /// τ in units of reward.
  package let temperature: Double
  /// The time that routes are driven for.
  package let horizon: Double
  /// Visits within this time of each other count as foretold.
  package let tolerance: Double
  package let lottery: RouteLottery
  /// What the best route brings, and what one-step greed does.
  package let best: RouteMeasures
  package let greedy: RouteMeasures
  /// The calls that the driven route is broken off for.
  package let responses: [CallResponse]
  /// Means over the routes.
  package let means: TemperatureSweep.Point

  /// How to draw them.
  package struct Request: Sendable {
    package var method = RouteMethod.best
    package var temperature = RouteTemperature.share(0.02)
    /// The number of routes, at least 1.
    package var count = 8
    /// The time to drive for, above 0.
    package var horizon: Double
    /// At least 0.
    package var tolerance: Double
    package var seed: UInt64 = 1
    package var calls: [CallResponse.Call] = []

    /// A request for a time to drive; visits count as foretold within `tolerance`.
    package init(horizon: Double, tolerance: Double) {
      self.horizon = horizon
      self.tolerance = tolerance
    }
  }

  /// Draws the routes of a unit that starts at a node with nothing waiting.
  package init(_ unit: PatrolUnit, from start: Int, _ request: Request) {
    let (model, horizon) = (unit.model, request.horizon)
    let state = PatrolState(at: start, in: model)
    let values = unit.values(of: request.method, from: state, until: horizon)
    let paths = ShortestPaths(model.graph)
    let best =
      request.method == .beam
      ? PatrolRoute(plan: BeamPlan(), then: values, from: state, until: horizon, in: model)
      : PatrolRoute(values, from: state, until: horizon, in: model)
    temperature =
      request.method == .beam ? 0 : request.temperature.value(of: best.discountedReward)
    lottery =
      request.method == .beam
      ? RouteLottery(planned: best)
      : Self.draw(values, request, temperature: temperature, from: state, in: model)
    means = TemperatureSweep.Point(
      lottery, temperature: temperature, horizon: horizon, tolerance: request.tolerance,
      paths: paths, in: model)
    self.unit = unit
    method = request.method
    self.horizon = horizon
    tolerance = request.tolerance
    self.best = RouteMeasures(best, horizon: horizon, in: model)
    greedy = RouteMeasures(
      PatrolRoute(OneStepGreedy(), from: state, until: horizon, in: model), horizon: horizon,
      in: model)
    responses = CallResponse.answers(
      to: request.calls, on: lottery.draws[lottery.drawn].route, policy: values, until: horizon,
      paths: paths, in: model)
  }

  private static func draw(
    _ values: some RouteValuing, _ request: Request, temperature: Double, from state: PatrolState,
    in model: RoutingModel
  ) -> RouteLottery {
    RouteLottery(
      request.count, SoftmaxRoutes(values, temperature: temperature), from: state,
      until: request.horizon, in: model, seed: request.seed)
  }

  /// What routes are worth at other temperatures, as shares of the best route's reward.
  package func sweep(_ shares: [Double], seed: UInt64, threads: Int) -> TemperatureSweep {
    let state = PatrolState(at: driven.start, in: unit.model)
    return sweep(
      unit.values(of: method, from: state, until: horizon),
      shares.map { $0 * best.discountedReward }, from: state, seed, threads)
  }

  private func sweep(
    _ values: some RouteValuing, _ temperatures: [Double], from state: PatrolState, _ seed: UInt64,
    _ threads: Int
  ) -> TemperatureSweep {
    TemperatureSweep(
      temperatures, count: lottery.draws.count, values, from: state, horizon: horizon,
      tolerance: tolerance, in: unit.model, seed: seed, threads: threads)
  }

  /// The route that is driven, before any call.
  package var driven: PatrolRoute { lottery.draws[lottery.drawn].route }

  /// The visits of the day: those of the driven route, and after calls what followed.
  package var visits: [PatrolRoute.Visit] {
    guard let last = responses.last else { return driven.visits }
    return responses.flatMap(\.before) + last.after
  }
}

/// A temperature in units of reward, or as a share of what the best route brings.
package enum RouteTemperature: Hashable, Sendable {
  case reward(Double)
  case share(Double)

  /// In units of reward.
  func value(of best: Double) -> Double {
    switch self {
    case .reward(let temperature): temperature
    case .share(let share): share * best
    }
  }
}
