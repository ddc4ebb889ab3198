public import ArgumentParser
package import CommandSupport
import Documents
import PlanOutput
import Reports
public import Temper

extension ExactMethod: ExpressibleByArgument {}
extension ProgramEngine: ExpressibleByArgument {}

/// `temper exact`: the optimum, with its proof.
package struct ExactCommand: ReportingCommand {
  package init() {}

  package static let configuration = CommandConfiguration(
    commandName: "exact",
    abstract: "Plan a shift with the least travel there is, and prove it.",
    usage: "temper exact [<options>] <instance>",
    discussion: """
      Without -o the schedule is written to standard output as CSV; with it, the
      plan is shown as a grid instead. The log goes to standard error.

      Methods:
        automatic   the strongest one for the instance; the log says why
        transport   a transportation problem per move: cars alike, no presence rule
        aggregated  flows of cars without names, one for each group of cars alike
        paper       the integer program as published; slow, to compare with
        exhaustive  all complete assignments: tiny shifts only

      aggregated and paper need the solver HiGHS, which 'make setup' fetches.
      """)

  @Argument(help: "The instance (JSON); - reads standard input.")
  var instance: String

  @OptionGroup
  var plan: PlanOptions

  @OptionGroup
  var result: ResultOptions

  @Option(help: ArgumentHelp("How to find the optimum.", valueName: "method"))
  var method = ExactMethod.automatic

  @Option(
    help: ArgumentHelp(
      "highs, or cp-sat of Google's OR-Tools in Python.", valueName: "solver"))
  package var engine = ProgramEngine.highs

  @Option(
    help: ArgumentHelp(
      "A feasible plan (CSV, XLSX or JSON) of the instance to start from.", valueName: "file"))
  var start: String?

  @Option(
    help: ArgumentHelp(
      "Take a plan that is proven to be no more above the optimum. (default: 0)",
      valueName: "percent"),
    transform: parsePercentage)
  var gap = 0.0

  @Option(
    help: ArgumentHelp(
      "Time until the best plan so far is taken. (default: none; Ctrl-C takes it, too)",
      valueName: "seconds"),
    transform: parseSeconds)
  var timeLimit: Double?

  @OptionGroup
  var running: ExactSolverOptions

  package var files: [FileUse] {
    FileUse.read(shift: instance, as: "<instance>") + FileUse.read(start, as: "--start")
      + plan.files
  }

  package func execute() throws -> ExitCode {
    let patrol = try PatrolInstance(contentsOf: instance)
    try plan.checkCanWrite()
    if patrol.isRoster {
      return try RosterPlanning(
        request: rosterRequest(for: patrol), plan: plan, result: result, file: instance
      ).execute()
    }
    let optimum = KnownOptimum(of: patrol, besideFile: instance)
    let solver = try solver(for: patrol)
    Interrupt.listen()
    let voice = RunVoice(result)
    var log = ExactLog(solver, optimum: optimum, remedies: \.words, write: voice.log)
    log.header(version: Program.version)
    voice.begin(patrol)
    let outcome = try ExactRun(solver, balances: plan.balance).run { event in
      log.note(event)
      voice.note(event)
      if case .progress(_?, _, _, _) = event { Interrupt.keepResult() }
    }
    // From here on there is only writing left.
    Interrupt.keepResult()
    log.footer(outcome)
    if outcome.plan == nil {
      voice.explain(
        ExactLog.words(outcome, of: patrol) { $0.words }, outcome.reasons(of: patrol))
    }
    let document = ResultDocument(
      outcome, of: solver, optimum: optimum, version: Program.version, command: Program.typedCommand
    )
    try PlanDelivery(
      plan: plan, result: result, voice: voice, optimum: optimum, instance: patrol
    ).write(
      document, outcome.plan?.schedule, outcome.plan?.verdict, bound: outcome.result?.bound)
    return status(of: outcome)
  }

  private func rosterRequest(for patrol: PatrolInstance) throws -> RosterRequest {
    var request = RosterRequest(patrol, seed: UInt64(running.seed))
    request.method = .exact
    request.threads = running.processor.count
    request.timeLimit = timeLimit.map { limit in
      RunningTime.forSearch(
        of: .seconds(limit), ending: engine.patience(for: .seconds(limit)),
        hasPage: plan.report != nil)
    }
    request.relativeGap = gap / 100
    request.start = try start.map { try Schedule(contentsOf: $0, of: patrol) }
    request.isCancelled = { Interrupt.isRequested }
    return request
  }

  private func solver(for patrol: PatrolInstance) throws -> ExactSolver {
    var solver = ExactSolver(patrol)
    solver.method = method
    solver.engine = engine
    solver.start = try start.map { try Schedule(contentsOf: $0, of: patrol) }
    solver.relativeGap = gap / 100
    solver.timeLimit = timeLimit.map { limit in
      RunningTime.forSearch(
        of: .seconds(limit), ending: engine.patience(for: .seconds(limit)),
        hasPage: plan.report != nil)
    }
    solver.threads = running.processor.count
    solver.seed = running.solverSeed
    solver.isCancelled = { Interrupt.isRequested }
    return solver
  }

  private func status(of outcome: ExactOutcome) -> ExitCode {
    if outcome.wasCancelled { return ExitCode(Interrupt.status) }
    switch outcome.status {
    case .optimal, .feasible: return .success
    case .noneFound: return .noneFound
    case .infeasible: return .provenInfeasible
    }
  }
}
