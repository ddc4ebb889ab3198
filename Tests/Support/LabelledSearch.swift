public import PatrolModel

/// All ways to place the cars of a tiny instance, each judged by the rules as planners say them.
///
/// It knows cars by name and looks at one whole schedule at a time: no bits, no penalties, no moves,
/// no checker.
public struct LabelledSearch {
  private let instance: PatrolInstance
  private let fixed: [PlanningRules.Assignment]
  private let forbidden: [PlanningRules.Assignment]
  private let skipsUnfixed: Bool

  /// Prepares the search; feasible for about a thousand schedules.
  ///
  /// - Parameters:
  ///   - instance: The instance.
  ///   - skipsUnfixed: Leaves out schedules with a car elsewhere than where it is fixed.
  public init(_ instance: PatrolInstance, skipsUnfixed: Bool = false) {
    self.instance = instance
    self.skipsUnfixed = skipsUnfixed
    fixed = instance.rules.fixed
    forbidden = instance.rules.forbidden
  }

  /// Every schedule with each car in service in any sector; cars out of service have none, or, to
  /// show that this is not accepted, the first.
  public var schedules: [Schedule] {
    var schedules = [Schedule(carCount: instance.carCount, stepCount: instance.stepCount)]
    for car in instance.carIndices {
      for step in instance.shift.steps {
        let isOff = instance.fleet[car].off.contains(step)
        let given = fixed.first { skipsUnfixed && $0.car == car && $0.step == step }
        let choices: [SectorIndex?] =
          isOff
          ? (skipsUnfixed ? [nil] : [nil, SectorIndex(0)])
          : given.map { [$0.sector] } ?? instance.sectorIndices
        schedules = schedules.flatMap { schedule in
          choices.map { sector in
            var schedule = schedule
            schedule[step, car] = sector
            return schedule
          }
        }
      }
    }
    return schedules
  }

  /// The least total travel of a schedule that keeps all rules, or `nil` if there is none.
  public func leastTravel() -> Minutes? { schedules.filter(keepsRules).map(travel).min() }

  /// The travel of all cars, from their starts on.
  public func travel(_ schedule: Schedule) -> Minutes {
    legs(schedule).map { instance.travel[from: $0.from, to: $0.to] }.reduce(.zero, +)
  }

  /// Whether a schedule keeps every rule of the instance.
  public func keepsRules(_ schedule: Schedule) -> Bool {
    meetsDemand(schedule) && meetsClasses(schedule) && keepsLegs(schedule)
      && instance.carIndices.allSatisfy { isAdmitted($0, schedule) }
  }

  private func meetsDemand(_ schedule: Schedule) -> Bool {
    instance.shift.steps.allSatisfy { step in
      instance.sectorIndices.allSatisfy { sector in
        instance.carIndices.count { schedule[step, $0] == sector } == instance.demand[step, sector]
      }
    }
  }

  private func meetsClasses(_ schedule: Schedule) -> Bool {
    instance.rules.classMinimums.allSatisfy { minimum in
      let cars = instance.carIndices.filter {
        instance.fleet[$0].carClass == minimum.carClass
          && schedule[minimum.step, $0] == minimum.sector
      }
      return cars.count >= minimum.cars
    }
  }

  private func isAdmitted(_ car: CarIndex, _ schedule: Schedule) -> Bool {
    keepsPlaces(car, schedule) && keepsPresence(car, schedule) && keepsTravel(car, schedule)
  }

  private func keepsTravel(_ car: CarIndex, _ schedule: Schedule) -> Bool {
    let minutes = legs(of: car, schedule).map { instance.travel[from: $0.from, to: $0.to] }
    return instance.rules.carTravelLimit.map { minutes.reduce(.zero, +) <= $0 } ?? true
  }

  private func keepsLegs(_ schedule: Schedule) -> Bool {
    legs(schedule).allSatisfy { leg in
      instance.rules.longestLeg.map { instance.travel[from: leg.from, to: leg.to] <= $0 } ?? true
    }
  }

  private func keepsPlaces(_ index: CarIndex, _ schedule: Schedule) -> Bool {
    let car = instance.fleet[index]
    return instance.shift.steps.allSatisfy { step in
      guard let sector = schedule[step, index] else { return car.off.contains(step) }
      let here = PlanningRules.Assignment(car: index, step: step, sector: sector)
      let isFixedElsewhere = fixed.contains {
        $0.car == index && $0.step == step && $0.sector != sector
      }
      let isOpen = instance[sector].classes.map { classes in
        classes.contains { $0 == car.carClass }
      }
      return !car.off.contains(step) && !isFixedElsewhere && isOpen != false
        && !forbidden.contains(here)
    }
  }

  private func keepsPresence(_ car: CarIndex, _ schedule: Schedule) -> Bool {
    let places = [instance.fleet[car].start] + schedule.route(of: car)
    func stays(_ window: ArraySlice<SectorIndex?>) -> Bool {
      window.first != .some(nil) && Set(window).count == 1
    }
    return switch instance.presence {
    case .none: true
    case .noReturn:
      !places.indices.dropFirst(2).contains { places[$0] != nil && places[$0] == places[$0 - 2] }
    case .maxStay(let limit):
      !places.indices.dropFirst(limit).contains { stays(places[($0 - limit)...$0]) }
    }
  }

  /// All moves and stays between consecutive steps in service, that from the start included.
  private func legs(_ schedule: Schedule) -> [(from: SectorIndex, to: SectorIndex)] {
    instance.carIndices.flatMap { legs(of: $0, schedule) }
  }

  private func legs(
    of car: CarIndex, _ schedule: Schedule
  ) -> [(from: SectorIndex, to: SectorIndex)] {
    let places = [instance.fleet[car].start] + schedule.route(of: car)
    return zip(places, places.dropFirst()).compactMap { from, to in
      from.flatMap { from in to.map { (from, $0) } }
    }
  }
}
