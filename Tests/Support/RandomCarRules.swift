public import PatrolModel
import RandomStreams

/// A kind of rule for cars, sectors, classes or legs, to draw random instances with.
public enum CarRule: String, CaseIterable, Sendable {
  case start, off, fixed, forbidden, classes, longestLeg, classDemand, travelLimit, all

  fileprivate func covers(_ other: CarRule) -> Bool { self == other || self == .all }
}

extension PatrolInstance {
  /// A tiny instance with a kind of rule: at most 18 cells and 1,000 schedules.
  ///
  /// It is made around a hidden plan, which most of the rules agree with, so that many instances
  /// have a schedule and some do not.
  public static func random(seed: UInt64, rule: CarRule) -> PatrolInstance {
    var random = RandomStream(seed: seed, stream: 7)
    let shapes = [(2, 2, 3), (2, 3, 2), (3, 2, 2), (2, 2, 4), (1, 3, 4), (3, 3, 2), (2, 3, 3)]
    let (cars, sectors, steps) = shapes[random.uniform(below: shapes.count)]
    let presence = PresenceRule.samples[random.uniform(below: PresenceRule.samples.count)]
    var hidden = HiddenPlan(cars: cars, sectors: sectors, steps: steps)
    hidden.draw(rule, presence, using: &random)
    let plain = PatrolInstance.random(
      seed: seed, cars: 1, sectors: sectors, steps: 1, presence: .none,
      // Few units keep the slack of a travel limit to few bits.
      longest: rule == .travelLimit ? 4 : 200)
    let open = hidden.sectors(rule, using: &random)
    return PatrolInstance(
      name: "random \(rule) \(seed)", summary: "", fleet: .named(hidden.fleet),
      shift: Shift(startMinute: 480, stepMinutes: 60, stepCount: steps), presence: presence,
      sectors: open, demand: Demand(rows: hidden.demand),
      travel: plain.travel, rules: hidden.rules(rule, plain.travel, open, using: &random),
      roster: .freeBreaks)
  }
}

/// The plan that an instance is made around.
private struct HiddenPlan {
  let (carCount, sectorCount, stepCount): (Int, Int, Int)
  private var starts: [Int?]
  /// The sector of each car at each step, if it is in service.
  private var places: [[Int?]]
  private var classes: [Car.Class?]

  init(cars: Int, sectors: Int, steps: Int) {
    (carCount, sectorCount, stepCount) = (cars, sectors, steps)
    starts = Array(repeating: nil, count: cars)
    places = Array(repeating: Array(repeating: 0, count: steps), count: cars)
    classes = Array(repeating: nil, count: cars)
  }

  mutating func draw(_ rule: CarRule, _ presence: PresenceRule, using random: inout RandomStream) {
    for car in 0..<carCount {
      if rule.covers(.start), random.uniform(below: 4) > 0 {
        starts[car] = random.uniform(below: sectorCount)
      }
      if rule.covers(.classes) || rule == .classDemand, random.uniform(below: 4) > 0 {
        classes[car] = Car.Class(["van", "bike"][random.uniform(below: 2)])
      }
      for step in 0..<stepCount {
        if rule.covers(.off), random.uniform(below: 4) == 0 {
          places[car][step] = nil
        } else {
          places[car][step] = place(car, step, presence, using: &random)
        }
      }
    }
  }

  /// A sector that the rule allows after those before, if one is found soon.
  private func place(
    _ car: Int, _ step: Int, _ presence: PresenceRule, using random: inout RandomStream
  ) -> Int {
    let past = [starts[car]] + places[car].prefix(step)
    var sector = random.uniform(below: sectorCount)
    for _ in 0..<5 {
      let isAllowed =
        switch presence {
        case .none: true
        case .noReturn: past.count < 2 || past[past.count - 2] != sector
        case .maxStay(let limit):
          past.count < limit || past.suffix(limit).contains { $0 != sector }
        }
      if isAllowed { break }
      sector = random.uniform(below: sectorCount)
    }
    return sector
  }

  var fleet: [Car] {
    (0..<carCount).map { car in
      Car(
        id: Car.ID("F-\(car)"), carClass: classes[car], start: starts[car].map { SectorIndex($0) },
        off: Set((0..<stepCount).filter { places[car][$0] == nil }.map { StepIndex($0) }))
    }
  }

