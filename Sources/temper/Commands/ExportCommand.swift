import ArgumentParser
import DurableFiles
import PatrolModel
import Reports
import ScheduleChecking
import ScheduleFiles
import Workbench

/// `temper export`: the same schedule in another form.
struct ExportCommand: ReportingCommand {
  /// What a schedule can be written as.
  enum Form: String, CaseIterable, ExpressibleByArgument {
    case long
    case wide
    case grid
    case svg
  }

  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a schedule in another form: CSV, a text grid, or a picture.",
    discussion: """
      The schedule must be complete. It is checked on the way: what it breaks is
      said on standard error, with exit status 3, and the export is written all
      the same.
      """)

  @Argument(help: "The instance (JSON).")
  var instance: String

  @Argument(help: "The schedule (CSV, long or wide); - reads standard input.")
  var schedule: String

  @Option(help: "long or wide (CSV), grid (text) or svg (a picture).")
  var form = Form.wide

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("The file to write. (default: standard output)", valueName: "file"))
  var output: String?

  func execute() throws -> ExitCode {
    let patrol = try PatrolInstance(contentsOf: instance)
    let entries = try ScheduleCSV.entries(at: schedule, of: patrol)
    let plan = try Schedule(entries, from: schedule, of: patrol)
    let verdict = ScheduleChecker(patrol).judge(entries)
    let text = text(plan, of: patrol, verdict: verdict)
    try Console.deliver(text, to: output)
    guard !verdict.isFeasible else {
      Console.error("checker: feasible, \(verdict.totalTravel) minutes of travel")
      return .success
    }
    for violation in verdict.violations.prefix(20) { Console.error("checker: \(violation)") }
    Console.error("checker: NOT FEASIBLE, \(verdict.violationCount) violations")
    return .noneFound
  }

  private func text(_ plan: Schedule, of patrol: PatrolInstance, verdict: Verdict) -> String {
    switch form {
    case .long: ScheduleCSV.text(plan, of: patrol, layout: .long)
    case .wide: ScheduleCSV.text(plan, of: patrol, layout: .wide)
    case .grid:
      ScheduleGrid.text(
        plan, of: patrol, width: Console.width,
        colour: Console.isOutput(output) && Console.hasColour)
    case .svg:
      SchedulePicture.svg(
        plan, of: patrol,
        warning: verdict.isFeasible
          ? nil : "NOT FEASIBLE: \(verdict.violationCount) violations of demand or rules")
    }
  }
}
