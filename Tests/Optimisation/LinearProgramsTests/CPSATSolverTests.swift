import LinearPrograms
import RandomStreams
import Testing

extension Trait where Self == ConditionTrait {
  static var needsCPSAT: Self {
    .enabled(
      if: (try? CPSATSolver.shared.get()) != nil, "needs Python with OR-Tools, see TEMPER_PYTHON")
  }
}

@Suite("CP-SAT", .needsCPSAT)
struct CPSATSolverTests {
  @Test("agrees with trying all ways on knapsacks", arguments: 0..<4 as Range<UInt64>)
  func knapsack(seed: UInt64) throws {
    var random = RandomStream(seed: seed)
    let values = (0..<10).map { _ in random.uniform(below: 50) }
    let weights = (0..<10).map { _ in 1 + random.uniform(below: 50) }
    let capacity = 1 + random.uniform(below: 200)
    let program = Examples.knapsack(values: values, weights: weights, capacity: capacity)
    let best = (0..<1 << 10).map { subset in
      let items = values.indices.filter { subset >> $0 & 1 == 1 }
      return items.reduce(0) { $0 + weights[$1] } <= capacity
        ? items.reduce(0) { $0 + values[$1] } : 0
    }.max()
    var reports: [SolverProgress] = []
    let outcome = try CPSATSolver.shared.get().solve(program, options: SolverOptions()) {
      reports.append($0)
    }
    #expect(outcome.status == .optimal)
    #expect(outcome.solution?.objective == best.map { -Double($0) })
    #expect(outcome.bound == outcome.solution?.objective)
    #expect(outcome.solution.map { program.violation(of: $0.values) } == .some(nil))
    #expect(!reports.isEmpty && reports.map(\.bound) == reports.map(\.bound).sorted())
  }

  @Test("tells what has no solution, and refuses fractions")
  func refused() throws {
    let solver = try CPSATSolver.shared.get()
    var program = LinearProgram()
    let column = program.addColumn(cost: 1, in: 0...4, isInteger: true)
    program.addRow([.init(column, times: 2)], in: 3...3)
    let outcome = try solver.solve(program, options: SolverOptions()) { _ in }
    #expect(outcome.status == .infeasible && outcome.solution == nil)
    program.addRow([.init(column, times: 0.5)], in: 0...1)
    #expect(
      throws: SolverError.invalidProgram("CP-SAT takes whole numbers below 2^53 only, not 0.5")
    ) {
      try solver.solve(program, options: SolverOptions()) { _ in }
    }
    _ = program.addColumn(cost: 0, in: 0...1)
    #expect(throws: SolverError.self) {
      try solver.solve(program, options: SolverOptions()) { _ in }
    }
  }
}
