import JointPatrol

/// What networks are shown of cars and queue; numbers of the size of 1.
///
/// The observations of the published summary: positions, duties and queue; beside them, how far
/// the next call is from cars (``CallCoverage``), which a small network would have to learn first.
struct JointFeatures {
  /// What a network is shown, and what its answers are added to, in its unit (``ValueScale``).
  struct View {
    let features: [Float]
    let prior: [Float]
  }

  let world: JointWorld
  let law: CostLaw
  private let coverage: CallCoverage
  private let places: [(x: Float, y: Float)]
  /// The most moves that a car on patrol has: to stay, and to each neighbour.
  let moves: Int

  init(_ world: JointWorld, _ law: CostLaw) {
    (self.world, self.law) = (world, law)
    let nodes = world.graph.nodes
    coverage = CallCoverage(world.graph, weights: law.weights)
    let (xs, ys) = (nodes.map(\.x), nodes.map(\.y))
    let (west, north) = (xs.min() ?? 0, ys.min() ?? 0)
    let size = max((xs.max() ?? 0) - west, (ys.max() ?? 0) - north, 1e-9)
    places = nodes.map { (Float(($0.x - west) / size), Float(($0.y - north) / size)) }
    moves = world.graph.patrolMoves.map(\.count).max() ?? 1
  }

  /// Σ γᵗ⁻¹ p (1 − p)ᵗ⁻¹ for t from 1 on: the weight of the next call.
  private func nextCall(_ discount: Double) -> Float {
    let probability = world.setting.callProbability
    return Float(probability / (1 - discount * (1 - probability)))
  }

  // MARK: - Dispatch

  /// The length of a view of dispatch.
  var dispatchCount: Int {
    7 * world.setting.cars + 3 + world.graph.beats + 6 * world.setting.queueLimit + 2
  }

  /// A state after cars were sent.
  ///
  /// Its prior is a rule of thumb: waiting calls get the cars that
  /// are there soonest, and the next call the same if all others stood still until it comes.
  func dispatch(_ state: JointState, discount: Double) -> View {
    let outlooks = state.cars.map { CarOutlook($0, in: world) }
    let (waiting, later) = served(state, outlooks)
    let next = nextCall(discount) * coverage.means(coverage.reach(later)).weighted
    return View(
      features: general(
        state, outlooks, coverage.reach(outlooks), order: Array(state.cars.indices)),
      prior: [(Float(waiting) + next) / Float(ValueScale.dispatch)])
  }

  /// What waiting calls cost if the soonest pair of a car and a call is served first, a free car in
  /// the next tick; and where cars are then.
  private func served(
    _ state: JointState, _ outlooks: [CarOutlook]
  ) -> (cost: Double, later: [CarOutlook]) {
    var (cost, later, calls) = (0.0, outlooks, state.waiting)
    while !calls.isEmpty {
      var best = (delay: Double.infinity, car: 0, call: 0)
      for (number, call) in calls.enumerated() {
        for (car, outlook) in later.enumerated() {
          let delay =
            max(1, outlook.delay) + Double(world.graph.distance(outlook.node, call.node))
          if delay < best.delay { best = (delay, car, number) }
        }
      }
      let node = calls.remove(at: best.call).node
      cost += law.weights[world.graph.nodes[node].beat] * best.delay
      later[best.car] = CarOutlook(node: node, delay: best.delay + world.setting.meanService)
    }
    return (cost, later)
  }

  private func general(
    _ state: JointState, _ outlooks: [CarOutlook], _ reach: CallCoverage.Reach, order: [Int]
  ) -> [Float] {
    let free = coverage.reach(outlooks.filter { $0.delay == 0 })
    let means = coverage.means(reach)
    var features: [Float] = []
    features.reserveCapacity(patrolCount)
    for car in order { features += duties(state.cars[car], outlooks[car]) }
    features += [means.first / 10, means.second / 10, coverage.means(free).first / 10]
    features += coverage.byBeat(reach).map { $0 / 5 }
    for place in 0..<world.setting.queueLimit { features += queue(place, state, reach, free) }
    let open = state.cars.count { $0.duty == .free }
    features += [
      Float(state.waiting.count) / Float(world.setting.queueLimit),
      Float(open) / Float(state.cars.count),
    ]
    return features
  }

  private func duties(_ car: JointCar, _ outlook: CarOutlook) -> [Float] {
    let place = places[outlook.node]
    return [
      car.duty == .free ? 1 : 0, car.duty == .driving ? 1 : 0, car.duty == .serving ? 1 : 0,
      Float(outlook.delay / 20), place.x, place.y,
      world.graph.nodes[outlook.node].beat == car.beat ? 1 : 0,
    ]
  }

  private func queue(
    _ place: Int, _ state: JointState, _ all: CallCoverage.Reach, _ free: CallCoverage.Reach
  ) -> [Float] {
    guard place < state.waiting.count else { return [0, 0, 0, 0, 0, 0] }
    let call = state.waiting[place]
    return [
      1, places[call.node].x, places[call.node].y, Float(min(60, state.tick - call.tick)) / 20,
      all.first[call.node] / 10, free.first[call.node] / 10,
    ]
  }

  // MARK: - Patrol

  /// The length of a view of patrol.
  var patrolCount: Int { dispatchCount + world.graph.beats + world.graph.nodes.count + 4 * moves }

  /// A state as a free car in its beat sees it, itself first, with what each move brings nearer.
  ///
  /// Its prior, move by move: what the next call costs if all cars then stand still until it comes.
  func patrol(_ state: JointState, car: Int, discount: Double) -> View {
    let own = state.cars[car]
    let others = state.cars.indices.filter { $0 != car }
    // Cars of the same beat before others: a shared network tells mates by their place.
    let order =
      [car] + others.filter { state.cars[$0].beat == own.beat }
      + others.filter { state.cars[$0].beat != own.beat }
    let outlooks = state.cars.map { CarOutlook($0, in: world) }
    var features = general(state, outlooks, coverage.reach(outlooks), order: order)
    features += (0..<world.graph.beats).map { $0 == own.beat ? 1 : 0 }
    features += world.graph.nodes.indices.map { $0 == own.node ? 1 : 0 }
    let without = others.map { outlooks[$0] }
    let all = coverage.reach(without)
    let free = coverage.reach(without.filter { $0.delay == 0 })
    let stay = (coverage.means(all, and: own.node), coverage.means(free, and: own.node))
    var prior = [Float](repeating: 0, count: moves)
    let weight = nextCall(discount) / Float(ValueScale.patrol)
    let targets = world.graph.patrolMoves[own.node]
    for move in 0..<moves {
      guard move < targets.count else {
        features += [0, 0, 0, 0]
        continue
      }
      let then = coverage.means(all, and: targets[move])
      let thenFree = coverage.means(free, and: targets[move])
      prior[move] = -weight * then.weighted
      // A street changes a mean delay by a few tenths of a tick at most.
      features += [
        1, 4 * (then.first - stay.0.first), 4 * (then.second - stay.0.second),
        4 * (thenFree.first - stay.1.first),
      ]
    }
    return View(features: features, prior: prior)
  }

  /// Which moves there are.
  func allowed(_ node: Int) -> [Bool] {
    (0..<moves).map { $0 < world.graph.patrolMoves[node].count }
  }
}
