import PatrolModel

extension PatrolInstance {
  /// The shift from a step on: cars are fixed where the plan had them before, and some are out of service
  /// from then on, with a price for the cars that sectors then lack.
  func goingOn(
    with plan: Schedule, from step: StepIndex, out: Set<CarIndex>, shortage: Minutes
  ) -> PatrolInstance {
    var roster = roster
    if !out.isEmpty && roster.shortagePrice == nil { roster.shortagePrice = shortage }
    let rested = resting(in: plan, before: step)
    roster.breakWindows = zip(roster.breakWindows, rested).map { window, rested in
      without(out.union(rested.keys), window)
    }
    roster.pairs = roster.pairs.filter { !out.contains($0.first) && !out.contains($0.second) }
    let past = carIndices.flatMap { car in
      shift.steps.prefix(step.rawValue).compactMap { past in
        plan[past, car].map { PlanningRules.Assignment(car: car, step: past, sector: $0) }
      }
    }
    let later = rules.fixed.filter { $0.step >= step && !out.contains($0.car) }
    return PatrolInstance(
      name: name, summary: summary, fleet: fleet(without: out, from: step, rested), shift: shift,
      presence: presence, sectors: sectors, demand: demand, travel: travel,
      rules: PlanningRules(
        fixed: past + later,
        forbidden: rules.forbidden.filter { $0.step >= step && !out.contains($0.car) },
        longestLeg: rules.longestLeg, classMinimums: rules.classMinimums,
        carTravelLimit: rules.carTravelLimit), roster: roster)
  }

  /// For each window the cars that have begun their break, and its steps: these are settled.
  private func resting(
    in plan: Schedule, before step: StepIndex
  ) -> [[CarIndex: Set<StepIndex>]] {
    roster.breakWindows.map { window in
      var rested: [CarIndex: Set<StepIndex>] = [:]
      for car in crew(of: window) {
        let steps = window.window.map { StepIndex($0) }.filter {
          isInService(car, at: $0) && plan[$0, car] == nil
        }
        if steps.contains(where: { $0 < step }) { rested[car] = Set(steps) }
      }
      return rested
    }
  }

  private func fleet(
    without out: Set<CarIndex>, from step: StepIndex, _ rested: [[CarIndex: Set<StepIndex>]]
  ) -> Fleet {
    guard !out.isEmpty || rested.contains(where: { !$0.isEmpty }) else { return fleet }
    return .named(
      carIndices.map { index in
        let car = fleet[index]
        let breaks = rested.reduce(into: Set<StepIndex>()) { $0.formUnion($1[index] ?? []) }
        let gone = out.contains(index) ? shift.steps.filter { $0 >= step } : []
        return Car(
          id: car.id, carClass: car.carClass, off: car.off.union(breaks).union(gone),
          history: car.history, end: out.contains(index) ? nil : car.end,
          travelLimit: car.travelLimit, moveLimit: car.moveLimit,
          minutesBefore: car.minutesBefore)
      })
  }

  /// A window without the cars that have begun their break, or drop out before it.
  private func without(
    _ cars: Set<CarIndex>, _ window: RosterRules.BreakWindow
  ) -> RosterRules.BreakWindow {
    let crew = crew(of: window)
    let rest = crew.filter { !cars.contains($0) }
    guard rest.count < crew.count else { return window }
    return RosterRules.BreakWindow(
      crew: .cars(rest), length: window.length, window: window.window, atOnce: window.atOnce)
  }
}
