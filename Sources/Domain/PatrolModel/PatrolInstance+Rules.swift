// What the rules for single cars, sectors and legs come to.

extension PatrolInstance {
  /// Whether any rule tells cars apart, takes them out of service, or limits legs or travel per car.
  ///
  /// Without such rules cars are interchangeable and every leg is allowed.
  public var hasCarRules: Bool {
    rules.longestLeg != nil || rules.nameCars || hasJointRules || fleet.hasRules
      || sectors.contains { $0.classes != nil }
  }

  /// Whether some rule is neither about one car at one step nor about one leg: a sector needs cars of a
  /// class, or the minutes of each car over the shift are limited.
  public var hasJointRules: Bool { rules.joinCars }

  /// Whether a car is on duty at a step.
  public func isInService(_ car: CarIndex, at step: StepIndex) -> Bool {
    !fleet[car].off.contains(step)
  }

  /// Whether a car may be in a sector at a step: in service, of an open class, not kept out, and not
  /// fixed elsewhere.
  public func admits(_ car: CarIndex, to sector: SectorIndex, at step: StepIndex) -> Bool {
    isInService(car, at: step) && self[sector].isOpen(to: fleet[car])
      && !rules.forbids(car, in: sector, at: step)
      && (rules.fixedSector(of: car, at: step) ?? sector) == sector
  }

  /// The longest leg that any car may travel between two steps, if there is a limit.
  ///
  /// A leg longer than a car may travel over the whole shift is too long by itself.
  public var longestLeg: Minutes? {
    guard let leg = rules.longestLeg, let limit = rules.carTravelLimit else {
      return rules.longestLeg ?? rules.carTravelLimit
    }
    return min(leg, limit)
  }

  /// The same shift without a limit of travel per car, but for legs that no car could travel with it.
  public var withoutCarTravelLimit: PatrolInstance {
    PatrolInstance(
      name: name, summary: summary, fleet: fleet, shift: shift, presence: presence,
      sectors: sectors, demand: demand, travel: travel,
      rules: PlanningRules(
        fixed: rules.fixed, forbidden: rules.forbidden, longestLeg: longestLeg,
        classMinimums: rules.classMinimums), roster: roster)
  }

  /// How many steps are past: the largest k such that every car in service is fixed at each of the
  /// steps 1…k.
  public var pastStepCount: Int {
    guard hasCarRules else { return 0 }
    return shift.steps.prefix { step in
      carIndices.allSatisfy { car in
        !isInService(car, at: step) || rules.fixedSector(of: car, at: step) != nil
      }
    }.count
  }

  /// Whether a car may move from one sector to another between two steps.
  public func admitsLeg(from origin: SectorIndex, to destination: SectorIndex) -> Bool {
    longestLeg.map { travel[from: origin, to: destination] <= $0 } ?? true
  }

  /// The cars in groups of interchangeable ones, by first car.
  ///
  /// Cars of a group have the same class, start and steps out of service, and no assignment of them
  /// is fixed or forbidden unless they are alone.
  public var carGroups: [[CarIndex]] {
    guard case .named(let cars) = fleet else { return [carIndices] }
    let named = rules.namedCars
    var groups: [[CarIndex]] = []
    var places: [Car: Int] = [:]
    for (index, car) in zip(carIndices, cars) {
      let likes = car.renamed(Car.ID(""))
      if !named.contains(index), let place = places[likes] {
        groups[place].append(index)
      } else {
        if !named.contains(index) { places[likes] = groups.count }
        groups.append([index])
      }
    }
    return groups
  }
}

extension Sector {
  /// Whether the sector admits the class of a car.
  public func isOpen(to car: Car) -> Bool {
    guard let classes else { return true }
    return car.carClass.map(classes.contains) ?? false
  }
}

extension Fleet {
  /// How many cars are in service at each step.
  public func inService(during shift: Shift) -> [Int] {
    var counts = Array(repeating: count, count: shift.stepCount)
    guard case .named(let cars) = self else { return counts }
    for step in cars.lazy.flatMap(\.off) where counts.indices.contains(step.rawValue) {
      counts[step.rawValue] -= 1
    }
    return counts
  }

  /// The sectors in which cars were, start or end.
  var places: [SectorIndex] { named.flatMap { $0.history + ($0.end.map { [$0] } ?? []) } }

  /// Whether some car starts somewhere or is out of service at some step.
  fileprivate var hasRules: Bool {
    named.contains { $0.start != nil || !$0.off.isEmpty }
  }
}
