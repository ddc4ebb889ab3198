import Simulation

/// What a plan would change, counted from the cells that it replaces alone.
struct PlanScore {
  /// Gain of Σ U(n_a), most often negative.
  let patrol: Double
  /// Gain of changed cells; negative where the plan returns to the initial timetable.
  let changes: Int

  /// Counts a plan; `counts` are the state's own, changed in passing and restored.
  init(_ plan: CarPlan, in state: borrowing ShiftState, counts: inout [Int]) {
    var (gain, changes) = (0.0, 0)
    let first = state.index(plan.car, plan.start)
    for offset in plan.cells.indices {
      let (old, new) = (state.cells[first + offset], plan.cells[offset])
      let initial = state.initial.cells[first + offset]
      changes += (new != initial ? 1 : 0) - (old != initial ? 1 : 0)
      if old >= 0, state.available[first + offset] {
        gain += Self.step(&counts, old, by: -1, state)
      }
      if new >= 0, offset >= plan.busy { gain += Self.step(&counts, new, by: 1, state) }
    }
    for offset in plan.cells.indices {
      let (old, new) = (state.cells[first + offset], plan.cells[offset])
      if old >= 0, state.available[first + offset] { counts[old] += 1 }
      if new >= 0, offset >= plan.busy { counts[new] -= 1 }
    }
    (patrol, self.changes) = (gain, changes)
  }

  private static func step(
    _ counts: inout [Int], _ area: Int, by change: Int, _ state: borrowing ShiftState
  ) -> Double {
    let before = state.utility(area: area, periods: counts[area])
    counts[area] += change
    return state.utility(area: area, periods: counts[area]) - before
  }
}
