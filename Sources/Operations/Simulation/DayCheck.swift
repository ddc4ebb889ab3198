/// What a plan breaks that was to be adopted.
public enum PlanDefect: Hashable, Sendable {
  /// Travel of a car before a period takes other than its time.
  case travel(car: Int, period: Int)
  /// A period in which the car is already bound.
  case overwritten(car: Int, period: Int)
  /// More cells of a sector are changed than its budget has.
  case budget(sector: Int, changed: Int)
  /// The plan is not of this shift, or its car does not start from an area.
  case shape(car: Int)
  /// The car is not where the incident is, or not as long.
  case incident(car: Int)
}

/// Judges plans by the rules alone, counting everything anew: no policy judges itself.
public enum DayCheck {
  /// What a plan for an incident breaks, given the state before it.
  public static func defects(
    of plan: CarPlan, for incident: Incident, in state: ShiftState
  ) -> [PlanDefect] {
    guard plan.start >= incident.period, plan.start + plan.cells.count == ShiftClock.periods,
      plan.start < ShiftClock.periods, state.cells[state.index(plan.car, plan.start)] >= 0
    else { return [.shape(car: plan.car)] }
    let old = Array(state.cells[state.cells(of: plan.car, from: 0)])
    let row = Array(old[..<plan.start]) + plan.cells
    return overwritten(plan, in: state) + presence(plan, at: incident, from: old[plan.start], state)
      + travel(plan, row: row, in: state) + budget(plan, in: state)
  }

  private static func overwritten(_ plan: CarPlan, in state: ShiftState) -> [PlanDefect] {
    (plan.start..<ShiftClock.periods).compactMap { period in
      state.available[state.index(plan.car, period)]
        ? nil : .overwritten(car: plan.car, period: period)
    }
  }

  private static func presence(
    _ plan: CarPlan, at incident: Incident, from place: Int, _ state: ShiftState
  ) -> [PlanDefect] {
    let travel = state.region.periods(from: place, to: incident.area)
    let end = min(plan.cells.count, travel + incident.periods)
    let isThere =
      plan.busy == end && travel < plan.cells.count
      && plan.cells[..<travel].allSatisfy { $0 == ShiftState.travelling }
      && plan.cells[travel..<end].allSatisfy { $0 == incident.area }
    return isThere ? [] : [.incident(car: plan.car)]
  }

  /// Type 1: stays whose gap is not the travel time, from the incident on.
  private static func travel(
    _ plan: CarPlan, row: [Int], in state: ShiftState
  ) -> [PlanDefect] {
    var defects: [PlanDefect] = []
    var previous: Int?
    for period in (plan.start + plan.busy)..<max(row.count, plan.start + plan.busy)
    where row[period] >= 0 {
      let before = previous ?? (plan.start + plan.busy - 1)
      let needed = state.region.periods(from: row[before], to: row[period])
      if row[before] != row[period] || period - before > 1, period - before - 1 != needed {
        defects.append(.travel(car: plan.car, period: period))
      }
      previous = period
    }
    return defects
  }

  private static func budget(_ plan: CarPlan, in state: ShiftState) -> [PlanDefect] {
    let sector = state.initial.sectors[plan.car]
    var changed = 0
    for car in state.carsOfSector[sector] {
      for period in 0..<ShiftClock.periods {
        let isNew = car == plan.car && period >= plan.start
        let cell = state.index(car, period)
        let area = isNew ? plan.cells[period - plan.start] : state.cells[cell]
        if area != state.initial.cells[cell] { changed += 1 }
      }
    }
    let most = state.cap * Double(ShiftClock.periods * state.carsOfSector[sector].count) + 1e-6
    return Double(changed) <= most ? [] : [.budget(sector: sector, changed: changed)]
  }
}