  var demand: [[Int]] {
    (0..<stepCount).map { step in
      (0..<sectorCount).map { sector in places.count { $0[step] == sector } }
    }
  }

  func sectors(_ rule: CarRule, using random: inout RandomStream) -> [Sector] {
    (0..<sectorCount).map { sector in
      var open: Set<Car.Class>?
      if rule.covers(.classes) || rule == .classDemand, random.uniform(below: 2) == 0 {
        // Those of the cars that come here, but for one in four, when any will do.
        let visitors = zip(classes, places).filter { $1.contains(sector) }.compactMap { $0.0 }
        open = Set(random.uniform(below: 4) > 0 ? visitors : classes.compactMap { $0 })
        if open == [] { open = nil }
      }
      return Sector(id: .init("S-\(sector)"), name: "Sector \(sector)", classes: open)
    }
  }

  func rules(
    _ rule: CarRule, _ travel: TravelTimes, _ sectors: [Sector],
    using random: inout RandomStream
  ) -> PlanningRules {
    var fixed: [PlanningRules.Assignment] = []
    var forbidden: [PlanningRules.Assignment] = []
    for (car, route) in places.enumerated() {
      for (step, place) in route.enumerated() {
        guard let place else { continue }
        func assignment(_ sector: Int) -> PlanningRules.Assignment {
          .init(car: CarIndex(car), step: StepIndex(step), sector: SectorIndex(sector))
        }
        let other = random.uniform(below: sectorCount)
        if rule.covers(.fixed), random.uniform(below: 4) == 0 {
          fixed.append(assignment(random.uniform(below: 6) > 0 ? place : other))
        } else if rule.covers(.forbidden), random.uniform(below: 3) == 0 {
          if other != place || random.uniform(below: 6) == 0 { forbidden.append(assignment(other)) }
        }
      }
    }
    let longest = rule.covers(.longestLeg) ? Minutes(tenths: random.uniform(below: 200)) : nil
    return PlanningRules(
      fixed: fixed, forbidden: forbidden, longestLeg: longest,
      classMinimums: rule.covers(.classDemand) ? minimums(sectors, using: &random) : [],
      carTravelLimit: rule.covers(.travelLimit) ? travelLimit(travel, using: &random) : nil)
  }

  /// What the classes do in the plan, or one car less or more of it, at half of the places.
  ///
  /// They are such as a file may have: the class may be there, and has so many cars in service.
  private func minimums(
    _ sectors: [Sector], using random: inout RandomStream
  ) -> [PlanningRules.ClassMinimum] {
    var minimums: [PlanningRules.ClassMinimum] = []
    for carClass in Set(classes.compactMap { $0 }).sorted(by: { $0.rawValue < $1.rawValue }) {
      for (step, sector) in (0..<stepCount).flatMap({ step in
        (0..<sectorCount).map { (step, $0) }
      }) where random.uniform(below: 2) == 0 {
        let present = zip(classes, places).count { $0 == carClass && $1[step] == sector }
        let cars = present + (random.uniform(below: 8) == 0 ? 1 : -random.uniform(below: 2))
        let inService = zip(classes, places).count { $0 == carClass && $1[step] != nil }
        guard cars >= 1, cars <= min(inService, demand[step][sector]),
          sectors[sector].classes?.contains(carClass) != false
        else { continue }
        minimums.append(
          .init(
            carClass: carClass, step: StepIndex(step), sector: SectorIndex(sector), cars: cars))
      }
    }
    return minimums
  }

  /// The most that a car travels in the plan, or up to a fifth less.
  private func travelLimit(
    _ travel: TravelTimes, using random: inout RandomStream
  ) -> Minutes {
    let longest =
      zip(starts, places).map { start, places in
        let route = [start] + places
        return zip(route, route.dropFirst()).reduce(0) { sum, leg in
          guard let from = leg.0, let to = leg.1 else { return sum }
          return sum + travel[from: SectorIndex(from), to: SectorIndex(to)].tenths
        }
      }.max() ?? 0
    return Minutes(tenths: longest - longest * random.uniform(below: 3) / 10)
  }
}
