package import ArgumentParser
package import CommandSupport
import Documents
import PlanOutput
import Reports
import Temper

/// `temper export`: the same schedule in another form.
package struct ExportCommand: ReportingCommand {
  package init() {}

  /// What a schedule can be written as.
  enum Form: String, CaseIterable, ExpressibleByArgument {
    case long
    case wide
    case grid
    case svg
    case xlsx
    case ical
    case json

    /// The form that a file's name asks for, if it does.
    init?(ending path: String) {
      let forms: [(ending: String, form: Form)] = [
        (".xlsx", .xlsx), (".ics", .ical), (".json", .json), (".svg", .svg), (".csv", .wide),
      ]
      guard let form = forms.first(where: { path.lowercased().hasSuffix($0.ending) })?.form
      else { return nil }
      self = form
    }
  }

  package static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a schedule in another form: for spreadsheets, calendars, people, programs.",
    usage: """
      temper export <instance> <schedule> [--form <form>] [--output <file>]
      temper export <instance> <schedule> --form ical --date <yyyy-mm-dd>
                    --time-zone <zone> [--car <id>] [--output <file>]
      """,
    discussion: """
      The schedule must be complete. It is checked on the way: what it breaks is
      said on standard error, with exit status 3, and the export is written all
      the same.

      Forms:
        long, wide  CSV: a line per car and step, or a car per line
        xlsx        a workbook: plan, sectors, cars, demand, moves
        ical        a calendar (RFC 5545): an event per stay; needs --date and
                    --time-zone. With a folder for -o, a file per car
        json        the plan and its figures (temper-plan 1)
        grid        text for a terminal
        svg         a picture
      """)

  @Argument(help: "The instance (JSON).")
  var instance: String

  @Argument(help: "The schedule (CSV, long or wide); - reads standard input.")
  var schedule: String

  @Option(help: "As above. (default: by the ending of the file, else wide)")
  var form: Form?

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("The file to write. (default: standard output)", valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("ical: the day on which the shift starts.", valueName: "yyyy-mm-dd"))
  var date: String?

  @Option(help: ArgumentHelp("ical: the shift's zone, as Europe/London.", valueName: "zone"))
  var timeZone: String?

  @Option(help: ArgumentHelp("ical: this car only.", valueName: "id"))
  var car: String?

  private var chosenForm: Form { form ?? output.flatMap { Form(ending: $0) } ?? .wide }

  package func validate() throws {
    let isCalendar = chosenForm == .ical
    if isCalendar && (date == nil || timeZone == nil) {
      throw ValidationError("A calendar needs --date and --time-zone: when the shift starts.")
    }
    if !isCalendar && (date != nil || timeZone != nil || car != nil) {
      throw ValidationError("--date, --time-zone and --car are for --form ical.")
    }
  }

  package var files: [FileUse] {
    // What is written to a folder is known when the plan is: see writeCalendar.
    inputs + (folder == nil ? FileUse.write(output, as: "--output") : [])
  }

  private var inputs: [FileUse] {
    FileUse.read(instance, as: "<instance>") + FileUse.read(schedule, as: "<schedule>")
  }

  /// The folder for calendars, if one is meant.
  private var folder: String? {
    guard chosenForm == .ical, let output, !Console.isOutput(output) else { return nil }
    return OutputFolder.isMeant(by: output) ? output : nil
  }

  package func execute() throws -> ExitCode {
    let patrol = try PatrolInstance(contentsOf: instance)
    let plan = try PlanFile(schedule, of: patrol)
    switch chosenForm {
    case .xlsx: try writeWorkbook(of: plan)
    case .ical: try writeCalendar(of: plan)
    case .long: try write(ScheduleCSV.text(plan.schedule, of: patrol, layout: .long))
    case .wide: try write(ScheduleCSV.text(plan.schedule, of: patrol, layout: .wide))
    case .json:
      let document = PlanDocument(
        plan.schedule, of: patrol, verdict: plan.verdict, command: Program.typedCommand,
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
    let calendar = try PlanCalendar(
      plan.record(command: Program.typedCommand), date: date ?? "", timeZone: timeZone ?? "")
    if let note = calendar.note { Console.error("note: \(note)") }
    let cars = try car.map { [try index(of: $0, in: plan.instance)] }
    if let folder {
      let named = (cars ?? calendar.cars).map {
        (car: $0, file: fileName(of: $0, in: plan.instance))
      }
      try (inputs + FileUse.write(named.map(\.file), in: folder, as: "--output")).checkNoneIsLost()
      try OutputFolder.make(folder)
      for (car, file) in named {
        try Console.deliver(calendar.text(of: car), to: "\(folder)/\(file)")
      }
    } else if let car = cars?.first {
      try write(calendar.text(of: car))
    } else {
      try write(calendar.text)
    }
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

  /// A name that is safe whatever the car is called, and sorts as the fleet does.
  private func fileName(of car: CarIndex, in patrol: PatrolInstance) -> String {
    let number = "\(car.number)"
    let width = "\(patrol.carCount)".count
    let id = patrol.fleet[car].id.rawValue
    let isSafe = { (character: Character) in
      character.isASCII && (character.isLetter || character.isNumber || character == "-")
    }
    let safe = String(id.prefix(40).map { isSafe($0) ? $0 : "_" })
    return "car-" + String(repeating: "0", count: width - number.count) + number
      + (id == number ? "" : "-\(safe)") + ".ics"
  }
}
