import PatrolModel
import RandomStreams
import _TemperTestSupport

extension PatrolInstance {
  /// A small shift whose cars fall into few groups, with rules of all kinds.
  ///
  /// It is made around a hidden plan, which most of the rules agree with, so that many shifts have a
  /// schedule and some do not.
  static func grouped(seed: UInt64) -> PatrolInstance {
    var random = RandomStream(seed: seed, stream: 11)
    let (cars, sectors, steps) = (
      3 + random.uniform(below: 3), 2 + random.uniform(below: 2), 2 + random.uniform(below: 4)
    )
    let presence = PresenceRule.samples[random.uniform(below: PresenceRule.samples.count)]
    let fleet = fleet(of: cars, sectors: sectors, steps: steps, using: &random)
    let routes = fleet.map { car in
      route(of: car, sectors: sectors, steps: steps, presence, using: &random)
    }
    let demand = (0..<steps).map { step in
      (0..<sectors).map { sector in routes.count { $0[step] == sector } }
    }
    let frame = PatrolInstance.random(
      seed: seed, cars: 1, sectors: sectors, steps: 1, presence: .none, longest: 200)
    return PatrolInstance(
      name: "grouped \(seed)", summary: "", fleet: .named(fleet),
      shift: Shift(startMinute: 480, stepMinutes: 60, stepCount: steps), presence: presence,
      sectors: frame.sectors.enumerated().map { place, sector in
        let visitors = zip(fleet, routes).filter { $1.contains(place) }.compactMap { $0.0.carClass }
        let isClosed = !visitors.isEmpty && random.uniform(below: 2) == 0
        return Sector(
          id: sector.id, name: sector.name, classes: isClosed ? Set(visitors) : nil)
      },
      demand: Demand(rows: demand), travel: frame.travel,
      rules: rules(along: routes, sectors: sectors, using: &random), roster: .freeBreaks)
  }

  static func fleet(
    of cars: Int, sectors: Int, steps: Int, using random: inout RandomStream
  ) -> [Car] {
    let kinds = (0...random.uniform(below: 3)).map { _ in
      (
        carClass: [nil, Car.Class("van"), Car.Class("bike")][random.uniform(below: 3)],
        off: Set((0..<steps).filter { _ in random.uniform(below: 5) == 0 }.map { StepIndex($0) })
      )
    }
    return (0..<cars).map { car in
      let kind = kinds[random.uniform(below: kinds.count)]
      let start = random.uniform(below: 2) == 0 ? random.uniform(below: sectors) : nil
      return Car(
        id: .init("F-\(car)"), carClass: kind.carClass, start: start.map { SectorIndex($0) },
        off: kind.off)
    }
  }

  /// A route that keeps the presence rule where a few attempts find a way.
  static func route(
    of car: Car, sectors: Int, steps: Int, _ presence: PresenceRule,
    using random: inout RandomStream
  ) -> [Int?] {
    var past = [car.start?.rawValue]
    for step in 0..<steps {
      var place: Int?
      for _ in 0..<6 where !car.off.contains(StepIndex(step)) {
        place = random.uniform(below: sectors)
        let isAllowed =
          switch presence {
          case .none: true
          case .noReturn: past.count < 2 || past[past.count - 2] != place
          case .maxStay(let limit):
            past.count < limit || past.suffix(limit).contains { $0 != place }
          }
        if isAllowed { break }
      }
      past.append(place)
    }
    return Array(past.dropFirst())
  }

  static func rules(
    along routes: [[Int?]], sectors: Int, using random: inout RandomStream
  ) -> PlanningRules {
    var (fixed, forbidden) = ([PlanningRules.Assignment](), [PlanningRules.Assignment]())
    for (car, route) in routes.enumerated() where random.uniform(below: 4) == 0 {
      for (step, place) in route.enumerated() where random.uniform(below: 3) == 0 {
        guard let place else { continue }
        let other = random.uniform(below: sectors)
        let isFixed = random.uniform(below: 2) == 0
        let assignment = PlanningRules.Assignment(
          car: CarIndex(car), step: StepIndex(step), sector: SectorIndex(isFixed ? place : other))
        if isFixed { fixed.append(assignment) } else { forbidden.append(assignment) }
      }
    }
    let longest =
      random.uniform(below: 3) == 0 ? Minutes(tenths: 80 + random.uniform(below: 120)) : nil
    return PlanningRules(fixed: fixed, forbidden: forbidden, longestLeg: longest)
  }
}
