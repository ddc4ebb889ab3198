import PatrolModel
import RandomStreams
import _TemperTestSupport

extension PatrolInstance {
  /// A small shift that is replanned: all cars are fixed at its first steps, along a hidden plan.
  ///
  /// In one of six shifts a car is fixed in one sector all that time, as often as not against the
  /// presence rule; in one of twelve, where the demand does not want it.
  static func replanned(seed: UInt64) -> PatrolInstance {
    var random = RandomStream(seed: seed, stream: 13)
    // Cars, sectors and steps that are left: at most about a thousand ways to plan them.
    let shapes = [(2, 2, 3), (3, 2, 3), (4, 2, 2), (2, 3, 3), (3, 3, 2), (5, 2, 2), (2, 2, 5)]
    let (cars, sectors, left) = shapes[random.uniform(below: shapes.count)]
    let past = 1 + random.uniform(below: 4)
    let presence = PresenceRule.samples[random.uniform(below: PresenceRule.samples.count)]
    let fleet = fleet(of: cars, sectors: sectors, steps: past + left, using: &random)
    var routes = fleet.map { car in
      route(of: car, sectors: sectors, steps: past + left, presence, using: &random)
    }
    if random.uniform(below: 6) == 0 {
      for step in 0..<past where routes[0][step] != nil { routes[0][step] = 0 }
    }
    let demand = (0..<past + left).map { step in
      (0..<sectors).map { sector in routes.count { $0[step] == sector } }
    }
    if random.uniform(below: 12) == 0, routes[0][0] != nil {
      routes[0][0] = random.uniform(below: sectors)
    }
    let frame = PatrolInstance.random(
      seed: seed, cars: 1, sectors: sectors, steps: 1, presence: .none, longest: 200)
    return PatrolInstance(
      name: "replanned \(seed)", summary: "", fleet: .named(fleet),
      shift: Shift(startMinute: 480, stepMinutes: 60, stepCount: past + left), presence: presence,
      sectors: frame.sectors.enumerated().map { place, sector in
        let visitors = zip(fleet, routes).filter { $1.contains(place) }.compactMap { $0.0.carClass }
        let isClosed = !visitors.isEmpty && random.uniform(below: 4) == 0
        return Sector(id: sector.id, name: sector.name, classes: isClosed ? Set(visitors) : nil)
      },
      demand: Demand(rows: demand), travel: frame.travel,
      rules: rules(along: routes, sectors: sectors, using: &random).fixing(routes, before: past),
      roster: .freeBreaks)
  }

  /// The same shift after some steps of a plan are past.
  func replanned(after past: Int, of plan: Schedule) -> PatrolInstance {
    PatrolInstance(
      name: name, summary: summary, fleet: fleet, shift: shift, presence: presence,
      sectors: sectors, demand: demand, travel: travel,
      rules: rules.fixing(
        carIndices.map { plan.route(of: $0).map { $0?.rawValue } }, before: past), roster: roster)
  }
}

extension PlanningRules {
  /// These rules but, before a step, no others than that cars are on their routes.
  fileprivate func fixing(_ routes: [[Int?]], before past: Int) -> PlanningRules {
    let given = routes.enumerated().flatMap { car, route in
      route.prefix(past).enumerated().compactMap { step, place in
        place.map {
          Assignment(car: CarIndex(car), step: StepIndex(step), sector: SectorIndex($0))
        }
      }
    }
    return PlanningRules(
      fixed: given + fixed.filter { $0.step.rawValue >= past },
      forbidden: forbidden.filter { $0.step.rawValue >= past }, longestLeg: longestLeg)
  }
}
