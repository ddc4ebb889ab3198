// Finds the least travel there is by trying every plan, and compares annealing with it.
import Temper

let shift = try PatrolInstance(contentsOf: "instances/tiny-3x3x3.json")
var solver = ExactSolver(shift)
solver.method = .exhaustive
let exact = try ExactRun(solver).run()
guard let optimum = exact.plan else { fatalError("no plan") }

let annealed = try SolveRun(
  SolveRequest(instance: shift, seed: 7, stop: Stop(steps: 1_000))
).run()
guard let plan = annealed.plan else { fatalError("no plan") }
precondition(plan.verdict.totalTravel == optimum.verdict.totalTravel)
print("both travel \(optimum.verdict.totalTravel) minutes")
