package import JointPatrol
package import LinearPrograms

extension AdditiveAssignment {
  /// The integer program: a column for each pair that gains, a row for each car and each call.
  package func byProgram(_ solver: some LinearSolver) throws(SolverError) -> [JointAssignment] {
    let useful = pairs.filter { $0.change < 0 }
    guard !useful.isEmpty else { return [] }
    var program = LinearProgram()
    let columns = useful.map {
      program.addColumn(cost: $0.change, in: 0...1, isInteger: true)
    }
    for key in [\JointAssignment.car, \JointAssignment.call] {
      for member in Set(useful.map { $0.assignment[keyPath: key] }).sorted() {
        let terms = zip(useful, columns).filter { $0.0.assignment[keyPath: key] == member }
          .map { LinearProgram.Term($0.1) }
        program.addRow(terms, in: 0...1)
      }
    }
    let outcome = try solver.solve(program, options: SolverOptions(), report: { _ in })
    guard let values = outcome.solution?.values else {
      throw .wrongAnswer("it has no solution of a program that nobody sent solves")
    }
    return zip(useful, values).filter { $0.1 > 0.5 }.map(\.0.assignment)
  }
}
