public import PatrolModel
public import QUBOModel

/// One rule that an assignment breaks, where and by how much.
public enum Breach: Hashable, Sendable {
  /// A car has no sector at a step.
  case noSector(CarIndex, StepIndex)
  /// A car has several sectors at a step.
  case severalSectors(CarIndex, StepIndex, [SectorIndex])
  /// A sector has another number of cars at a step than it needs.
  case demandMissed(SectorIndex, StepIndex, needed: Int, got: Int)
  /// A car breaks the presence rule in a sector; the step is the last of those that break it.
  case presenceBroken(CarIndex, SectorIndex, StepIndex)
  /// A car is where and when its rules do not admit it.
  case notAdmitted(CarIndex, SectorIndex, StepIndex)
  /// A car makes a leg, from one sector to another for a step, that is longer than allowed.
  case legTooLong(CarIndex, SectorIndex, SectorIndex, StepIndex)
  /// A sector has fewer cars of a class at a step than it needs of these.
  case classMissed(PlanningRules.ClassMinimum, got: Int)
  /// A car travels longer over the shift than is allowed.
  case travelTooLong(CarIndex, Minutes)

  /// The breach in a planner's words.
  public func words(in instance: PatrolInstance) -> String { sentence(in: instance).description }

  /// The breach in a planner's words, and what programs need to say it in another language.
  public func sentence(in instance: PatrolInstance) -> Sentence {
    func at(_ step: StepIndex) -> String { "step \(step.number) (\(instance.shift.clock(step)))" }
    func name(_ car: CarIndex) -> Car.ID { instance.fleet[car].id }
    func name(_ sector: SectorIndex) -> Sector.ID { instance[sector].id }
    switch self {
    case .noSector(let car, let step):
      return instance.sentence(
        .breachNoSector, at: step, ["car": name(car)],
        "car \(name(car)) has no sector at \(at(step))")
    case .severalSectors(let car, let step, let sectors):
      let names = sectors.map { name($0).rawValue }.joined(separator: ", ")
      return instance.sentence(
        .breachSectors, at: step,
        ["car": name(car), "count": sectors.count, "sectors": names],
        "car \(name(car)) has \(sectors.count) sectors at \(at(step)): \(names)")
    case .demandMissed(let sector, let step, let needed, let got):
      return instance.sentence(
        .breachDemand, at: step, ["sector": name(sector), "present": got, "needed": needed],
        "sector \(name(sector)) has \(got) cars at \(at(step)), it needs \(needed)")
    case .presenceBroken(let car, let sector, let step):
      return instance.sentence(
        .breachPresence, at: step, ["car": name(car), "sector": name(sector)],
        parts: [instance.presence.sentence],
        "car \(name(car)) is in sector \(name(sector)) at \(at(step)) "
          + "against the rule: \(instance.presence)")
    case .notAdmitted(let car, let sector, let step):
      let isOff = !instance.isInService(car, at: step)
      return instance.sentence(
        isOff ? .breachOff : .breachNotOpen, at: step, ["car": name(car), "sector": name(sector)],
        "car \(name(car)) is in sector \(name(sector)) at \(at(step)), "
          + (isOff ? "but is out of service then" : "which is not open to it then"))
    case .legTooLong(let car, let origin, let sector, let step):
      let leg = instance.travel[from: origin, to: sector]
      return instance.sentence(
        .breachLeg, at: step,
        ["car": name(car), "minutes": leg, "where": name(origin), "sector": name(sector)],
        "car \(name(car)) travels \(leg) minutes from \(name(origin)) to "
          + "\(name(sector)) for \(at(step)), longer than allowed")
    case .classMissed(let minimum, let got):
      return instance.sentence(
        .breachClass, at: minimum.step,
        [
          "sector": name(minimum.sector), "present": got, "class": minimum.carClass,
          "needed": minimum.cars,
        ],
        "sector \(name(minimum.sector)) has \(got) cars of class \(minimum.carClass) at "
          + "\(at(minimum.step)), it needs at least \(minimum.cars)")
    case .travelTooLong(let car, let travel):
      let limit = instance.rules.carTravelLimit ?? .zero
      return Sentence(
        .breachTravel,
        ["car": name(car), "minutes": travel, "difference": travel - limit, "limit": limit],
        "car \(name(car)) travels \(travel) minutes over the shift, "
          + "\(travel - limit) more than the \(limit) allowed")
    }
  }
}

/// What an assignment says: the schedule, and every rule it breaks.
public struct Decoding: Sendable {
  /// The schedule, if every car has exactly one sector at each step at which it is in service.
  public let schedule: Schedule?
  /// Everything that is broken, by step; empty exactly for a feasible schedule.
  public let breaches: [Breach]
}

