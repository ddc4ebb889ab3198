import CHiGHS

/// Solves linear and mixed-integer programs with HiGHS, and trusts no answer unseen.
///
/// HiGHS calls some empty, garbled or undefined programs optimal. So a program is looked at before,
/// and values, rows, integrality and objective are computed again after each run.
///
/// Huangfu & Hall, "Parallelizing the dual revised simplex method", Mathematical Programming
/// Computation 10 (2018), doi:10.1007/s12532-017-0130-5.
public struct HiGHSSolver: LinearSolver {
  private let library: HiGHSLibrary

  /// Creates a solver that calls a library.
  public init(_ library: HiGHSLibrary) { self.library = library }

  /// Creates a solver that calls the library of this process.
  ///
  /// - Throws: ``SolverError/unavailable(_:)`` if there is none.
  public init() throws(SolverError) { library = try HiGHSLibrary.shared.get() }

  /// On the flow model of a night with an optimum of 1543.2 minutes, HiGHS 1.15.1 called 1543.6 or
  /// 1544.1 optimal for 4 of 20 seeds.
  public var needsConfirmation: Bool { true }

  /// Name and version, as in `HiGHS 1.15.1`.
  public var title: String { "HiGHS \(library.version)" }

  /// Solves a program; when its time is up, or somebody cancels, the best solution so far is returned.
  ///
  /// - Parameters:
  ///   - program: What to solve.
  ///   - options: How long and how exactly.
  ///   - report: Told of better solutions and bounds of branch and bound, on the calling thread.
  /// - Returns: How it ended, verified; no solution and a limit met are outcomes, not errors.
  /// - Throws: ``SolverError`` if the program is none, or the answer cannot be trusted.
  public func solve(
    _ program: LinearProgram, options: SolverOptions = SolverOptions(),
    report: @escaping (SolverProgress) -> Void = { _ in }
  ) throws(SolverError) -> LinearOutcome {
    if let defect = program.defect { throw .invalidProgram(defect) }
    let monitor = HiGHSMonitor(
      library.functions, columnCount: program.columnCount, timeLimit: options.timeLimit,
      start: feasibleStart(of: program, options))
    let run = HiGHSRun(
      functions: library.functions, program: program, options: options, monitor: monitor)
    let (answer, wasCancelled) = try run.wait(report: report)
    let standing = monitor.standing
    let status = try Self.status(answer?.status ?? kHighsModelStatusInterrupt, wasCancelled)
    let solution = try Self.solution(of: program, answer, incumbent: standing.incumbent)
    if status == .optimal && solution == nil {
      throw .wrongAnswer("it calls a program optimal and has no feasible values")
    }
    return LinearOutcome(
      status: status, solution: solution,
      bound: try Self.bound(
        status, solution, of: program, branching: answer.map { $0.bound ?? .nan } ?? standing.bound),
      nodes: answer?.nodes ?? standing.nodes, elapsed: monitor.elapsed)
  }

  /// Duals near the best ones of a program's relaxation, from an interior point.
  ///
  /// They prove what ``LinearProgram/wholeBound(rowDuals:)`` makes of them.
  ///
  /// - Returns: One for each row, or `nil` if there was no time.
  /// - Throws: ``SolverError`` if the program is none, or the solver fails.
  package func duals(
    of program: LinearProgram, options: SolverOptions
  ) throws(SolverError) -> [Double]? {
    if let defect = program.defect { throw .invalidProgram(defect) }
    var options = options
    options.takesInteriorPoint = true
    let monitor = HiGHSMonitor(
      library.functions, columnCount: program.columnCount, timeLimit: options.timeLimit, start: nil)
    let run = HiGHSRun(
      functions: library.functions, program: program.relaxed, options: options, monitor: monitor)
    return try run.wait(report: { _ in }).answer?.solution?.rowDuals
  }

  private func feasibleStart(
    of program: LinearProgram, _ options: SolverOptions
  ) -> (values: [Double], cost: Double)? {
    guard let start = options.start else { return nil }
    precondition(start.count == program.columnCount, "one value per column")
    return program.violation(of: start) == nil ? (start, program.objective(of: start)) : nil
  }

  /// The status by its number.
  private static func status(
    _ number: HighsInt, _ wasCancelled: Bool
  ) throws(SolverError) -> LinearStatus {
    // HighsModelStatus in HConst.h; the C header leaves these out.
    let (memoryLimit, interruptOfItsOwn): (HighsInt, HighsInt) = (18, 19)
    return switch number {
    case kHighsModelStatusOptimal: .optimal
    case kHighsModelStatusInfeasible: .infeasible
    case kHighsModelStatusUnboundedOrInfeasible: .infeasibleOrUnbounded
    case kHighsModelStatusUnbounded: .unbounded
    case kHighsModelStatusObjectiveBound, kHighsModelStatusObjectiveTarget,
      kHighsModelStatusIterationLimit, kHighsModelStatusSolutionLimit, memoryLimit:
      .solverLimit
    case kHighsModelStatusTimeLimit: .timeLimit
    case kHighsModelStatusInterrupt, interruptOfItsOwn: wasCancelled ? .interrupted : .timeLimit
    default: throw .failed(modelStatus: number)
    }
  }

  private static func solution(
    of program: LinearProgram, _ answer: HiGHSAnswer?, incumbent: [Double]?
  ) throws(SolverError) -> LinearSolution? {
    guard let answer, let found = answer.solution else {
      return try incumbent.map { (values) throws(SolverError) in
        try program.solution(values, claimed: nil)
      }
    }
    let solution = try program.solution(found.values, claimed: answer.objective ?? .nan)
    guard !program.hasIntegers else { return solution }
    return LinearSolution(
      values: solution.values, objective: solution.objective, reducedCosts: found.reducedCosts,
      rowDuals: found.rowDuals)
  }

  private static func bound(
    _ status: LinearStatus, _ solution: LinearSolution?, of program: LinearProgram,
    branching bound: Double
  ) throws(SolverError) -> Double {
    guard program.hasIntegers else {
      return status == .optimal ? solution?.objective ?? -.infinity : -.infinity
    }
    switch status {
    case .infeasible: return .infinity
    case .unbounded, .infeasibleOrUnbounded: return -.infinity
    case .optimal, .timeLimit, .interrupted, .solverLimit: break
    }
    if bound.isNaN { throw .wrongAnswer("its bound is not a number") }
    if let solution, bound > solution.objective + 1e-6 * max(1, abs(solution.objective)) {
      throw .wrongAnswer("the bound \(bound) is above the solution's \(solution.objective)")
    }
    return bound
  }
}
