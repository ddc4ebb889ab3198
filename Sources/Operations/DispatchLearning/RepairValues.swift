import Dispatching
import Simulation

/// Judges the repairs within a chain by what the rest of the shift is worth after each: the "full"
/// mode, where the value chooses every candidate of the chain.
///
/// A repair is worth what presence it wins now and, discounted, V of the timetables that it leads to,
/// unfinished as they are. Published is a sum of these and the number of defects; here those of the
/// fewest defects are judged, as in chains without V.
struct RepairValues: RepairJudge {
  private let value: ScheduleValue
  private let reward: ShiftReward
  private let departure: Departure
  private let state: ShiftState
  private let period: Int
  /// Presence before the call, and what the answer's time makes of what is added to it.
  private let (before, cars): (Double, Int)

  /// A judge for each departure to an incident.
  static func judge(
    _ incident: Incident, in state: borrowing ShiftState, _ policy: SchedulePolicy
  ) -> (Departure) -> any RepairJudge {
    let state = copy state
    return { RepairValues($0, incident, in: state, policy) }
  }

  private init(
    _ departure: Departure, _ incident: Incident, in state: ShiftState, _ policy: SchedulePolicy
  ) {
    (value, reward) = (policy.value, policy.task.reward)
    (self.departure, self.state, period) = (departure, state, incident.period)
    (before, cars) = (state.presence, state.initial.cars)
  }

  /// r + γ V of what each repair leads to.
  func worths(of edits: [RowEdit], in table: ChainTable) -> [Double] {
    let base = adopting(table)
    let states = edits.map { edit -> ShiftState in
      let row = table.cells[base.cells(of: edit.car, from: edit.start)]
      var (after, cells) = (base, Array(row))
      for period in edit.start..<edit.end { cells[period - edit.start] = edit.cell(period) }
      after.adopt(CarPlan(car: edit.car, start: edit.start, busy: 0, cells: cells))
      return after
    }
    let worths = value.worth(of: states.map { value.sight(of: $0, period: period) })
    return states.indices.map {
      now(states[$0].presence)
        + reward.discount * (worths[$0] + value.prior(of: states[$0]))
    }
  }

  private func now(_ after: Double) -> Double {
    reward.now(minutes: departure.responseMinutes, before: before, after: after, cars: cars)
  }

  /// The state with timetables under repair.
  private func adopting(_ table: ChainTable) -> ShiftState {
    var after = state
    if case .serve(let plan, _, let repairs) = ChainPolicy.decision(departure, table, state) {
      for plan in [plan] + repairs { after.adopt(plan) }
    }
    return after
  }
}
