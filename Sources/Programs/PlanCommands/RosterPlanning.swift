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
    let voice = RunVoice(result)
    var log = RosterLog(request, optimum: optimum, write: voice.log)
    log.header(version: Program.version)
    voice.begin(patrol)
    let outcome = try RosterRun(request).run { event in
      log.note(event)
      voice.note(event)
      if case .better(_, 0, _) = event { Interrupt.keepResult() }
    }
    // From here on there is only writing left.
    Interrupt.keepResult()
    log.footer(outcome)
    if outcome.schedule == nil { voice.explain(RosterLog.words(outcome), outcome.reasons) }
    let document = ResultDocument(
      outcome, of: request, optimum: optimum, version: Program.version,
      command: Program.typedCommand)
    let isTotal = patrol.roster.objective == .total
    try PlanDelivery(
      plan: plan, result: result, voice: voice, optimum: optimum, instance: patrol
    ).write(
      document, outcome.schedule, outcome.verdict,
      bound: isTotal ? outcome.bound.map { Minutes(tenths: $0 / 100) } : nil)
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
