import PatrolModel

/// A car without all others: whether it has any way through the shift, within its limits.
///
/// Minutes and moves are each held against the way that has fewest, so that what is excluded is
/// excluded for sure.
struct CarAlone {
  private let instance: PatrolInstance
  private let car: CarIndex

  init(_ instance: PatrolInstance, _ car: CarIndex) {
    self.instance = instance
    self.car = car
  }

  /// Why the car has no way: the rules that cannot all be kept, where several can be named.
  var conflict: PlanningConflict? {
    guard let trouble = trouble(in: instance) else { return nil }
    let rules = smallestConflict()
    if rules.isEmpty || (rules.count == 1 && trouble.isOfLimit) {
      return .other(words(of: trouble))
    }
    return .rules(rules)
  }

  /// What a car fails at.
  private enum Trouble {
    case stuck(StepIndex)
    case minutes(Minutes, limit: Minutes)
    case moves(Int, limit: Int)

    var isOfLimit: Bool { if case .stuck = self { false } else { true } }
  }

  private func trouble(in instance: PatrolInstance) -> Trouble? {
    let ways = CarWays(instance, car)
    switch ways.least(.minutes) {
    case .failure(let stuck): return .stuck(stuck.step)
    case .success(let tenths):
      if let limit = instance.travelLimit(of: car), tenths > limit.tenths {
        return .minutes(Minutes(tenths: tenths), limit: limit)
      }
    }
    if let limit = instance.moveLimit(of: car), case .success(let moves) = ways.least(.moves),
      moves > limit
    {
      return .moves(moves, limit: limit)
    }
    return nil
  }

  private func words(of trouble: Trouble) -> Sentence {
    let name = instance.fleet[car].id
    return switch trouble {
    case .stuck(let step):
      instance.sentence(
        .carStuck, at: step, ["car": name],
        "car \(name) can be nowhere at \(instance.stepWords(step)): its pins, closed sectors, legs and "
          + "stays leave no way there")
    case .minutes(let minutes, let limit):
      Sentence(
        .carMinutes, ["car": name, "minutes": minutes, "limit": limit],
        "car \(name) travels \(minutes) minutes at least, more than the \(limit) allowed")
    case .moves(let moves, let limit):
      Sentence(
        .carMoves, ["car": name, "count": moves, "limit": limit],
        "car \(name) moves \(moves) times at least, more than the \(limit) allowed")
    }
  }

  /// Rules about the car that leave it no way, and any one less would; none if others are in it.
  ///
  /// Each is left out in turn (the deletion filter of Chinneck & Dravnieks 1991, doi:10.1287/ijoc.3.2.157).
  private func smallestConflict() -> [PlanningRule] {
    func isStuck(_ rules: [PlanningRule]) -> Bool { trouble(in: instance.keeping(rules)) != nil }
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
    CarWays.work(of: instance) * instance.carGroups.count
  }
}

extension PatrolInstance {
  /// A step's number and time.
  func stepWords(_ step: StepIndex) -> String { "step \(step.number) (\(shift.clock(step)))" }
}

extension PlanningRule {
  /// Whether the rule is about a car, or about all cars.
  fileprivate func concerns(_ id: Car.ID, _ car: CarIndex) -> Bool {
    switch self {
    case .presence, .longestLeg, .classes, .carTravelLimit: true
    case .classDemand: false
    case .start(let other, _): other == id
    case .fixed(let one, _), .forbidden(let one, _): one.car == car
    case .roster(let rule): rule.concerns(id)
    }
  }
}

extension RosterRule {
  fileprivate func concerns(_ id: Car.ID) -> Bool {
    switch self {
    case .minimumStay, .moveLimit, .sectorPresence: true
    case .carMoveLimit(let other, _), .carTravelLimit(let other, _), .end(let other, _): other == id
    case .classMaximum, .pair: false
    }
  }
}
