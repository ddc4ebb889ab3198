import PatrolModel

/// A car without all others: whether it has any way through the shift, and how few minutes one takes.
///
/// A dynamic program over steps, with the sector, the sector before and the length of the stay as its
/// state. Limits of minutes are held against the shortest way; moves and least stays are left out, so
/// that what it excludes is excluded for sure.
struct CarAlone {
  private let instance: PatrolInstance
  private let car: CarIndex

  init(_ instance: PatrolInstance, _ car: CarIndex) {
    self.instance = instance
    self.car = car
  }

  /// Why the car has no way: the rules that cannot all be kept, where some can be named.
  var conflict: PlanningConflict? {
    let name = "car \(instance.fleet[car].id)"
    switch shortest() {
    case .failure(let step):
      let rules = smallestConflict()
      guard rules.isEmpty else { return .rules(rules) }
      return .other(
        "\(name) can be nowhere at step \(step.place + 1) "
          + "(\(instance.shift.clock(StepIndex(step.place)))): its pins, closed sectors, legs and stays "
          + "leave no way there")
    case .success(let minutes):
      guard let limit = instance.travelLimit(of: car), minutes > limit else { return nil }
      return .other("\(name) travels \(minutes) minutes at least, more than the \(limit) allowed")
    }
  }

  /// Rules about the car that leave it no way, and any one less would; none if others are in it.
  ///
  /// Each is left out in turn (the deletion filter of Chinneck & Dravnieks 1991, doi:10.1287/ijoc.3.2.157).
  private func smallestConflict() -> [PlanningRule] {
    func isStuck(_ rules: [PlanningRule]) -> Bool {
      if case .failure = CarAlone(instance.keeping(rules), car).shortest() { true } else { false }
    }
    var rules = instance.planningRules.filter { $0.concerns(instance.fleet[car].id, car) }
    guard isStuck(rules) else { return [] }
    for rule in rules {
      let fewer = rules.filter { $0 != rule }
      if isStuck(fewer) { rules = fewer }
    }
    return rules
  }

  /// The labels and legs that all cars alone take to look at.
  static func work(of instance: PatrolInstance) -> Int {
    let shape = Shape(instance)
    return shape.count * instance.sectorCount * instance.stepCount * instance.carGroups.count
  }

  struct Stuck: Error { let place: Int }

  /// The fewest minutes of a way through the shift; a step that no way gets past if there is none.
  func shortest() -> Result<Minutes, Stuck> {
    // Breaks may be anywhere in their windows: steps there may be passed over.
    let windows = instance.roster.breakWindows.filter { instance.crew(of: $0).contains(car) }
    guard windows.isEmpty else { return .success(.zero) }
    let shape = Shape(instance)
    var reached = start(shape)
    var isBegun = reached != nil
    var gap = 0
    for step in instance.shift.steps {
      guard instance.isInService(car, at: step) else {
        gap += 1
        continue
      }
      let next = advanced(isBegun ? reached : nil, to: step, across: gap, shape)
      guard next.contains(where: { $0 != Shape.nowhere }) else {
        return .failure(Stuck(place: step.rawValue))
      }
      reached = next
      isBegun = true
      gap = 0
    }
    return end(reached, shape)
  }

  /// The states of a car: its sector, the one before (or none), and how long it has stayed; the last two
  /// only as far as rules ask for them.
  private struct Shape {
    static let nowhere = Int.max
    let sectors, befores, runs: Int

    init(_ instance: PatrolInstance) {
      sectors = instance.sectorCount
      let rules = instance.sectorIndices.map(instance.presence(in:))
      befores = rules.contains(.noReturn) ? sectors + 1 : 1
      runs = rules.reduce(1) { longest, rule in
        if case .maxStay(let limit) = rule { max(longest, limit) } else { longest }
      }
    }

    var count: Int { sectors * befores * runs }

