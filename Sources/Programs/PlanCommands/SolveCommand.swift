package import ArgumentParser
package import CommandSupport
import Documents
import Foundation
import PlanOutput
import Reports
import Temper

/// `temper solve`: the main job.
package struct SolveCommand: ReportingCommand {
  package init() {}

  package static let configuration = CommandConfiguration(
    commandName: "solve",
    abstract: "Plan a shift: anneal, check, and write the schedule.",
    discussion: """
      Without -o the schedule is written to standard output as CSV; with it, the
      plan is shown as a grid instead. The log goes to standard error.

      The same seed and --steps give the same result for any number of threads.
      """)

  @Argument(help: "The instance (JSON); - reads standard input.")
  var instance: String

  @OptionGroup
  var plan: PlanOptions

  @OptionGroup
  var result: ResultOptions

  @OptionGroup(title: "Search")
  var search: SearchOptions

  @OptionGroup(title: "Limits")
  var limits: LimitOptions

  package var files: [FileUse] {
    FileUse.read(shift: instance, as: "<instance>")
      + FileUse.read(search.weightsFile, as: "--weights") + plan.files
  }

  package func execute() throws -> ExitCode {
    let patrol = try PatrolInstance(contentsOf: instance)
    try plan.checkCanWrite()
    let optimum = KnownOptimum(of: patrol, besideFile: instance)
    var request = try search.request(for: patrol, limits: limits)
    request.balances = plan.balance
    request.stop.time = limits.time.map {
      RunningTime.forSearch(of: $0, hasPage: plan.report != nil)
    }
    Interrupt.listen()
    var log = SolverLog(request, optimum: optimum, remedies: \.words) {
      if !result.quiet { Console.error($0) }
    }
    log.header(version: Program.version)
    var progress = ProgressLine(limits: limits, isShown: !result.quiet && Console.hasTerminal)
    let outcome = try SolveRun(request).run { event in
      log.note(event)
      progress.note(event)
      if case .incumbent(let standing) = event, standing.violation == 0 { Interrupt.keepResult() }
    }
    // From here on there is only writing left.
    Interrupt.keepResult()
    progress.clear()
    log.footer(outcome)
    // Why there is no plan is the answer, not a matter of logging.
    if result.quiet && !result.json && outcome.plan == nil {
      Console.error(SolverLog.words(outcome, of: request) { $0.words })
    }
    try write(outcome, of: request, optimum: optimum)
    return status(of: outcome)
  }

  private func write(
    _ outcome: SolveOutcome, of request: SolveRequest, optimum: KnownOptimum?
  ) throws {
    let document = ResultDocument(
      outcome, of: request, optimum: optimum, version: Program.version,
      command: Program.typedCommand)
    if let found = outcome.plan { try plan.save(found.schedule, of: request.instance) }
    try plan.saveReport(PlanPage(document, of: request.instance, file: "the result"))
    if result.json {
      try Console.output(String(decoding: document.bytes(), as: UTF8.self))
    } else if let found = outcome.plan {
      try Console.output(
        plan.text(found.schedule, found.verdict, of: request.instance, optimum: optimum))
    }
  }

  private func status(of outcome: SolveOutcome) -> ExitCode {
    if outcome.wasCancelled { return ExitCode(Interrupt.status) }
    switch outcome.status {
    case .feasible: return .success
    case .noneFound: return .noneFound
    case .infeasible: return .provenInfeasible
    }
  }
}
