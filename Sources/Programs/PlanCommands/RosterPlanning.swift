import ArgumentParser
import CommandSupport
import Documents
import PlanOutput
import Reports
import Temper

/// Plans a shift that asks for more than the published model, for whichever command it was given to.
struct RosterPlanning {
  let request: RosterRequest
  let plan: PlanOptions
  let result: ResultOptions
  /// The instance's file, beside which its optimum may be recorded.
  let file: String

  /// Runs, and writes what was asked for.
  func execute() throws -> ExitCode {
    let patrol = request.instance
    let optimum = KnownOptimum(of: patrol, besideFile: file)
    Interrupt.listen()
    var log = RosterLog(request, optimum: optimum) { if !result.quiet { Console.error($0) } }
    log.header(version: Program.version)
    let outcome = try RosterRun(request).run { event in
      log.note(event)
      if case .better(_, 0, _) = event { Interrupt.keepResult() }
    }
    // From here on there is only writing left.
    Interrupt.keepResult()
    log.footer(outcome)
    // Why there is no plan is the answer, not a matter of logging.
    if result.quiet && !result.json && outcome.schedule == nil {
      Console.error(RosterLog.words(outcome))
    }
    let document = ResultDocument(
      outcome, of: request, optimum: optimum, version: Program.version,
      command: Program.typedCommand)
    if let schedule = outcome.schedule { try plan.save(schedule, of: patrol) }
    try plan.saveReport(PlanPage(document, of: patrol, file: "the result"))
    if result.json {
      try Console.output(String(decoding: document.bytes(), as: UTF8.self))
    } else if let schedule = outcome.schedule, let verdict = outcome.verdict {
      try Console.output(plan.text(schedule, verdict, of: patrol, optimum: optimum))
    }
    return status(of: outcome)
  }

  private func status(of outcome: RosterOutcome) -> ExitCode {
    if outcome.wasCancelled { return ExitCode(Interrupt.status) }
    switch outcome.status {
    case .optimal, .feasible: return .success
    case .noneFound: return .noneFound
    case .infeasible: return .provenInfeasible
    }
  }
}
