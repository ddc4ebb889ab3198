package import ArgumentParser
package import CommandSupport
import Documents
import PlanOutput
import Temper

/// `temper diff`: what changed between two plans.
package struct DiffCommand: ReportingCommand {
  package init() {}

  package static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Say what changed between two schedules, cell by cell and in minutes.",
    discussion: """
      Both schedules must be complete. Both are checked: what they break is said
      on standard error.

      Exit status 0 if the schedules are the same, 1 if they differ.
      """)

  @Argument(help: "The instance (JSON).")
  var instance: String

  @Argument(help: "The schedule before (CSV, XLSX or JSON); - reads standard input.")
  var before: String

  @Argument(help: "The schedule after; - reads standard input.")
  var after: String

  @Flag(help: "Write the difference as JSON.")
  var json = false

  package func validate() throws {
    if before == "-" && after == "-" {
      throw ValidationError("Only one of the schedules can be read from standard input.")
    }
  }

  package var files: [FileUse] {
    FileUse.read(instance, as: "<instance>") + FileUse.read(before, as: "<before>")
      + FileUse.read(after, as: "<after>")
  }

  package func execute() throws -> ExitCode {
    let patrol = try PatrolInstance(contentsOf: instance)
    let plans = try [before, after].map { try PlanFile($0, of: patrol) }
    let difference = ScheduleDifference(
      from: plans[0].schedule, to: plans[1].schedule, of: patrol)
    if json {
      let document = DifferenceDocument(
        difference, before: plans[0].verdict, after: plans[1].verdict)
      try Console.output(String(decoding: document.bytes(), as: UTF8.self))
    } else {
      try Console.output(difference.text(colour: Console.hasColour))
    }
    for (plan, name) in zip(plans, ["before", "after"]) { plan.report(as: name) }
    return difference.isEmpty ? .success : .different
  }
}
