import Tempering

/// What routes drawn at several temperatures bring, leave idle, and give away.
package struct TemperatureSweep: Sendable {
  /// Means over the routes drawn at one temperature.
  package struct Point: Hashable, Sendable {
    /// τ, in units of reward.
    package let temperature: Double
    package let reward: Double
    /// Bits per step.
    package let entropy: Double
    /// The share of visits that another route repeats; see ``RouteLottery/predictability(within:in:)``.
    package let predictability: Double
    /// The mean time that importance waits.
    package let idleness: Double
    /// The mean time until the unit is at a call.
    package let callDelay: Double
  }

  package let points: [Point]

  /// Draws `count` routes at each temperature, on threads; their number does not matter.
  package init(
    _ temperatures: [Double], count: Int, _ values: some RouteValuing, from state: PatrolState,
    horizon: Double, tolerance: Double, in model: RoutingModel, seed: UInt64, threads: Int = 1
  ) {
    let paths = ShortestPaths(model.graph)
    let slots = Slots<Point>(count: temperatures.count)
    WorkerTeam(threads: threads).forEach(temperatures.count) { number in
      let lottery = RouteLottery(
        count, SoftmaxRoutes(values, temperature: temperatures[number]), from: state,
        until: horizon, in: model, seed: seed)
      slots[number] = Point(
        lottery, temperature: temperatures[number], horizon: horizon, tolerance: tolerance,
        paths: paths, in: model)
    }
    points = slots.taken
  }
}

extension TemperatureSweep.Point {
  /// Measures routes that began with nothing waiting.
  package init(
    _ lottery: RouteLottery, temperature: Double, horizon: Double, tolerance: Double,
    paths: ShortestPaths, in model: RoutingModel
  ) {
    func mean(_ value: (PatrolRoute) -> Double) -> Double {
      lottery.draws.reduce(0) { $0 + value($1.route) } / Double(lottery.draws.count)
    }
    self.temperature = temperature
    reward = lottery.meanReward
    entropy = lottery.meanEntropy
    predictability = lottery.predictability(within: tolerance, in: model)
    idleness = mean { RouteMeasures($0, horizon: horizon, in: model).idleness }
    callDelay = mean { CallDelay($0, horizon: horizon, paths: paths, in: model).mean }
  }
}
