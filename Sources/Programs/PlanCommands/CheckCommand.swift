package import ArgumentParser
package import CommandSupport
import DurableFiles
import PlanOutput
import Temper

/// `temper check`: the independent judge.
package struct CheckCommand: ReportingCommand {
  package init() {}

  package static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Judge a schedule against an instance, rule by rule.",
    discussion: "Exit status 0 if every rule is kept, 3 if not.")

  @Argument(help: "The instance (JSON).")
  var instance: String

  @Argument(help: "The schedule (CSV or XLSX, long or wide); - reads standard input.")
  var schedule: String

  @Option(
    help: ArgumentHelp("Print at most so many violations. (default: 100)", valueName: "count"),
    transform: parseCount(1...10_000))
  var most = 100

  package var files: [FileUse] {
    FileUse.read(shift: instance, as: "<instance>") + FileUse.read(schedule, as: "<schedule>")
  }

  package func execute() throws -> ExitCode {
    let patrol = try PatrolInstance(contentsOf: instance)
    if let words = patrol.longLegsInWords { Console.error("warning: \(words)") }
    let entries = try ScheduleCSV.entries(at: schedule, of: patrol)
    for hint in NameHints.lines(for: entries, of: patrol) { Console.error("hint: \(hint)") }
    let verdict = ScheduleChecker(patrol).judge(entries)
    let optimum = KnownOptimum(of: patrol, besideFile: instance)
    for violation in verdict.violations.prefix(most) {
      try Console.output("\(violation)\n")
    }
    let unlisted = verdict.violationCount - min(most, verdict.violations.count)
    if unlisted > 0 { try Console.output("… and \(unlisted) more\n") }
    guard verdict.isFeasible else {
      try Console.output(
        "NOT FEASIBLE: \(verdict.violationCount) violations; travel of what is there "
          + "\(verdict.totalTravel) minutes\n")
      return .noneFound
    }
    try Console.output(PlanSummary.text(verdict, optimum: optimum) + "\n")
    return .success
  }
}
