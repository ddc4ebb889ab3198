public import PatrolModel

/// The independent judge of schedules: decides from an instance and the entries written down.
///
/// It shares no code with any solver, encoding or energy, so that a mistake there cannot hide
/// itself. A schedule is feasible if each car of the fleet has one sector at each step at which it is
/// in service and none at others, each sector has as many cars as it needs, the presence rule is
/// kept, and so are the rules for single cars, sectors, legs, classes and travel per car.
///
/// A car with a start stands there at a step 0 before the shift: the leg from there counts as travel
/// and the presence rule looks back to it, and to what was before it. A car that comes back into service
/// has driven there from where it stopped, unless the shift says otherwise; its stay begins anew,
/// but `no-return` still compares the sectors before and after a step out of service.
public struct ScheduleChecker: Sendable {
  /// The most violations that a verdict lists; further ones are counted.
  public static let listedViolations = 10_000

  /// The instance whose rules apply.
  public let instance: PatrolInstance
  private let sectors: [Sector.ID: SectorIndex]
  /// The call signs of a named fleet; cars without names may be called anything.
  private let roster: [Car.ID: CarIndex]?

  /// Creates a judge of schedules for an instance.
  public init(_ instance: PatrolInstance) {
    self.instance = instance
    sectors = Dictionary(
      zip(instance.sectors.map(\.id), instance.sectorIndices),
      uniquingKeysWith: { first, _ in first }
    )
    switch instance.fleet {
    case .anonymous: roster = nil
    case .named(let cars):
      roster = Dictionary(
        zip(cars.map(\.id), instance.carIndices), uniquingKeysWith: { first, _ in first })
    }
  }

  /// Judges entries as somebody wrote them down; any entries will do.
  ///
  /// - Complexity: O(*e* log *e* + *T* *m*) for e entries, T steps and m sectors.
  public func judge(_ entries: [ScheduleEntry]) -> Verdict {
    var violations = ViolationList()
    var roll = readRoll(entries, &violations)
    findBreaks(&roll, &violations)
    checkCars(roll, &violations)
    let prices = checkDemand(roll, &violations)
    checkPresence(roll, &violations)
    checkAssignments(roll, &violations)
    checkLegs(roll, &violations)
    checkStays(roll, &violations)
    checkClasses(roll, &violations)
    checkPairs(roll, &violations)
    let records = roll.map(record)
    checkTravel(records, roll, &violations)
    return Verdict(
      violations: violations, cars: records, prices: prices, worst: worst(records, roll))
  }

  /// Judges a schedule by its entries; one of another instance's shape is infeasible.
  public func judge(_ schedule: Schedule) -> Verdict {
    var entries: [ScheduleEntry] = []
    entries.reserveCapacity(schedule.carCount * schedule.stepCount)
    for car in 0..<schedule.carCount {
      let isKnown = car < instance.carCount
      let id = isKnown ? instance.fleet[CarIndex(car)].id : Car.ID("\(car + 1)")
      for (step, sector) in schedule.route(of: CarIndex(car)).enumerated() {
        guard let sector else { continue }
        entries.append(
          ScheduleEntry(car: id, stepNumber: step + 1, sector: identifier(of: sector)))
      }
    }
    return judge(entries)
  }

  private func identifier(of sector: SectorIndex) -> Sector.ID {
    let isKnown = instance.sectors.indices.contains(sector.rawValue)
    return isKnown ? instance[sector].id : Sector.ID("number \(sector.rawValue)")
  }
}

// MARK: - Reading

extension ScheduleChecker {
  /// A car that entries name, and where it is; steps ascend.
  struct Route {
    let car: Car.ID
    /// The car of a named fleet, and its rules.
    let number: CarIndex?
    let rules: Car?
    var stops: [Stop] = []
    /// The steps of breaks that the plan chose.
    var breaks: Set<StepIndex> = []

    /// The stops, after those at step 0 and before, if the car has a start.
    var visits: [Stop] {
      let past = rules?.history ?? []
      return past.enumerated().map { place, sector in
        Stop(step: StepIndex(place - past.count), sector: sector)
      } + stops
    }
  }

  struct Stop {
    let step: StepIndex
    let sector: SectorIndex
  }

  /// The cars in the order in which usable entries first name them.
  private func readRoll(_ entries: [ScheduleEntry], _ violations: inout ViolationList) -> [Route] {
    var roll: [Route] = []
    var places: [Car.ID: Int] = [:]
    var taken: [Int: SectorIndex] = [:]
    for entry in entries {
      guard let stop = stop(of: entry, &violations) else { continue }
      let place = places[entry.car] ?? roll.count
      if place == roll.count {
        places[entry.car] = place
        let number = roster?[entry.car]
        roll.append(Route(car: entry.car, number: number, rules: number.map { instance.fleet[$0] }))
      }
      let cell = place * instance.stepCount + stop.step.rawValue
      if let first = taken[cell] {
        violations.append(
          .twoSectors(entry: entry, first: instance[first].id, moment: moment(stop.step)))
      } else {
        taken[cell] = stop.sector
        roll[place].stops.append(stop)
      }
    }
    for place in roll.indices { roll[place].stops.sort { $0.step < $1.step } }
    return roll + silent(besides: Set(places.keys))
  }

