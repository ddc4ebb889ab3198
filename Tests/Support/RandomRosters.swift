public import PatrolModel
import RandomStreams

extension RosterRules {
  /// The published model for cars that are out of service at times: they appear where they resume.
  public static var freeBreaks: RosterRules {
    var rules = RosterRules()
    rules.breakTravel = .free
    return rules
  }
}

extension PatrolInstance {
  /// A tiny roster with rules of all kinds: two cars, three steps, two or three sectors.
  ///
  /// It has at most a few thousand schedules, so that all of them can be tried.
  public static func randomRoster(seed: UInt64) -> PatrolInstance {
    var draw = RosterDraw(seed: seed)
    return draw.instance(seed)
  }
}

/// Draws the parts of a roster.
private struct RosterDraw {
  private var random: RandomStream
  private let cars = 2
  private let steps = 3
  private let sectors: Int

  init(seed: UInt64) {
    random = RandomStream(seed: seed, stream: 9)
    sectors = 2 + random.uniform(below: 2)
  }

  private mutating func one(in count: Int) -> Bool { random.uniform(below: count) == 0 }
  private mutating func sector() -> SectorIndex { SectorIndex(random.uniform(below: sectors)) }
  private mutating func minutes(below tenths: Int) -> Minutes {
    Minutes(tenths: random.uniform(below: tenths))
  }

  mutating func instance(_ seed: UInt64) -> PatrolInstance {
    let places = (0..<sectors).map { sector($0) }
    let hasReserve = places.contains(where: \.isReserve)
    let fleet = (0..<cars).map { car($0) }
    var rules = roster()
    let onDuty = (0..<steps).map { step in fleet.count { !$0.off.contains(StepIndex(step)) } }
    let demand = demand(onDuty)
    if rules.shortagePrice == nil && rules.breakWindows.isEmpty && !hasReserve {
      rules.surplusPrice = .zero
    }
    return PatrolInstance(
      name: "random roster \(seed)", summary: "", fleet: .named(fleet),
      shift: Shift(startMinute: 1320, stepMinutes: 30, stepCount: steps), presence: presence(),
      sectors: places, demand: Demand(ranges: demand), travel: travel(),
      rules: PlanningRules(
        fixed: [], forbidden: [], longestLeg: one(in: 3) ? minutes(below: 200) : nil,
        classMinimums: [], carTravelLimit: one(in: 6) ? minutes(below: 400) : nil),
      roster: rules)
  }

  private mutating func presence() -> PresenceRule {
    PresenceRule.samples[random.uniform(below: PresenceRule.samples.count)]
  }

  private mutating func sector(_ number: Int) -> Sector {
    Sector(
      id: .init("S-\(number)"), name: "S-\(number)", isReserve: one(in: 6),
      presence: one(in: 5) ? presence() : nil,
      shortagePrice: one(in: 6) ? minutes(below: 300) : nil)
  }

  private mutating func car(_ number: Int) -> Car {
    let history = one(in: 3) ? (0...random.uniform(below: 3)).map { _ in sector() } : []
    let off = (0..<steps).filter { _ in one(in: 6) }.map { StepIndex($0) }
    return Car(
      id: .init("C-\(number)"),
      carClass: .init(number == 0 ? "van" : ["van", "bike"][random.uniform(below: 2)]),
      off: Set(off.count == steps ? [] : off), history: history, end: one(in: 5) ? sector() : nil,
      travelLimit: one(in: 5) ? minutes(below: 400) : nil,
      moveLimit: one(in: 6) ? random.uniform(below: 3) : nil,
      minutesBefore: one(in: 4) ? minutes(below: 100) : .zero)
  }

  private mutating func roster() -> RosterRules {
    var rules = RosterRules()
    rules.shortagePrice = one(in: 2) ? minutes(below: 300) : nil
    if one(in: 2) { rules.targetPrice = minutes(below: 100) }
    if one(in: 2) { rules.surplusPrice = minutes(below: 100) }
    rules.breakTravel = RosterRules.BreakTravel.allCases[random.uniform(below: 3)]
    if one(in: 3) {
      rules.breakWindows = [
        .init(
          crew: one(in: 2) ? .all : .carClass(.init("van")), length: 1, window: 0...steps - 1,
          atOnce: one(in: 2) ? 1 : nil)
      ]
    }
    rules.moveLimit = one(in: 6) ? random.uniform(below: 3) : nil
    rules.minimumStay = one(in: 4) ? 2 : 1
    if one(in: 4) {
      rules.classMaximums = [
        .init(
          carClass: .init("van"), step: StepIndex(random.uniform(below: steps)), sector: sector(),
          cars: random.uniform(below: 2))
      ]
    }
    if one(in: 4) {
      rules.pairs = [
        .init(
          CarIndex(0), CarIndex(1), isTogether: one(in: 2),
          steps: one(in: 2) ? [StepIndex(1)] : nil)
      ]
    }
    if one(in: 5) { rules.laterTravel = [.init(firstStep: StepIndex(1), minutes: travel())] }
    switch random.uniform(below: 5) {
    case 0: rules.objective = .worst
    case 1: rules.objective = .fair(hundredths: 25 * (1 + random.uniform(below: 20)))
    default: break
    }
    return rules
  }

  /// Ranges around where so many cars happen to be.
  private mutating func demand(_ onDuty: [Int]) -> [[DemandRange]] {
    onDuty.map { cars in
      var row = Array(repeating: 0, count: sectors)
      for _ in 0..<cars { row[random.uniform(below: sectors)] += 1 }
      let isExact = one(in: 3)
      return row.map { target in
        guard !isExact else { return DemandRange(exactly: target) }
        // Now and then more than there are, which only a price for missing cars allows.
        if one(in: 12) {
          return DemandRange(minimum: cars + 1, target: cars + 1, maximum: cars + 2)
        }
        let minimum = random.uniform(below: target + 1)
        return DemandRange(
          minimum: minimum, target: target, maximum: target + random.uniform(below: 2))
      }
    }
  }

  private mutating func travel() -> TravelTimes {
    TravelTimes(
      rows: (0..<sectors).map { origin in
        (0..<sectors).map { origin == $0 ? .zero : minutes(below: 200) }
      })
  }
}

/// All schedules of a tiny roster: each car anywhere at each step in service, or on a break if it may.
public func everySchedule(of instance: PatrolInstance, _ body: (Schedule) -> Void) {
  var schedule = Schedule(carCount: instance.carCount, stepCount: instance.stepCount)
  let cells = instance.carIndices.flatMap { car in instance.shift.steps.map { (car, $0) } }
  func fill(_ place: Int) {
    guard place < cells.count else { return body(schedule) }
    let (car, step) = cells[place]
    guard instance.isInService(car, at: step) else {
      schedule[step, car] = nil
      return fill(place + 1)
    }
    let mayRest = instance.roster.breakWindows.contains {
      $0.window.contains(step.rawValue) && instance.crew(of: $0).contains(car)
    }
    for sector in instance.sectorIndices.map(Optional.some) + (mayRest ? [nil] : []) {
      schedule[step, car] = sector
      fill(place + 1)
    }
  }
  fill(0)
}
