public import ArgumentParser
import DurableFiles
import PlanOutput
package import Reports
public import Temper

extension ScheduleLayout: ExpressibleByArgument {}

/// What is done with a plan: evening out, and where it goes in which form.
package struct PlanOptions: ParsableArguments {
  package init() {}

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Write the schedule to this CSV file.", valueName: "file"))
  package var output: String?

  @Option(
    help: ArgumentHelp(
      "The columns of the CSV: long (a line per car and step) or wide (a car per line).",
      valueName: "form"))
  package var layout = ScheduleLayout.long

  @Option(
    help: ArgumentHelp(
      "Write a page to read and print as well, as temper report does.", valueName: "file"))
  package var report: String?

  @Flag(
    inversion: .prefixedNo,
    help: "Even out the minutes per car at no cost, by exchanges where cars meet.")
  package var balance = true

  @Option(
    help: ArgumentHelp(
      "The day that the plan is for, in your words or as 2026-03-28, for results and pages.",
      valueName: "day"))
  package var day: String?

  package func validate() throws {
    if report == "-" {
      throw ValidationError(
        "--report writes a file, as standard output has the plan; name one, or pipe the plan to "
          + "temper report.")
    }
  }

  /// The file to write, unless the schedule goes to standard output.
  private var file: String? { Console.isOutput(output) ? nil : output }

  /// What is written.
  package var files: [FileUse] {
    FileUse.write(output, as: "--output") + FileUse.write(report, as: "--report")
  }

  /// Throws unless the file can be written: better said before a search than after it.
  package func checkCanWrite() throws {
    try TableName.check(output, option: "-o")
    for path in [file, report].compactMap(\.self) { try DurableFile.checkCanWrite(to: path) }
  }

  /// Writes the page of a plan, if one is asked for.
  package func saveReport(_ page: @autoclosure () throws -> PlanPage) throws {
    if let report { try DurableFile.write(page().html, to: report) }
  }

  /// Writes the schedule to its file, if there is one.
  package func save(_ schedule: Schedule, of instance: PatrolInstance) throws {
    guard let file else { return }
    try DurableFile.write(ScheduleCSV.text(schedule, of: instance, layout: layout), to: file)
  }

  /// What was written, as planners look for it.
  package var written: [String] {
    [file.map { "\($0) (plan)" }, report.map { "\($0) (page)" }].compactMap(\.self)
  }

  /// Whether standard output has the schedule itself, for the next program.
  package var hasScheduleOnOutput: Bool { file == nil }

  /// What standard output gets: the schedule, or grid and closing lines of one that went to a file.
  package func text(
    _ schedule: Schedule, of instance: PatrolInstance, closing: [String]
  ) -> String {
    guard file != nil else { return ScheduleCSV.text(schedule, of: instance, layout: layout) }
    return ScheduleGrid.text(
      schedule, of: instance, width: Console.width, colour: Console.hasColour)
      + "\n" + closing.map { $0 + "\n" }.joined()
  }

  /// What standard output gets of a plan that was not searched for: closed by the checker's summary.
  package func text(
    _ schedule: Schedule, _ verdict: Verdict, of instance: PatrolInstance, optimum: KnownOptimum?
  ) -> String {
    text(
      schedule, of: instance,
      closing: [PlanSummary.text(verdict, optimum: optimum)])
  }
}