extension PatrolInstance {
  /// The cars that travel longer over the shift than is allowed.
  func travelBreaches(of schedule: Schedule) -> [Breach] {
    guard let limit = rules.carTravelLimit else { return [] }
    return carIndices.compactMap { car in
      let route = [fleet[car].start] + schedule.route(of: car)
      let travel = zip(route, route.dropFirst()).reduce(Minutes.zero) { sum, leg in
        guard let from = leg.0, let to = leg.1 else { return sum }
        return sum + self.travel[from: from, to: to]
      }
      return travel > limit ? .travelTooLong(car, travel) : nil
    }
  }
}

extension ScheduleQUBO {
  /// Reads an assignment as a schedule, or as the list of what is broken where.
  public func decode(_ assignment: BitVector) -> Decoding {
    var schedule = Schedule(carCount: instance.carCount, stepCount: instance.stepCount)
    var breaches: [Breach] = []
    var isComplete = true
    for step in instance.shift.steps {
      var counts = Array(repeating: 0, count: instance.sectorCount)
      for car in instance.carIndices {
        let sectors = sectorsSet(assignment, step, car)
        for sector in sectors { counts[sector] += 1 }
        schedule[step, car] = sectors.first.map { SectorIndex($0) }
        if sectors.count != (instance.isInService(car, at: step) ? 1 : 0) {
          isComplete = false
          breaches.append(
            sectors.isEmpty
              ? .noSector(car, step) : .severalSectors(car, step, sectors.map { .init($0) }))
        }
        for sector in sectors where breaksPresence(assignment, step, car, sector) {
          breaches.append(.presenceBroken(car, SectorIndex(sector), step))
        }
        for origin in step.rawValue == 0
          ? [] : sectorsSet(assignment, StepIndex(step.rawValue - 1), car)
        {
          for sector in sectors
          where !instance.admitsLeg(from: SectorIndex(origin), to: SectorIndex(sector)) {
            breaches.append(.legTooLong(car, SectorIndex(origin), SectorIndex(sector), step))
          }
        }
      }
      for sector in instance.sectorIndices {
        let needed = instance.demand[step, sector]
        let got = counts[sector.rawValue]
        if got != needed { breaches.append(.demandMissed(sector, step, needed: needed, got: got)) }
      }
    }
    for (minimum, count) in zip(
      instance.rules.classMinimums, auxiliaries.classDemand.counts(in: assignment))
    where count < minimum.cars { breaches.append(.classMissed(minimum, got: count)) }
    if isComplete { breaches += instance.travelBreaches(of: schedule) }
    return Decoding(schedule: isComplete ? schedule : nil, breaches: breaches)
  }

  /// The assignment that says a schedule, or `nil` if it visits a sector that has no bit.
  ///
  /// Sectors that do not admit a car have no bits for it.
  public func encode(_ schedule: Schedule) -> BitVector? {
    var assignment = BitVector(count: variableCount)
    for step in instance.shift.steps {
      for car in instance.carIndices {
        guard let sector = schedule[step, car] else { continue }
        let bit = layout.bit(step: step.rawValue, car: car.rawValue, sector: sector.rawValue)
        guard let bit else { return nil }
        assignment[bit] = true
      }
    }
    auxiliaries.settle(&assignment)
    return assignment
  }

  /// The sectors that an assignment gives a car at a step: one in a plan, else any number.
  public func sectors(
    of car: CarIndex, at step: StepIndex, in assignment: BitVector
  ) -> [SectorIndex] {
    sectorsSet(assignment, step, car).map { SectorIndex($0) }
  }

  /// The assignment with auxiliary bits set to the products they stand for, their cheapest values.
  public func settled(_ assignment: BitVector) -> BitVector {
    var settled = assignment
    auxiliaries.settle(&settled)
    return settled
  }

  func sectorsSet(_ assignment: BitVector, _ step: StepIndex, _ car: CarIndex) -> [Int] {
    layout.sectorsSet(step: step.rawValue, car: car.rawValue) { assignment[$0] }
  }

  private func breaksPresence(
    _ assignment: BitVector, _ step: StepIndex, _ car: CarIndex, _ sector: Int
  ) -> Bool {
    func isThere(_ step: Int) -> Bool {
      if step < 0 { return step == -1 && instance.fleet[car].start?.rawValue == sector }
      return layout.bit(step: step, car: car.rawValue, sector: sector).map { assignment[$0] }
        ?? false
    }
    switch instance.presence {
    case .none: return false
    case .noReturn: return isThere(step.rawValue - 2)
    case .maxStay(let limit):
      return (step.rawValue - limit..<step.rawValue).allSatisfy(isThere)
    }
  }
}
