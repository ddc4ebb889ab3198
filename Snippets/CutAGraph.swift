// Reads a graph in one format, finds its greatest cut, and writes the function in another.
import Temper

let graph = "5 5\n1 2 1\n2 3 1\n3 4 1\n4 5 1\n5 1 1\n"
let problem = try QUBOFile(Array(graph.utf8), file: "cycle.rud", format: .rudy)
let outcome = try QUBORun(
  QUBORequest(problem: problem, seed: 1, stop: Stop(steps: 500))
).run()
precondition(outcome.value.description == "4")
print("cut", outcome.value, "by", outcome.assignment)
print(try problem.text(as: .coo))
