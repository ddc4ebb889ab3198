import CHiGHS
import Foundation

/// What HiGHS says at the end of a run, not yet looked at.
struct HiGHSAnswer: Sendable {
  /// The number of the model status.
  let status: HighsInt
  /// Values, reduced costs and duals, if HiGHS takes the values for feasible.
  let solution: (values: [Double], reducedCosts: [Double], rowDuals: [Double])?
  let objective: Double?
  /// The bound of branch and bound.
  let bound: Double?
  let nodes: Int
}

/// A run of HiGHS on a thread of its own, so that nobody has to wait for it.
///
/// HiGHS can be interrupted where it asks, and it does not ask while it takes a program in,
/// presolves, or factorises: seconds for programs of millions of columns.
struct HiGHSRun {
  let functions: CHiGHSFunctions
  let program: LinearProgram
  let options: SolverOptions
  let monitor: HiGHSMonitor

  /// Solves until there is an answer, the time is up, or somebody asks for the end.
  ///
  /// A run that does not end then is left to itself: it ends where HiGHS next asks, keeps its copy of
  /// the program until then, and is not waited for by anyone, nor by the end of the process.
  ///
  /// - Parameter report: Told of progress, on the calling thread.
  /// - Returns: HiGHS's answer, `nil` if it was not waited for; and whether somebody asked for the end.
  /// - Throws: ``SolverError/refused(call:)``.
  func wait(
    report: (SolverProgress) -> Void
  ) throws(SolverError) -> (answer: HiGHSAnswer?, wasCancelled: Bool) {
    start()
    let clock = ContinuousClock()
    var wasCancelled = false
    var end = monitor.deadline
    while true {
      let (progress, answer) = monitor.next(waiting: Self.interval)
      progress.forEach(report)
      if let answer { return (try answer.get(), wasCancelled) }
      if !wasCancelled && options.isCancelled() {
        wasCancelled = true
        end = min(clock.now, end ?? clock.now)
      }
      guard let end, clock.now >= end else { continue }
      monitor.stop()
      if clock.now >= end + Self.patience(for: options.timeLimit ?? .zero) {
        return (nil, wasCancelled)
      }
    }
  }

  /// How often a cancellation is looked for.
  private static let interval = Duration.milliseconds(5)

  /// How long HiGHS may take to end.
  ///
  /// Its own end is worth waiting for, as it knows more of the bound
  /// and the duals. A third of what a time limit may be exceeded by, 100 ms and a hundredth: the
  /// solution has to be checked and written, too.
  static func patience(for limit: Duration) -> Duration { .milliseconds(33) + limit / 300 }

  private func start() {
    let thread = Thread { [functions, program, options, monitor] in
      chighs_begin_run()
      defer { chighs_end_run() }
      let answer = Result { () throws(SolverError) in
        try Self.answer(functions, program, options, monitor)
      }
      monitor.end(answer)
      // The threads of this one's scheduler.
      functions.resetGlobalScheduler(1)
    }
    thread.name = "HiGHS"
    thread.start()
  }
}

// MARK: - On its thread

extension HiGHSRun {
  private static func answer(
    _ functions: CHiGHSFunctions, _ program: LinearProgram, _ options: SolverOptions,
    _ monitor: HiGHSMonitor
  ) throws(SolverError) -> HiGHSAnswer {
    let model = try HiGHSModel(functions)
    try prepare(model, program, options)
    if let limit = options.timeLimit {
      try model.set("time_limit", max(0, (limit - monitor.elapsed) / .seconds(1)))
    }
    let status = try model.run(monitor)
    return HiGHSAnswer(
      status: status,
      solution: model.hasSolution || options.takesInteriorPoint
        ? try model.solution(of: program) : nil,
      objective: model.number("objective_function_value"), bound: model.number("mip_dual_bound"),
      nodes: model.nodes)
  }

  private static func prepare(
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
    if options.takesInteriorPoint {
      try model.set("solver", "ipm")
      try model.set("run_crossover", "off")
    }
    try model.pass(program)
    if let start = options.start { try model.start(from: start) }
  }
}
