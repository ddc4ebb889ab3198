package import RandomStreams

/// Draws moves with probability proportional to e^(Q/τ), so that routes cannot be foretold.
package struct SoftmaxRoutes<Values: RouteValuing>: Sendable {
  package let values: Values
  /// τ, in units of reward, at least 0; 0 takes the best move.
  package let temperature: Double

  package init(_ values: Values, temperature: Double) {
    precondition(temperature >= 0, "a temperature is at least 0")
    self.values = values
    self.temperature = temperature
  }

  /// A route that was drawn, and how much chance there was in it.
  package struct Draw: Hashable, Sendable {
    package let route: PatrolRoute
    /// The mean of −Σ p log₂ p over its steps.
    package let entropy: Double
  }

  /// The probability of each move.
  package func probabilities(_ state: PatrolState, in model: RoutingModel) -> [Double] {
    let q = values.values(state, in: model)
    let best = q.firstIndexOfMaximum
    guard temperature > 0 else { return q.indices.map { $0 == best ? 1 : 0 } }
    // Less than e^−700 of the best never happens.
    let shares = q.map { naturalExponential(max(-700, ($0 - q[best]) / temperature)) }
    let sum = shares.reduce(0, +)
    return shares.map { $0 / sum }
  }

  /// Draws a route from a state until a time.
  package func draw(
    from state: PatrolState, until end: Double, in model: RoutingModel,
    _ random: inout RandomStream
  ) -> Draw {
    var (state, route, entropy) = (state, PatrolRoute(start: state.node), 0.0)
    while state.time < end {
      let shares = probabilities(state, in: model)
      entropy += Self.bits(shares)
      let choice = Self.choice(shares, random.unit())
      route.make(model.moves[state.node][choice], from: &state, in: model)
    }
    return Draw(route: route, entropy: entropy / Double(max(1, route.visits.count)))
  }

  /// −Σ p log₂ p.
  static func bits(_ shares: [Double]) -> Double {
    shares.reduce(0) { $0 - ($1 > 1e-300 ? $1 * naturalLogarithm($1) / naturalLogarithm(2) : 0) }
  }

  private static func choice(_ shares: [Double], _ place: Double) -> Int {
    var sum = 0.0
    for (index, share) in shares.enumerated() {
      sum += share
      if place < sum { return index }
    }
    return shares.indices.last { shares[$0] > 0 } ?? 0
  }
}

/// Routes of a shift, one of which is driven by lot.
package struct RouteLottery: Sendable {
  package let draws: [(route: PatrolRoute, entropy: Double)]
  /// The position of the one that is driven.
  package let drawn: Int

  /// Draws `count` routes, at least 1, each from a stream of its own, and one of them from stream 0.
  package init(
    _ count: Int, _ softmax: SoftmaxRoutes<some RouteValuing>, from state: PatrolState,
    until end: Double, in model: RoutingModel, seed: UInt64
  ) {
    draws = (0..<count).map { number in
      var random = RandomStream(seed: seed, stream: UInt64(number + 1))
      let draw = softmax.draw(from: state, until: end, in: model, &random)
      return (draw.route, draw.entropy)
    }
    var lot = RandomStream(seed: seed, stream: 0)
    drawn = lot.uniform(below: count)
  }

  /// One route, without any chance in it.
  package init(planned route: PatrolRoute) {
    draws = [(route, 0)]
    drawn = 0
  }

  package var meanReward: Double {
    draws.reduce(0) { $0 + $1.route.discountedReward } / Double(draws.count)
  }

  package var meanEntropy: Double { draws.reduce(0) { $0 + $1.entropy } / Double(draws.count) }

  /// How well visits can be foretold from another of the routes: the share of visits, weighed by φ,
  /// that another route repeats within `tolerance`; 1 if all are alike.
  package func predictability(within tolerance: Double, in model: RoutingModel) -> Double {
    guard draws.count > 1 else { return 1 }
    let times = draws.map { draw in
      draw.route.visits.reduce(into: Array(repeating: [Double](), count: model.nodeCount)) {
        $0[$1.node].append($1.time)
      }
    }
    var (met, all) = (0.0, 0.0)
    for (number, draw) in draws.enumerated() {
      let other = times[(number + 1) % draws.count]
      for visit in draw.route.visits {
        let weight = model.weights[visit.node]
        all += weight
        if other[visit.node].contains(where: { abs($0 - visit.time) <= tolerance }) {
          met += weight
        }
      }
    }
    return all > 0 ? met / all : 1
  }
}
