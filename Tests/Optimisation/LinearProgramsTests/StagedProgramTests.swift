import LinearPrograms
import RandomStreams
import Testing
import _TemperTestSupport

@Suite("A program in stages", .needsHiGHS)
struct StagedProgramTests {
  /// A covering program: rows of one to three stages in a row ask for at least so much; all columns at
  /// their most are a solution.
  static func random(seed: UInt64, stages count: Int) -> (program: LinearProgram, stages: [Int]) {
    var random = RandomStream(seed: seed, stream: 61)
    var (program, stages) = (LinearProgram(), [Int]())
    let width = 4
    for stage in 0..<count {
      for _ in 0..<width {
        _ = program.addColumn(
          cost: Double(1 + random.uniform(below: 30)), in: 0...2, isInteger: true)
        stages.append(stage)
      }
    }
    for first in 0..<count {
      for _ in 0..<3 {
        let last = min(count - 1, first + random.uniform(below: 3))
        let terms = (first * width..<(last + 1) * width)
          .filter { _ in random.uniform(below: 2) == 0 }
          .map { LinearProgram.Term(.init($0), times: Double(1 + random.uniform(below: 3))) }
        let most = terms.reduce(0) { $0 + 2 * Int($1.coefficient) }
        guard most > 0 else { continue }
        program.addRow(terms, in: Double(1 + random.uniform(below: most))...(.infinity))
      }
    }
    return (program, stages)
  }

  private static func optimum(_ program: LinearProgram) throws -> LinearSolution {
    try #require(try HiGHSSolver().solve(program).solution)
  }

  private static func parts(_ time: Duration? = nil) throws -> PartSolver {
    var options = SolverOptions()
    options.absoluteGap = 0.5
    return PartSolver(try HiGHSSolver(), options) { time }
  }

  @Test("has the optimum of the whole with all else fixed in each window", arguments: seeds(6))
  func windows(seed: UInt64) throws {
    let (program, stages) = Self.random(seed: seed, stages: 6)
    let staged = StagedProgram(program, stages: stages)
    let settled = [Double](repeating: 2, count: program.columnCount)
    for first in 0..<staged.stageCount {
      let window = first..<min(staged.stageCount, first + 2)
      let part = staged.part(of: window, whole: window, settled: settled) { $0 % 5 > 0 }
      var fixed = program
      for column in settled.indices where !part.columns.contains(column) {
        fixed.fix(.init(column), at: 2)
      }
      let rest = settled.indices.filter { !part.columns.contains($0) }
        .reduce(0) { $0 + 2 * program.costs[$1] }
      #expect(part.columns.allSatisfy { window.contains(stages[$0]) && $0 % 5 > 0 })
      #expect(
        try Self.optimum(part.program).objective + rest == Self.optimum(fixed).objective,
        "seed \(seed), \(window)")
    }
  }

  @Test("prices rows beyond a window so that parts sum up to the LP's bound", arguments: seeds(6))
  func prices(seed: UInt64) throws {
    let (program, stages) = Self.random(seed: seed, stages: 5)
    let staged = StagedProgram(program, stages: stages)
    let root = try Self.optimum(program.relaxed)
    // All of the program but its last stage, with the rows into that priced: what is left out is at its
    // reduced cost, which is 0 for all columns that are used.
    let window = 0..<staged.stageCount - 1
    let part = staged.part(
      of: window, whole: 0..<0, settled: Array(repeating: 0, count: program.columnCount),
      pricing: root.rowDuals
    ) { _ in true }
    let priced = zip(part.columns, part.program.costs).reduce(0) { $0 + root.values[$1.0] * $1.1 }
    let best = try Self.optimum(part.program).objective
    #expect(abs(best - priced) < 1e-6, "seed \(seed): the LP's values are optimal for the part")
  }

  @Test(
    "is solved stage by stage, and optimally where one window has them all", arguments: seeds(5))
  func fixAndRelax(seed: UInt64) throws {
    for count in [3, 8] {
      let (program, stages) = Self.random(seed: seed, stages: count)
      let root = try Self.optimum(program.relaxed)
      let dive = FixAndRelax(
        StagedProgram(program, stages: stages), rowDuals: root.rowDuals, parts: try Self.parts())
      for width in [0, 5, Double.infinity] {
        let found = try dive.solution(width: width)
        let optimum = try Self.optimum(program).objective
        // Covering more never hurts, so that what was settled always leaves something.
        let cost = try #require(found).objective
        #expect(program.violation(of: found?.values ?? []) == nil, "seed \(seed)")
        #expect(cost >= optimum, "seed \(seed)")
        if count == 3, width == .infinity { #expect(cost == optimum, "seed \(seed)") }
      }
    }
  }

  @Test("gets better window by window, alike on any number of threads", arguments: seeds(4))
  func windowSearch(seed: UInt64) throws {
    let (program, stages) = Self.random(seed: seed, stages: 16)
    let staged = StagedProgram(program, stages: stages)
    let start = try program.solution(
      Array(repeating: 2, count: program.columnCount), claimed: nil)
    let found = try [1, 2, 3].map { threads in
      var told: [Double] = []
      let best = try WindowSearch(staged, parts: try Self.parts(), threads: threads)
        .improve(
          start, isOpen: { _ in true },
          better: {
            told.append($0.objective)
            return true
          })
      #expect(told == told.sorted(by: >) && told.last == best.objective, "seed \(seed)")
      return best.values
    }
    #expect(program.violation(of: found[0]) == nil, "seed \(seed)")
    #expect(found[0] == found[1] && found[1] == found[2], "seed \(seed)")
    let optimum = try Self.optimum(program).objective
    #expect(program.objective(of: found[0]) >= optimum, "seed \(seed)")
    // Windows of eight stages, with rows of three: what is left is small.
    #expect(program.objective(of: found[0]) <= 1.05 * optimum, "seed \(seed)")
  }

  @Test("is searched by one window where it has few stages", arguments: seeds(5))
  func oneWindow(seed: UInt64) throws {
    let (program, stages) = Self.random(seed: seed, stages: 5)
    let start = try program.solution(
      Array(repeating: 2, count: program.columnCount), claimed: nil)
    let best = try WindowSearch(
      StagedProgram(program, stages: stages), parts: try Self.parts(), threads: 1
    ).improve(start, isOpen: { _ in true }, better: { _ in true })
    #expect(try best.objective == Self.optimum(program).objective, "seed \(seed)")
  }

  @Test("is left as it is where there is no time")
  func noTime() throws {
    let (program, stages) = Self.random(seed: 1, stages: 5)
    let staged = StagedProgram(program, stages: stages)
    let start = try program.solution(
      Array(repeating: 2, count: program.columnCount), claimed: nil)
    let parts = try Self.parts(.milliseconds(1))
    let best = try WindowSearch(staged, parts: parts, threads: 1)
      .improve(start, isOpen: { _ in true }, better: { _ in true })
    #expect(best.values == start.values)
    let root = try Self.optimum(program.relaxed)
    #expect(
      try FixAndRelax(staged, rowDuals: root.rowDuals, parts: parts).solution(width: 9) == nil)
  }
}
