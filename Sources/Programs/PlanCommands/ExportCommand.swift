package import ArgumentParser
package import CommandSupport
import Documents
import PlanOutput
import Reports
import Temper

/// `temper export`: the same schedule in another form.
package struct ExportCommand: ReportingCommand {
  package init() {}

  package static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a schedule in another form: for spreadsheets, calendars, people, programs.",
    usage: """
      temper export <instance> <schedule> [--form <form>] [--output <file>]
      temper export <instance> <schedule> --form ical --date <yyyy-mm-dd>
                    --time-zone <zone> [--car <id>] [--since <file>]
                    [--output <file>]
      """,
    discussion: """
      The schedule must be complete. It is checked on the way: what it breaks is
      said on standard error, with exit status 3, and the export is written all
      the same.

      Forms:
        long, wide  CSV: a line per car and step, or a car per line
        xlsx        a workbook: plan, sectors, cars, demand, moves
        ical        a calendar (RFC 5545): an event per stay; needs --date and
                    --time-zone. With a folder for -o, a file per car. Over a
                    calendar of the same shift and day, or with --since, it is its
                    next revision: what changed is renewed, what is gone cancelled
        json        the plan and its figures (temper-plan 1)
        grid        text for a terminal
        svg         a picture
      """)

  @Argument(help: "The instance (JSON).")
  var instance: String

  @Argument(help: "The schedule (CSV, XLSX or JSON); - reads standard input.")
  var schedule: String

  @Option(help: "As above. (default: by the ending of the file, else wide)")
  var form: ExportForm?

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("The file to write. (default: standard output)", valueName: "file"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "ical, json: the day on which the shift starts. (default: the plan's)",
      valueName: "yyyy-mm-dd"))
  var date: String?

  @Option(
    help: ArgumentHelp(
      "ical, json: the shift's zone, as Europe/London. (default: the plan's)", valueName: "zone"))
  var timeZone: String?

  @Option(help: ArgumentHelp("ical: this car only.", valueName: "id"))
  var car: String?

  @Option(
    help: ArgumentHelp(
      "ical: what was sent out before, a calendar or the plan. (default: the file written over)",
      valueName: "file"))
  var since: String?

  @OptionGroup(title: "Tables")
  var table: TableOptions

  package func validate() throws {
    // A name that is refused is refused when the command runs.
    guard let form = try? ExportForm(form, output: output) else { return }
    if form == .ical && (date == nil || timeZone == nil) && !mayKnowDay {
      throw ValidationError("A calendar needs --date and --time-zone: when the shift starts.")
    }
    if ![.ical, .json].contains(form) && (date != nil || timeZone != nil) {
      throw ValidationError("--date and --time-zone are for --form ical and json.")
    }
    if form != .ical && (car != nil || since != nil) {
      throw ValidationError("--car and --since are for --form ical.")
    }
    if ![.wide, .long].contains(form) && !table.areDefault {
      throw ValidationError(
        "--delimiter, --decimal-mark, --bom and --sums are for --form wide and long.")
    }
  }

  /// Whether the plan may say its day itself, as JSON does; a table never does.
  private var mayKnowDay: Bool {
    schedule == "-" || schedule.lowercased().hasSuffix(".json")
  }

  package var files: [FileUse] {
    // What is written to a folder is known when the plan is: see writeCalendar.
    inputs + FileUse.read(since, as: "--since")
      + (folder == nil ? FileUse.write(output, as: "--output") : [])
  }

  private var inputs: [FileUse] {
    FileUse.read(instance, as: "<instance>") + FileUse.read(schedule, as: "<schedule>")
  }

  /// The folder for calendars, if one is meant.
  private var folder: String? {
    guard form == .ical, let output, !Console.isOutput(output) else { return nil }
    return OutputFolder.isMeant(by: output) ? output : nil
  }

  package func execute() throws -> ExitCode {
    let patrol = try PatrolInstance(contentsOf: instance)
    let form = try ExportForm(form, output: output)
    let plan = try PlanFile(schedule, of: patrol)
    switch form {
    case .xlsx: try writeWorkbook(of: plan)
    case .ical: try writeCalendar(of: plan)
    case .long: try writeTable(plan, layout: .long)
    case .wide: try writeTable(plan, layout: .wide)
    case .json:
      let document = PlanDocument(
        plan.schedule, of: patrol, verdict: plan.verdict, day: date ?? plan.content.day,
        timeZone: timeZone ?? plan.content.timeZone, command: Program.typedCommand,
        version: Program.version)
      try Console.deliver(document.bytes(), to: output)
    case .grid:
      try write(
        ScheduleGrid.text(
          plan.schedule, of: patrol, width: Console.width,
          colour: Console.isOutput(output) && Console.hasColour))
    case .svg:
      try write(
        SchedulePicture.svg(
          plan.schedule, of: patrol,
          warning: plan.verdict.isFeasible
            ? nil : "NOT FEASIBLE: \(plan.verdict.violationCount) violations of demand or rules"))
    }
    plan.report(as: "checker")
    return plan.verdict.isFeasible ? .success : .noneFound
  }

  private func writeTable(_ plan: PlanFile, layout: ScheduleLayout) throws {
    try write(
      ScheduleCSV.text(
        plan.schedule, of: plan.instance, layout: layout, dialect: table.dialect(for: output)))
  }

  private func write(_ text: String) throws {
    try Console.deliver(text, to: output)
  }

  private func writeWorkbook(of plan: PlanFile) throws {
    if Console.isOutput(output) && Console.isOutputTerminal {
      throw Failure(
        .validationFailure,
        "a workbook is nothing for a terminal; name a file with -o, or redirect the output")
    }
    try Console.deliver(
      PlanWorkbook.bytes(of: plan.record(command: Program.typedCommand)), to: output)
  }

  private func writeCalendar(of plan: PlanFile) throws {
    try CalendarExport(
      plan: plan, date: date, timeZone: timeZone, since: since,
      car: car.map { try index(of: $0, in: plan.instance) }
    ).write(to: output, folder: folder, inputs: inputs)
  }

  private func index(of id: String, in patrol: PatrolInstance) throws -> CarIndex {
    guard let car = patrol.carIndices.first(where: { patrol.fleet[$0].id.rawValue == id }) else {
      let first = patrol.fleet[CarIndex(0)].id
      throw Failure(
        .validationFailure,
        "there is no car '\(id)' among the \(patrol.carCount) on duty; the first one is '\(first)'")
    }
    return car
  }
}
