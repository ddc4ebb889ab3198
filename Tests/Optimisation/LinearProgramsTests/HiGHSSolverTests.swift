import Failures
import LinearPrograms
import RandomStreams
import Testing
import _TemperTestSupport

@Suite("HiGHS", .needsHiGHS)
struct HiGHSSolverTests {
  @Test("packs knapsacks as well as trying all ways does", arguments: 0..<40 as Range<UInt64>)
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
    let outcome = try HiGHSSolver().solve(program)
    #expect(outcome.status == .optimal)
    #expect(outcome.solution?.objective == best.map { -Double($0) })
    #expect(outcome.bound <= (outcome.solution?.objective ?? -.infinity) + 1e-6)
    #expect(outcome.solution.map { program.violation(of: $0.values) } == .some(nil))
  }

  @Test("prices rows and columns of a linear program")
  func duals() throws {
    let outcome = try HiGHSSolver().solve(Examples.diet)
    let solution = try #require(outcome.solution)
    #expect(solution.values == [3, 1] && solution.objective == 9 && outcome.bound == 9)
    #expect(solution.rowDuals == [3] && solution.reducedCosts == [-1, 0])
  }

  @Test("tells infeasible from unbounded")
  func statuses() throws {
    var contradiction = Examples.diet
    contradiction.addRow([.init(.init(0)), .init(.init(1))], in: -.infinity...1)
    #expect(try HiGHSSolver().solve(contradiction).status == .infeasible)
    var open = LinearProgram()
    _ = open.addColumn(cost: -1, in: 0 ... .infinity)
    let status = try HiGHSSolver().solve(open).status
    #expect(status == .unbounded || status == .infeasibleOrUnbounded)
  }

  @Test("is not asked about programs that are none")
  func invalid() throws {
    #expect(throws: SolverError.invalidProgram("it has no columns")) {
      try HiGHSSolver().solve(LinearProgram())
    }
    var garbled = Examples.diet
    _ = garbled.addColumn(cost: .nan, in: 0...1)
    #expect(throws: SolverError.invalidProgram("the cost of column 2 is nan")) {
      try HiGHSSolver().solve(garbled)
    }
    var undefined = Examples.diet
    undefined.addRow([.init(.init(0), times: .infinity)], in: 0...1)
    #expect(throws: SolverError.invalidProgram("a coefficient is inf")) {
      try HiGHSSolver().solve(undefined)
    }
  }

  @Test("tells of incumbents and bounds, and keeps the incumbent when it is cancelled")
  func cancelled() throws {
    let program = hardProgram(seed: 1)
    var options = SolverOptions()
    options.isCancelled = { true }
    let stopped = try HiGHSSolver().solve(program, options: options)
    #expect(stopped.status == .interrupted)

    options.start = stopped.solution?.values ?? [Double](repeating: 0, count: program.columnCount)
    let again = try HiGHSSolver().solve(program, options: options)
    #expect(again.status == .interrupted)
    let kept = try #require(again.solution)
    #expect(program.violation(of: kept.values) == nil)
    #expect(again.bound <= kept.objective)
  }

  @Test("is held to a time limit")
  func timeLimit() throws {
    var options = SolverOptions()
    options.timeLimit = .milliseconds(50)
    var reports: [SolverProgress] = []
    let outcome = try HiGHSSolver().solve(hardProgram(seed: 2), options: options) {
      reports.append($0)
    }
    #expect(outcome.status == .timeLimit)
    #expect(reports.compactMap(\.incumbent) == reports.compactMap(\.incumbent).sorted(by: >))
    #expect(reports.map(\.bound) == reports.map(\.bound).sorted())
  }

  /// A market split: equations that are easily stated and hardly solved, as soft rows.
  private func hardProgram(seed: UInt64) -> LinearProgram {
    var random = RandomStream(seed: seed)
    var program = LinearProgram()
    let columns = (0..<50).map { _ in program.addColumn(cost: 0, in: 0...1, isInteger: true) }
    for _ in 0..<6 {
      let weights = columns.map { _ in random.uniform(below: 100) }
      let half = Double(weights.reduce(0, +) / 2)
      let (over, under) = (
        program.addColumn(cost: 1, in: 0 ... .infinity),
        program.addColumn(cost: 1, in: 0 ... .infinity)
      )
      program.addRow(
        zip(columns, weights).map { LinearProgram.Term($0, times: Double($1)) }
          + [.init(over), .init(under, times: -1)], in: half...half)
    }
    return program
  }
}

@Suite("Without HiGHS")
struct MissingLibraryTests {
  @Test("the error says what was tried and what to do")
  func words() {
    let error = SolverError.unavailable(["libhighs.so: no such file"])
    #expect(
      error.description == """
        there is no HiGHS library (tried libhighs.so: no such file); install libhighs.so, \
        1.11 or later, or set TEMPER_HIGHS_LIBRARY to its path
        """)
  }
}
