package import ArgumentParser
package import CommandSupport
import Documents
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

  @Argument(help: "The schedule (CSV, XLSX or JSON); - reads standard input.")
  var schedule: String

  @Option(
    help: ArgumentHelp("Print at most so many violations. (default: 100)", valueName: "count"),
    transform: parseCount(1...10_000))
  var most = 100

  @Flag(help: "Write the verdict as JSON.")
  var json = false

  package var files: [FileUse] {
    FileUse.read(shift: instance, as: "<instance>") + FileUse.read(schedule, as: "<schedule>")
  }

  package func execute() throws -> ExitCode {
    let patrol = try PatrolInstance(contentsOf: instance)
    if let words = patrol.longLegsInWords { Console.error("warning: \(words)") }
    let entries = try PlanContent(contentsOf: schedule, of: patrol).entries
    let verdict = ScheduleChecker(patrol).judge(entries)
    if json {
      let document = CheckDocument(verdict, of: patrol, most: most)
      try Console.output(String(decoding: document.bytes(), as: UTF8.self))
    } else {
      try Console.output(text(of: verdict, patrol))
    }
    return verdict.isFeasible ? .success : .noneFound
  }

  private func text(of verdict: Verdict, _ patrol: PatrolInstance) -> String {
    var lines = verdict.violations.prefix(most).map(\.description)
    let unlisted = verdict.violationCount - min(most, verdict.violations.count)
    if unlisted > 0 { lines.append("… and \(unlisted) more") }
    lines += verdict.hints(for: patrol).map { "note: \($0)" }
    lines.append(
      verdict.isFeasible
        ? PlanSummary.text(verdict, optimum: KnownOptimum(of: patrol, besideFile: instance))
        : "NOT FEASIBLE: \(verdict.violationCount) violations; travel of what is there "
          + "\(verdict.totalTravel) minutes")
    return lines.map { $0 + "\n" }.joined()
  }
}