    /// Longer stays than any rule asks about are alike; `before` is −1 for none.
    func place(_ sector: Int, _ before: Int, _ run: Int) -> Int {
      (sector * befores + (befores == 1 ? 0 : before + 1)) * runs + min(run, runs) - 1
    }
  }

  private func start(_ shape: Shape) -> [Int]? {
    let past = instance.fleet[car].history
    guard let start = past.last else { return nil }
    let run = past.reversed().prefix { $0 == start }.count
    let before = past.count > 1 ? past[past.count - 2].rawValue : -1
    var reached = [Int](repeating: Shape.nowhere, count: shape.count)
    reached[shape.place(start.rawValue, before, run)] = 0
    return reached
  }

  private func advanced(
    _ reached: [Int]?, to step: StepIndex, across gap: Int, _ shape: Shape
  ) -> [Int] {
    var next = [Int](repeating: Shape.nowhere, count: shape.count)
    let open = instance.sectorIndices.filter { instance.admits(car, to: $0, at: step) }
    guard let reached else {
      for sector in open { next[shape.place(sector.rawValue, -1, 1)] = 0 }
      return next
    }
    let times = instance.travelTimes(at: step)
    for origin in 0..<shape.sectors {
      for before in -1..<shape.befores - 1 {
        for run in 1...shape.runs {
          let minutes = reached[shape.place(origin, before, run)]
          guard minutes != Shape.nowhere else { continue }
          for sector in open {
            guard let leg = leg(origin, before, run, sector, gap, times) else { continue }
            let stays = gap == 0 && origin == sector.rawValue
            let place = shape.place(
              sector.rawValue, gap == 0 ? origin : -1, stays ? run + 1 : 1)
            next[place] = min(next[place], minutes + leg)
          }
        }
      }
    }
    return next
  }

  private func end(_ reached: [Int]?, _ shape: Shape) -> Result<Minutes, Stuck> {
    guard let reached else { return .success(.zero) }
    var least = Shape.nowhere
    let perSector = shape.befores * shape.runs
    for (place, minutes) in reached.enumerated() where minutes != Shape.nowhere {
      let sector = SectorIndex(place / perSector)
      guard let end = instance.fleet[car].end, end != sector else {
        least = min(least, minutes)
        continue
      }
      let leg = instance.minutes(from: sector, to: end, at: StepIndex(instance.stepCount - 1))
      if !isTooLong(leg) { least = min(least, minutes + leg.tenths) }
    }
    return least == Shape.nowhere
      ? .failure(Stuck(place: instance.stepCount - 1)) : .success(Minutes(tenths: least))
  }

  /// The tenths of a move, if rules allow it.
  private func leg(
    _ origin: Int, _ before: Int, _ run: Int, _ sector: SectorIndex, _ gap: Int,
    _ times: TravelTimes
  ) -> Int? {
    switch instance.presence(in: sector) {
    case .none: break
    case .noReturn:
      if gap == 0 && before == sector.rawValue || gap == 1 && origin == sector.rawValue {
        return nil
      }
    case .maxStay(let limit):
      if gap == 0 && origin == sector.rawValue && run >= limit { return nil }
    }
    guard origin != sector.rawValue else { return 0 }
    if gap > 0 {
      switch instance.roster.breakTravel {
      case .free: return 0
      case .sameSector: return nil
      case .counted: break
      }
    }
    let leg = times[from: SectorIndex(origin), to: sector]
    return isTooLong(leg) ? nil : leg.tenths
  }

  private func isTooLong(_ leg: Minutes) -> Bool {
    instance.rules.longestLeg.map { leg > $0 } ?? false
  }
}

extension PlanningRule {
  /// Whether the rule is about a car, or about all cars.
  fileprivate func concerns(_ id: Car.ID, _ car: CarIndex) -> Bool {
    switch self {
    case .presence, .longestLeg, .classes: true
    case .carTravelLimit, .classDemand: false
    case .start(let other, _): other == id
    case .fixed(let one, _), .forbidden(let one, _): one.car == car
    }
  }
}
