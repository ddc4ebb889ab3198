public import ArgumentParser
package import CommandSupport
import Documents
import Foundation
import PlanOutput
import Reports
public import Temper

extension RosterRequest.Method: ExpressibleByArgument {}

/// `temper solve`: the main job.
package struct SolveCommand: ReportingCommand {
  package init() {}

  package static let configuration = CommandConfiguration(
    commandName: "solve",
    abstract: "Plan a shift: anneal, check, and write the schedule.",
    discussion: """
      Without -o the schedule is written to standard output as CSV; with it, the
      plan is shown as a grid instead. The log goes to standard error.

      The exact method goes first, and the annealer takes over where it has no proof after half
      of the time; the log says which way was taken. Options of the search, a step limit or a
      target ask for the annealer alone. The same seed and --steps give the same result for any
      number of threads.
      """)

  @Argument(help: "The instance (JSON); - reads standard input.")
  var instance: String

  @OptionGroup
  var plan: PlanOptions

  @OptionGroup
  var result: ResultOptions

  @Option(
    help: ArgumentHelp(
      "automatic: a proof where one is near, else annealing; or annealer, or exact, alone.",
      valueName: "method"))
  var method = RosterRequest.Method.automatic

  @Option(
    help: ArgumentHelp(
      "Take a plan that is proven to be no more above the optimum. (default: 0)",
      valueName: "percent"),
    transform: parsePercentage)
  var gap = 0.0

  @Option(
    help: ArgumentHelp(
      "A plan (CSV, XLSX or JSON) of the instance to start from.", valueName: "file"))
  var from: String?

  @OptionGroup(title: "Search")
  var search: SearchOptions

  @OptionGroup(title: "Limits")
  var limits: LimitOptions

  package var files: [FileUse] {
    FileUse.read(shift: instance, as: "<instance>")
      + FileUse.read(search.weightsFile, as: "--weights")
      + FileUse.read(from, as: "--from") + plan.files
  }

  package func execute() throws -> ExitCode {
    let patrol = try PatrolInstance(contentsOf: instance)
    try plan.checkCanWrite()
    if patrol.isRoster {
      return try RosterPlanning(
        request: rosterRequest(for: patrol), plan: plan, result: result, file: instance
      ).execute()
    }
    var request = try search.request(for: patrol, limits: limits)
    request.balances = plan.balance
    request.start = try from.map { try Schedule(contentsOf: $0, of: patrol) }
    request.stop.time = limits.time.map {
      RunningTime.forSearch(of: $0, hasPage: plan.report != nil)
    }
    let planning = ShiftPlanning(
      request: request, plan: plan, result: result, limits: limits,
      optimum: KnownOptimum(of: patrol, besideFile: instance), voice: RunVoice(result))
    Interrupt.listen()
    switch method {
    case .exact: return try planning.solveExactly(gap: gap / 100)
    case .automatic where search.isPlain && limits.allowProof:
      return try planning.takeBestWay(gap: gap / 100)
    case .annealer, .automatic: return try planning.anneal()
    }
  }

  private func rosterRequest(for patrol: PatrolInstance) throws -> RosterRequest {
    var request = RosterRequest(patrol, seed: search.seed.value)
    request.method = method
    request.replicas = search.annealer.replicas
    request.threads = search.annealer.processor.count
    request.timeLimit = limits.time.map {
      RunningTime.forSearch(of: $0, hasPage: plan.report != nil)
    }
    request.steps = limits.length.steps
    request.relativeGap = gap / 100
    request.start = try from.map { try Schedule(contentsOf: $0, of: patrol) }
    request.isCancelled = { Interrupt.isRequested }
    return request
  }
}