  /// Cars without entries that matter all the same: they have a break, drive to their end, or have minutes
  /// of earlier days.
  private func silent(besides named: Set<Car.ID>) -> [Route] {
    let resting = Set(instance.roster.breakWindows.flatMap { instance.crew(of: $0) })
    return instance.carIndices.compactMap { number in
      guard roster != nil else { return nil }
      let car = instance.fleet[number]
      let matters = car.end != nil || car.minutesBefore != .zero || resting.contains(number)
      return matters && !named.contains(car.id)
        ? Route(car: car.id, number: number, rules: car) : nil
    }
  }

  private func stop(of entry: ScheduleEntry, _ violations: inout ViolationList) -> Stop? {
    guard (1...instance.stepCount).contains(entry.stepNumber) else {
      violations.append(.stepOutOfRange(entry: entry, stepCount: instance.stepCount))
      return nil
    }
    guard let sector = sectors[entry.sector] else {
      violations.append(.unknownSector(entry: entry))
      return nil
    }
    guard roster.map({ $0[entry.car] != nil }) ?? true else {
      violations.append(.unknownCar(entry: entry))
      return nil
    }
    return Stop(step: StepIndex(entry.stepNumber - 1), sector: sector)
  }

  func moment(_ step: StepIndex) -> Violation.Moment {
    Violation.Moment(step, in: instance.shift)
  }
}

// MARK: - Rules

extension ScheduleChecker {
  private func checkCars(_ roll: [Route], _ violations: inout ViolationList) {
    let present = Set(roll.filter { !$0.stops.isEmpty }.map(\.car))
    let resting = Dictionary(roll.map { ($0.car, $0.breaks) }) { first, _ in first }
    let expected =
      roster == nil
      ? []
      : instance.fleet.cars.filter { car in
        car.off.union(resting[car.id] ?? []).count < instance.stepCount
      }.map(\.id)
    let count = roster == nil ? instance.carCount : expected.count
    let absent = expected.filter { !present.contains($0) }
    if roster == nil ? roll.count != count : !absent.isEmpty {
      violations.append(
        .wrongNumberOfCars(
          found: roster == nil ? roll.count : count - absent.count, expected: count, absent: absent)
      )
    }
    for route in roll where 1..<instance.stepCount ~= route.stops.count {
      let seen = Set(route.stops.map(\.step)).union(route.rules?.off ?? []).union(route.breaks)
      // A million cars that nobody has would take forever to list.
      guard !violations.isFull else {
        violations.append(unlisted: instance.stepCount - seen.count)
        continue
      }
      for step in instance.shift.steps where !seen.contains(step) {
        violations.append(.noSector(car: route.car, moment: moment(step)))
      }
    }
  }

  private func checkPresence(_ roll: [Route], _ violations: inout ViolationList) {
    for route in roll {
      checkReturns(of: route, &violations)
      checkStays(of: route, &violations)
    }
  }

  private func checkReturns(of route: Route, _ violations: inout ViolationList) {
    let visits = route.visits
    for (index, stop) in visits.enumerated()
    where stop.step.rawValue >= 0 && instance.presence(in: stop.sector) == .noReturn {
      let earlier = visits[..<index].suffix(2).first {
        $0.step.rawValue == stop.step.rawValue - 2
      }
      guard let earlier, earlier.sector == stop.sector else { continue }
      violations.append(
        .returned(
          car: route.car, sector: instance[stop.sector].id, from: moment(earlier.step),
          to: moment(stop.step)))
    }
  }

  private func checkStays(of route: Route, _ violations: inout ViolationList) {
    for (stop, stay) in zip(route.visits, stays(of: route)) where stop.step.rawValue >= 0 {
      guard case .maxStay(let limit) = instance.presence(in: stop.sector), stay > limit else {
        continue
      }
      violations.append(
        .stayedTooLong(
          car: route.car, sector: instance[stop.sector].id, limit: limit, to: moment(stop.step)))
    }
  }

  /// For each visit, the consecutive steps that the car has been there, this one included.
  private func stays(of route: Route) -> [Int] {
    let visits = route.visits
    var stays: [Int] = []
    for (index, stop) in visits.enumerated() {
      let before = index > 0 ? visits[index - 1] : nil
      let stayed = before.map { isNext($0, stop) && $0.sector == stop.sector } ?? false
      stays.append(stayed ? stays[index - 1] + 1 : 1)
    }
    return stays
  }

  func isNext(_ before: Stop, _ stop: Stop) -> Bool {
    before.step.number == stop.step.rawValue
  }

  private func record(_ route: Route) -> CarRecord {
    var record = CarRecord(car: route.car)
    record.longestStay = stays(of: route).max() ?? 0
    for leg in legs(of: route) {
      record.travel += leg.minutes
      record.moves += 1
      record.longestLeg = max(record.longestLeg, leg.minutes)
    }
    return record
  }
}
