/// What a plan breaks that was to be adopted.
public enum PlanDefect: Hashable, Sendable {
  /// Travel of a car before a period takes other than its time.
  case travel(car: Int, period: Int)
  /// A period in which the car is already bound.
  case overwritten(car: Int, period: Int)
  /// More cells of a sector are changed than its budget has.
  case budget(sector: Int, changed: Int)
  /// The plan is not of this shift, its car has another one, or does not start from an area.
  case shape(car: Int)
  /// The car is not where the incident is, or not as long.
  case incident(car: Int)
}

/// Judges plans by the rules alone, counting everything anew: no policy judges itself.
public enum DayCheck {
  /// What a plan for an incident breaks, with repairs of other cars, given the state before it.
  public static func defects(
    of plan: CarPlan, repairs: [CarPlan] = [], for incident: Incident, in state: ShiftState
  ) -> [PlanDefect] {
    let plans = [plan] + repairs
    let odd = shape(plans, from: incident.period, in: state)
    guard odd.isEmpty else { return odd }
    return presence(plan, at: incident, in: state)
      + plans.flatMap { overwritten($0, in: state) + travel($0, in: state) }
      + budget(plans, in: state)
  }

  private static func shape(
    _ plans: [CarPlan], from period: Int, in state: ShiftState
  ) -> [PlanDefect] {
    var cars: Set<Int> = []
    return plans.enumerated().compactMap { number, plan in
      let isOfShift =
        plan.start >= period && plan.start < ShiftClock.periods
        && plan.start + plan.cells.count == ShiftClock.periods
      let starts =
        isOfShift && number == 0
        ? state.cells[state.index(plan.car, plan.start)] >= 0 : isOfShift && plan.busy == 0
      return starts && cars.insert(plan.car).inserted ? nil : .shape(car: plan.car)
    }
  }

  private static func overwritten(_ plan: CarPlan, in state: ShiftState) -> [PlanDefect] {
    (plan.start..<ShiftClock.periods).compactMap { period in
      state.available[state.index(plan.car, period)]
        ? nil : .overwritten(car: plan.car, period: period)
    }
  }

  private static func presence(
    _ plan: CarPlan, at incident: Incident, in state: ShiftState
  ) -> [PlanDefect] {
    let place = state.cells[state.index(plan.car, plan.start)]
    let travel = state.region.periods(from: place, to: incident.area)
    let end = min(plan.cells.count, travel + incident.periods)
    let isThere =
      plan.busy == end && travel < plan.cells.count
      && plan.cells[..<travel].allSatisfy { $0 == ShiftState.travelling }
      && plan.cells[travel..<end].allSatisfy { $0 == incident.area }
    return isThere ? [] : [.incident(car: plan.car)]
  }

  /// Type 1: stays whose gap is not the travel time, from the incident or the repair on.
  private static func travel(_ plan: CarPlan, in state: ShiftState) -> [PlanDefect] {
    let old = state.cells[state.cells(of: plan.car, from: 0)]
    let row = Array(old.prefix(plan.start)) + plan.cells
    let first = plan.start + plan.busy
    // A shift that began on the road has no place before it.
    guard var before = row[..<min(first, row.count)].lastIndex(where: { $0 >= 0 }) else {
      return []
    }
    var defects: [PlanDefect] = []
    for period in first..<max(row.count, first) where row[period] >= 0 {
      let gap = period - before - 1
      let isStay = row[before] == row[period] && gap == 0
      if !isStay, gap != state.region.periods(from: row[before], to: row[period]) {
        defects.append(.travel(car: plan.car, period: period))
      }
      before = period
    }
    return defects
  }

  private static func budget(_ plans: [CarPlan], in state: ShiftState) -> [PlanDefect] {
    let byCar = Dictionary(plans.map { ($0.car, $0) }) { first, _ in first }
    return Set(plans.map { state.initial.sectors[$0.car] }).sorted().compactMap { sector in
      var changed = 0
      for car in state.carsOfSector[sector] {
        for period in 0..<ShiftClock.periods {
          let cell = state.index(car, period)
          let plan = byCar[car].flatMap { period >= $0.start ? $0 : nil }
          let area = plan.map { $0.cells[period - $0.start] } ?? state.cells[cell]
          if area != state.initial.cells[cell] { changed += 1 }
        }
      }
      let most = state.cap * Double(ShiftClock.periods * state.carsOfSector[sector].count) + 1e-6
      return Double(changed) <= most ? nil : .budget(sector: sector, changed: changed)
    }
  }
}
