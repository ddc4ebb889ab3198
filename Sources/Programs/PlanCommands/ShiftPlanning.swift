import ArgumentParser
import CommandSupport
import Documents
import PlanOutput
import Reports
import Temper

/// Plans a shift of the published model, by the annealer, the exact method, or both.
struct ShiftPlanning {
  let request: SolveRequest
  let plan: PlanOptions
  let result: ResultOptions
  let limits: LimitOptions
  let optimum: KnownOptimum?
  let voice: RunVoice

  /// The exact method first, and the annealer where that has no proof.
  func takeBestWay(gap: Double) throws -> ExitCode {
    let run = PortfolioRun(request, gap: gap)
    var exactLog = exactLog(run.solver)
    var solverLog = solverLog()
    exactLog.header(version: Program.version)
    voice.begin(request.instance)
    var progress = ProgressLine(limits: limits, isShown: voice.hasBar)
    let outcome = try run.run(
      exact: { event in
        exactLog.note(event)
        voice.note(event)
        if case .progress(_?, _, _, _) = event { Interrupt.keepResult() }
      },
      annealing: { event in
        solverLog.note(event)
        voice.note(event)
        progress.note(event)
        if event.hasPlan { Interrupt.keepResult() }
      }, turning: { voice.log("Way       \($0.words)") })
    progress.clear()
    switch outcome {
    case .exact(let found):
      exactLog.footer(found)
      return try finish(found, run.solver)
    case .annealed(let found, _):
      solverLog.footer(found)
      return try finish(found)
    }
  }

  /// The exact method alone.
  func solveExactly(gap: Double) throws -> ExitCode {
    var solver = PortfolioRun(request, gap: gap).solver
    solver.timeLimit = request.stop.time
    var log = exactLog(solver)
    log.header(version: Program.version)
    voice.begin(request.instance)
    let outcome = try ExactRun(solver, balances: request.balances).run { event in
      log.note(event)
      voice.note(event)
      if case .progress(_?, _, _, _) = event { Interrupt.keepResult() }
    }
    log.footer(outcome)
    return try finish(outcome, solver)
  }

  /// The annealer alone.
  func anneal() throws -> ExitCode {
    var log = solverLog()
    log.header(version: Program.version)
    voice.begin(request.instance)
    var progress = ProgressLine(limits: limits, isShown: voice.hasBar)
    let outcome = try SolveRun(request).run { event in
      log.note(event)
      voice.note(event)
      progress.note(event)
      if event.hasPlan { Interrupt.keepResult() }
    }
    progress.clear()
    log.footer(outcome)
    return try finish(outcome)
  }

  // MARK: - What comes of it

  private func exactLog(_ solver: ExactSolver) -> ExactLog {
    ExactLog(solver, optimum: optimum, remedies: \.words, write: voice.log)
  }

  private func solverLog() -> SolverLog {
    SolverLog(request, optimum: optimum, remedies: \.words, write: voice.log)
  }

  private func finish(_ outcome: ExactOutcome, _ solver: ExactSolver) throws -> ExitCode {
    // From here on there is only writing left.
    Interrupt.keepResult()
    if outcome.plan == nil {
      voice.explain(
        ExactLog.words(outcome, of: request.instance) { $0.words },
        outcome.reasons(of: request.instance))
    }
    try write(
      ResultDocument(
        outcome, of: solver, optimum: optimum, version: Program.version,
        command: Program.typedCommand), outcome.plan, bound: outcome.result?.bound)
    if outcome.wasCancelled { return ExitCode(Interrupt.status) }
    switch outcome.status {
    case .optimal, .feasible: return .success
    case .noneFound: return .noneFound
    case .infeasible: return .provenInfeasible
    }
  }

  private func finish(_ outcome: SolveOutcome) throws -> ExitCode {
    Interrupt.keepResult()
    if outcome.plan == nil {
      voice.explain(
        SolverLog.words(outcome, of: request) { $0.words }, outcome.reasons(of: request.instance))
    }
    try write(
      ResultDocument(
        outcome, of: request, optimum: optimum, version: Program.version,
        command: Program.typedCommand), outcome.plan, bound: outcome.bound?.travel)
    if outcome.wasCancelled { return ExitCode(Interrupt.status) }
    switch outcome.status {
    case .feasible: return .success
    case .noneFound: return .noneFound
    case .infeasible: return .provenInfeasible
    }
  }

  private func write(
    _ document: ResultDocument, _ found: CheckedPlan?, bound: Minutes?
  ) throws {
    try PlanDelivery(
      plan: plan, result: result, voice: voice, optimum: optimum, instance: request.instance
    ).write(document, found?.schedule, found?.verdict, bound: bound)
  }
}

extension SolveEvent {
  /// Whether there is a plan that would be lost.
  fileprivate var hasPlan: Bool {
    guard case .incumbent(let standing) = self else { return false }
    return standing.violation == 0
  }
}
