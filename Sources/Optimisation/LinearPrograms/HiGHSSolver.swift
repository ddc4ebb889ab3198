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

  /// Name and version, as in `HiGHS 1.15.1`.
  public var title: String { "HiGHS \(library.version)" }

  /// Solves a program.
  ///
  /// - Parameters:
  ///   - program: What to solve.
  ///   - options: How long and how exactly.
  ///   - report: Told of better solutions and bounds of branch and bound, while it runs.
  /// - Returns: How it ended, verified; no solution and a limit met are outcomes, not errors.
  /// - Throws: ``SolverError`` if the program is none, or the answer cannot be trusted.
  public func solve(
    _ program: LinearProgram, options: SolverOptions = SolverOptions(),
    report: @escaping (SolverProgress) -> Void = { _ in }
  ) throws(SolverError) -> LinearOutcome {
    if let defect = program.defect { throw .invalidProgram(defect) }
    let model = try HiGHSModel(library.functions)
    try prepare(model, program, options)
    let monitor = HiGHSMonitor(
      library.functions, columnCount: program.columnCount, options: options, report: report)
    let status = try Self.status(model.run(monitor), monitor)
    let solution = try solution(of: program, model, monitor)
    if status == .optimal && solution == nil {
      throw .wrongAnswer("it calls a program optimal and has no feasible values")
    }
    return LinearOutcome(
      status: status, solution: solution, bound: try bound(status, solution, program, model),
      nodes: model.nodes, elapsed: monitor.elapsed)
  }

  private func prepare(
    _ model: borrowing HiGHSModel, _ program: LinearProgram, _ options: SolverOptions
  ) throws(SolverError) {
    try model.set("output_flag", false)
    // HiGHS 1.15.1 cuts off optima where it uses symmetries: of 3,000 tiny shifts, the published program
    // of one was called optimal at 53.1 minutes instead of 39.2, and only with symmetries.
    try model.set("mip_detect_symmetry", false)
    try model.set("threads", Int32(clamping: options.threads))
    try model.set("random_seed", max(0, options.seed))
    try model.set("mip_rel_gap", options.relativeGap)
    try model.set("mip_abs_gap", options.absoluteGap)
    if let limit = options.timeLimit {
      try model.set("time_limit", max(0, limit / .seconds(1)))
    }
    try model.pass(program)
    if let start = options.start {
      precondition(start.count == program.columnCount, "one value per column")
      try model.start(from: start)
    }
  }

  /// The status by its number in `highs_c_api.h`.
  private static func status(
    _ number: Int32, _ monitor: HiGHSMonitor
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
    case kHighsModelStatusInterrupt, interruptOfItsOwn:
      monitor.wasCancelled ? .interrupted : .timeLimit
    default: throw .failed(modelStatus: number)
    }
  }

  private func solution(
    of program: LinearProgram, _ model: borrowing HiGHSModel, _ monitor: HiGHSMonitor
  ) throws(SolverError) -> LinearSolution? {
    guard model.hasSolution else {
      return try monitor.incumbent.map { (values) throws(SolverError) in
        try program.solution(values, claimed: nil)
      }
    }
    let (values, reducedCosts, rowDuals) = try model.solution(of: program)
    let claimed = model.number("objective_function_value") ?? .nan
    let found = try program.solution(values, claimed: claimed)
    guard !program.hasIntegers else { return found }
    return LinearSolution(
      values: found.values, objective: found.objective, reducedCosts: reducedCosts,
      rowDuals: rowDuals)
  }

  private func bound(
    _ status: LinearStatus, _ solution: LinearSolution?, _ program: LinearProgram,
    _ model: borrowing HiGHSModel
  ) throws(SolverError) -> Double {
    guard program.hasIntegers else {
      return status == .optimal ? solution?.objective ?? -.infinity : -.infinity
    }
    let bound = model.number("mip_dual_bound") ?? .nan
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
