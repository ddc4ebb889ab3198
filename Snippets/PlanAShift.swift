// Loads a shift, plans it, proves how good the plan is, has it judged, and prints it.
import Temper

let shift = try PatrolInstance(contentsOf: "instances/tiny-4x5x5.json")
let outcome = try SolveRun(
  SolveRequest(instance: shift, seed: 1, stop: Stop(steps: 2_000))
).run()
guard let plan = outcome.plan, let bound = outcome.bound else { fatalError("no plan") }
let verdict = ScheduleChecker(shift).judge(plan.schedule)
precondition(verdict.isFeasible && verdict.totalTravel >= bound.travel)
print(ScheduleGrid.text(plan.schedule, of: shift, width: 80, colour: false))
print("\(verdict.totalTravel) minutes, no plan travels less than \(bound.travel)")
