// usage: SolverFixture cp-sat SECONDS
//
// Solves a small program with the Python of the environment, and says status and objective.
import Glibc
import LinearPrograms

let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count == 2, arguments[0] == "cp-sat", let seconds = Double(arguments[1]) else {
  exit(64)
}

// The most of x + 2y with x + y ≤ 3 and x, y ≤ 2: 5.
var program = LinearProgram()
let x = program.addColumn(cost: -1, in: 0...2, isInteger: true)
let y = program.addColumn(cost: -2, in: 0...2, isInteger: true)
program.addRow([.init(x), .init(y)], in: 0...3)
var options = SolverOptions()
options.timeLimit = .seconds(seconds)

do {
  let outcome = try CPSATSolver.shared.get().solve(program, options: options) { _ in }
  print(outcome.status, outcome.solution?.objective ?? .nan)
} catch {
  print(error)
  exit(1)
}
