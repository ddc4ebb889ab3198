// Writes a plan as a table, damages a line of it, and reads what the checker says of either.
import Temper

let shift = try PatrolInstance(contentsOf: "instances/tiny-3x3x3.json")
let outcome = try SolveRun(
  SolveRequest(instance: shift, seed: 1, stop: Stop(steps: 1_000))
).run()
guard let plan = outcome.plan else { fatalError("no plan") }
let table = ScheduleCSV.text(plan.schedule, of: shift, layout: .long)
let checker = ScheduleChecker(shift)

let entries = try ScheduleCSV.entries(parsing: Array(table.utf8), of: shift, file: "plan.csv")
precondition(checker.judge(entries).isFeasible)

let verdict = checker.judge(Array(entries.dropLast()))
precondition(!verdict.isFeasible)
for violation in verdict.violations { print(violation) }
