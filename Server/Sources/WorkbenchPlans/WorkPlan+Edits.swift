import Temper

extension WorkPlan {
  /// The plan after a change.
  ///
  /// - Throws: ``DeskError`` or ``InstanceError`` if it does not fit the shift.
  public func applying(_ edit: PlanEdit) throws -> WorkPlan {
    let places = PlanPlaces(instance)
    let steps = try places.steps(from: edit.step, to: edit.to)
    switch edit.kind {
    case .demand: return try demanding(edit, at: steps, places)
    case .close: return try closing(edit, at: steps, places)
    default: break
    }
    guard let name = edit.car else {
      throw DeskError("no car is named", remedy: "name the car that is meant")
    }
    let car = try places.car(name)
    let sector = try edit.sector.map { try places.sector($0) }
    switch edit.kind {
    case .pin: return try pinning(car, at: steps, sector, places)
    case .unpin: return withRules(fixed: { !($0.car == car && steps.contains($0.step)) })
    case .forbid: return try forbidding(car, at: steps, sector, places)
    case .allow:
      return withRules(forbidden: {
        !($0.car == car && steps.contains($0.step) && (sector ?? $0.sector) == $0.sector)
      })
    case .swap: return try swapping(car, edit.other, at: steps, places)
    case .set: return try setting(car, at: steps, sector, places)
    case .out: return try takingOut(car, from: steps[0])
    case .break: return try resting(car, edit.length, within: steps, places)
    case .resume: return try resuming(car, at: steps, places)
    case .demand, .close: return self
    }
  }

  // MARK: - Rules

  private func pinning(
    _ car: CarIndex, at steps: [StepIndex], _ sector: SectorIndex?, _ places: PlanPlaces
  ) throws(DeskError) -> WorkPlan {
    var pins: [PlanningRules.Assignment] = []
    for step in steps {
      let sector = try place(of: car, at: step, or: sector, places)
      guard instance.isInService(car, at: step) else {
        throw DeskError(
          "\(places.words(car, step)) is out of service", remedy: "pin it at another step")
      }
      guard instance[sector].isOpen(to: instance.fleet[car]) else {
        throw DeskError(
          "sector \(instance[sector].id) is closed to the class of car \(instance.fleet[car].id)",
          remedy: "pin another car, or another sector")
      }
      guard !instance.rules.forbids(car, in: sector, at: step) else {
        throw DeskError(
          "\(places.words(car, step)) is kept out of \(instance[sector].id)",
          remedy: "allow it there first")
      }
      pins.append(.init(car: car, step: step, sector: sector))
    }
    return withRules(fixed: { !($0.car == car && steps.contains($0.step)) }, adding: pins)
  }

  private func forbidding(
    _ car: CarIndex, at steps: [StepIndex], _ sector: SectorIndex?, _ places: PlanPlaces
  ) throws(DeskError) -> WorkPlan {
    var bans: [PlanningRules.Assignment] = []
    for step in steps {
      let sector = try place(of: car, at: step, or: sector, places)
      guard instance.rules.fixedSector(of: car, at: step) != sector else {
        throw DeskError(
          "\(places.words(car, step)) is pinned in \(instance[sector].id)",
          remedy: "take the pin away first")
      }
      if !instance.rules.forbids(car, in: sector, at: step) {
        bans.append(.init(car: car, step: step, sector: sector))
      }
    }
    return withRules(banning: bans)
  }

  /// The sector that is meant: the one named, or the one where the plan has the car.
  private func place(
    of car: CarIndex, at step: StepIndex, or sector: SectorIndex?, _ places: PlanPlaces
  ) throws(DeskError) -> SectorIndex {
    if let sector { return sector }
    guard let schedule else { throw .noPlan }
    guard let sector = schedule[step, car] else {
      throw DeskError(
        "\(places.words(car, step)) is out of service", remedy: "name a sector, or another step")
    }
    return sector
  }

  func withRules(
    fixed keepsPin: (PlanningRules.Assignment) -> Bool = { _ in true },
    forbidden keepsBan: (PlanningRules.Assignment) -> Bool = { _ in true },
    adding pins: [PlanningRules.Assignment] = [], banning bans: [PlanningRules.Assignment] = []
  ) -> WorkPlan {
    let rules = instance.rules
    return WorkPlan(
      instance.with(
        rules: PlanningRules(
          fixed: rules.fixed.filter(keepsPin) + pins,
          forbidden: rules.forbidden.filter(keepsBan) + bans, longestLeg: rules.longestLeg,
          classMinimums: rules.classMinimums, carTravelLimit: rules.carTravelLimit)), schedule)
  }

  // MARK: - Cells

  private func swapping(
    _ car: CarIndex, _ other: String?, at steps: [StepIndex], _ places: PlanPlaces
  ) throws(DeskError) -> WorkPlan {
    guard var schedule else { throw .noPlan }
    guard let other else {
      throw DeskError("only one car is named", remedy: "name the other car, too")
    }
    let second = try places.car(other)
    for step in steps {
      let (one, two) = (schedule[step, car], schedule[step, second])
      schedule[step, car] = two
      schedule[step, second] = one
    }
    return WorkPlan(instance, schedule)
  }

  private func setting(
    _ car: CarIndex, at steps: [StepIndex], _ sector: SectorIndex?, _ places: PlanPlaces
  ) throws(DeskError) -> WorkPlan {
    guard var schedule else { throw .noPlan }
    for step in steps {
      // What is out of service by the shift itself has no cell; the file could not be read again.
      guard sector != nil || !instance.isInService(car, at: step) || instance.mayRest(car, at: step)
      else {
        throw DeskError(
          "\(places.words(car, step)) is pinned", remedy: "take the pin away first")
      }
      schedule[step, car] = sector
    }
    return WorkPlan(instance, schedule)
  }
}
