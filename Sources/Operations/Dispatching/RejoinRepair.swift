import Simulation

/// Repairs a timetable by rejoining it: the first period in which the car can be where it would
/// have been; until then it patrols the incident's area.
struct RejoinRepair {
  /// The plan of a car that goes to an incident.
  static func plan(
    _ departure: Departure, to area: Int, in state: borrowing ShiftState
  ) -> CarPlan {
    let first = state.index(departure.car, 0)
    var cells = Array(
      repeating: ShiftState.travelling, count: ShiftClock.periods - departure.period)
    for period in departure.arrival..<departure.free { cells[period - departure.period] = area }
    var rejoined = ShiftClock.periods
    var travel = 0
    for period in departure.free..<ShiftClock.periods {
      let old = state.cells[first + period]
      guard old >= 0 else { continue }
      travel = state.region.periods(from: area, to: old)
      if travel <= period - departure.free {
        rejoined = period
        break
      }
    }
    let leaves = rejoined == ShiftClock.periods ? rejoined : rejoined - travel
    for period in departure.free..<leaves { cells[period - departure.period] = area }
    for period in rejoined..<ShiftClock.periods {
      cells[period - departure.period] = state.cells[first + period]
    }
    return CarPlan(
      car: departure.car, start: departure.period, busy: departure.busy, cells: cells)
  }
}
