// usage: SolverFixture cp-sat|highs SECONDS
//
// Solves a small program with the Python or the HiGHS library of the environment, and says status and
// objective; ends with 3 if the time was up.
import Glibc
import LinearPrograms

let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count == 2, let seconds = Double(arguments[1]) else {
  exit(64)
}

// The most of x + 2y with x + y ≤ 3 and x, y ≤ 2 is 5.
var program = LinearProgram()
let x = program.addColumn(cost: -1, in: 0...2, isInteger: true)
let y = program.addColumn(cost: -2, in: 0...2, isInteger: true)
program.addRow([.init(x), .init(y)], in: 0...3)
var options = SolverOptions()
options.timeLimit = .seconds(seconds)

do {
  let solver: any LinearSolver =
    try arguments[0] == "highs" ? HiGHSSolver() : CPSATSolver.shared.get()
  let outcome = try solver.solve(program, options: options) { _ in }
  print(outcome.status, outcome.solution?.objective ?? .nan)
  exit(outcome.status == .timeLimit ? 3 : 0)
} catch {
  print(error)
  exit(1)
}
