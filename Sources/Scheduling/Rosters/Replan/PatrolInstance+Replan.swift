import PatrolModel

extension PatrolInstance {
  /// The shift from a step on: cars are fixed where the plan had them before, and some are out of service
  /// from then on, with a price for the cars that sectors then lack.
  func goingOn(
    with plan: Schedule, from step: StepIndex, out: Set<CarIndex>, shortage: Minutes
  ) -> PatrolInstance {
    var roster = roster
    if !out.isEmpty && roster.shortagePrice == nil { roster.shortagePrice = shortage }
    roster.breakWindows = roster.breakWindows.map { without(out, $0, plan, from: step) }
    roster.pairs = roster.pairs.filter { !out.contains($0.first) && !out.contains($0.second) }
    let past = carIndices.flatMap { car in
      shift.steps.prefix(step.rawValue).compactMap { past in
        plan[past, car].map { PlanningRules.Assignment(car: car, step: past, sector: $0) }
      }
    }
    let later = rules.fixed.filter { $0.step >= step && !out.contains($0.car) }
    return PatrolInstance(
      name: name, summary: summary, fleet: fleet(without: out, from: step), shift: shift,
      presence: presence, sectors: sectors, demand: demand, travel: travel,
      rules: PlanningRules(
        fixed: past + later,
        forbidden: rules.forbidden.filter { $0.step >= step && !out.contains($0.car) },
        longestLeg: rules.longestLeg, classMinimums: rules.classMinimums,
        carTravelLimit: rules.carTravelLimit), roster: roster)
  }

  private func fleet(without out: Set<CarIndex>, from step: StepIndex) -> Fleet {
    guard !out.isEmpty else { return fleet }
    return .named(
      carIndices.map { index in
        let car = fleet[index]
        guard out.contains(index) else { return car }
        return Car(
          id: car.id, carClass: car.carClass,
          off: car.off.union(shift.steps.filter { $0 >= step }), history: car.history,
          travelLimit: car.travelLimit, moveLimit: car.moveLimit,
          minutesBefore: car.minutesBefore)
      })
  }

  /// A window without the cars that drop out before they have had their break.
  private func without(
    _ out: Set<CarIndex>, _ window: RosterRules.BreakWindow, _ plan: Schedule,
    from step: StepIndex
  ) -> RosterRules.BreakWindow {
    let crew = crew(of: window)
    let rest = crew.filter { car in
      let had = window.window.count { at in
        at < step.rawValue && isInService(car, at: StepIndex(at)) && plan[StepIndex(at), car] == nil
      }
      return !out.contains(car) || had == window.length
    }
    guard rest.count < crew.count else { return window }
    return RosterRules.BreakWindow(
      crew: .cars(rest), length: window.length, window: window.window, atOnce: window.atOnce)
  }
}
