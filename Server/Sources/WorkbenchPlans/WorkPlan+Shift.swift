import Foundation
import Temper

/// Changes of the shift itself: what sectors need, and who is in service.
extension WorkPlan {
  /// What a missing car costs a step where a car drops out or demand changes and the shift has no
  /// price: what planning again takes, half an hour of driving.
  static let shortage = Minutes(30)

  func takingOut(_ car: CarIndex, from step: StepIndex) throws(DeskError) -> WorkPlan {
    guard var schedule else { throw .noPlan }
    let known = Set(instance.rules.fixed)
    let later = Replan(
      instance, plan: schedule, from: step, out: [car], shortage: Self.shortage
    ).instance
    for step in instance.shift.steps.dropFirst(step.rawValue) { schedule[step, car] = nil }
    let rules = later.rules
    // Planning again pins the past; here the planner's own pins are all that stay.
    let without = later.with(
      rules: PlanningRules(
        fixed: rules.fixed.filter(known.contains),
        forbidden: instance.rules.forbidden.filter { $0.car != car || $0.step < step },
        longestLeg: rules.longestLeg, classMinimums: rules.classMinimums,
        carTravelLimit: rules.carTravelLimit))
    return WorkPlan(without, schedule)
  }

  /// Another demand, through the file of the shift, whose reader judges it.
  func demanding(
    _ edit: PlanEdit, at steps: [StepIndex], _ places: PlanPlaces
  ) throws -> WorkPlan {
    guard let name = edit.sector, let cars = edit.cars, cars >= 0 else {
      throw DeskError(
        "no sector and number of cars is named", remedy: "name the sector and how many cars")
    }
    let sector = try places.sector(name)
    let document = try JSONSerialization.jsonObject(with: Data(instance.jsonText().utf8))
    guard var shift = document as? [String: Any], var rows = shift["demand"] as? [[Any]] else {
      throw DeskError("the shift has no demand", remedy: "import it again")
    }
    for step in steps { rows[step.rawValue][sector.rawValue] = cars }
    shift["demand"] = rows
    if shift["shortage"] == nil { shift["shortage"] = ["price": Self.shortage.value] }
    let bytes = try JSONSerialization.data(withJSONObject: shift)
    return WorkPlan(try PatrolInstance(json: Array(bytes), file: "the shift"), schedule)
  }

  // MARK: - Sectors

  /// No car may be in a sector; those that it had needed may be in any other one.
  func closing(
    _ edit: PlanEdit, at steps: [StepIndex], _ places: PlanPlaces
  ) throws -> WorkPlan {
    guard let name = edit.sector else {
      throw DeskError("no sector is named", remedy: "name the sector that is closed")
    }
    let closed = try places.sector(name)
    let rules = instance.rules
    func isShut(_ step: StepIndex, _ sector: SectorIndex) -> Bool {
      sector == closed && steps.contains(step)
    }
    var bans: [PlanningRules.Assignment] = []
    // A reserve place takes any number of cars, whatever its demand says: there each of them is kept out.
    if instance[closed].isReserve {
      bans = instance.carIndices.flatMap { car in
        steps.filter {
          !rules.forbids(car, in: closed, at: $0) && instance.isInService(car, at: $0)
        }
        .map { PlanningRules.Assignment(car: car, step: $0, sector: closed) }
      }
    }
    let open = PlanningRules(
      fixed: rules.fixed.filter { !isShut($0.step, $0.sector) },
      forbidden: rules.forbidden + bans, longestLeg: rules.longestLeg,
      classMinimums: rules.classMinimums.filter { !isShut($0.step, $0.sector) },
      carTravelLimit: rules.carTravelLimit)
    return try judged(instance.with(rules: open, demand: demand(without: closed, at: steps)))
  }

  private func demand(without closed: SectorIndex, at steps: [StepIndex]) -> Demand {
    Demand(
      ranges: instance.shift.steps.map { step in
        instance.sectorIndices.map { sector in
          let range = instance.demand.range(step, sector)
          guard steps.contains(step) else { return range }
          guard sector != closed else { return DemandRange(exactly: 0) }
          let freed = instance.demand.range(step, closed).target
          return DemandRange(
            minimum: range.minimum, target: range.target,
            maximum: max(range.maximum, min(instance.carCount, range.maximum + freed)))
        }
      })
  }

  // MARK: - Breaks

  /// A break of so many steps within a window, which planning again places; one as long as its window
  /// is taken at once.
  func resting(
    _ car: CarIndex, _ length: Int?, within steps: [StepIndex], _ places: PlanPlaces
  ) throws -> WorkPlan {
    let window = steps[0].rawValue...steps[steps.count - 1].rawValue
    let length = length ?? window.count
    guard (1...window.count).contains(length) else {
      throw DeskError(
        "a break of \(length) steps does not fit into \(window.count)",
        remedy: "take a longer window, or a shorter break")
    }
    guard !windows(of: car).contains(where: { $0.window.overlaps(window) }) else {
      throw DeskError(
        "car \(instance.fleet[car].id) has a break there already",
        remedy: "take that one away first")
    }
    let rest = RosterRules.BreakWindow(crew: .cars([car]), length: length, window: window)
    guard !instance.breakStarts(of: car, in: rest).isEmpty else {
      throw DeskError(
        "car \(instance.fleet[car].id) is pinned or out of service where it would rest",
        remedy: "take pins away first, or choose other steps")
    }
    var roster = instance.roster
    roster.breakWindows.append(rest)
    roster.shortagePrice = roster.shortagePrice ?? Self.shortage
    var plan = schedule
    if length == window.count { for step in steps { plan?[step, car] = nil } }
    return try judged(instance.with(roster: roster), plan)
  }

  /// The car has no break that these steps touch any more.
  func resuming(
    _ car: CarIndex, at steps: [StepIndex], _ places: PlanPlaces
  ) throws -> WorkPlan {
    var roster = instance.roster
    roster.breakWindows = roster.breakWindows.flatMap { window -> [RosterRules.BreakWindow] in
      let crew = instance.crew(of: window)
      guard crew.contains(car), steps.contains(where: { window.window.contains($0.rawValue) })
      else { return [window] }
      let rest = crew.filter { $0 != car }
      return rest.isEmpty
        ? []
        : [
          RosterRules.BreakWindow(
            crew: .cars(rest), length: window.length, window: window.window, atOnce: window.atOnce)
        ]
    }
    guard roster.breakWindows != instance.roster.breakWindows else {
      throw DeskError(
        "\(places.words(car, steps[0])) has no break", remedy: "name a step of its break")
    }
    return try judged(instance.with(roster: roster))
  }

  private func windows(of car: CarIndex) -> [RosterRules.BreakWindow] {
    instance.roster.breakWindows.filter { instance.crew(of: $0).contains(car) }
  }

  /// The plan of another shift, if the shift's own reader takes it.
  private func judged(_ other: PatrolInstance, _ plan: Schedule? = nil) throws -> WorkPlan {
    WorkPlan(
      try PatrolInstance(json: Array(other.jsonText().utf8), file: "the shift"), plan ?? schedule)
  }
}
