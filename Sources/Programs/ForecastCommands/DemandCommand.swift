package import ArgumentParser
import CarDemand
package import CommandSupport
import DemandOutput
import Documents
import DurableFiles
import ForecastOutput
import Incidents
import Temper

/// `temper demand`: how many cars each sector needs at which time.
package struct DemandCommand: ReportingCommand {
  package init() {}

  package static let configuration = CommandConfiguration(
    commandName: "demand",
    abstract: "Tell how many cars each sector needs, from what a shift may bring.",
    usage: """
      temper demand --incidents <file> ... --cars <count> [--sectors <count>]
               [--date <yyyy-mm-dd>] [--from <time>] [--hours <hours>]
               [<options>]
      temper demand --incidents <file> ... --shift <instance> [<options>]
      """,
    discussion: """
      Scenarios of the shift are played with cars that wait in sectors and go to the
      nearest call; cars are put where the fewest calls are late. -o writes an
      instance for temper solve, with minimum, target and prices of missing cars.
      What is told was seen on scenarios that the plan was not chosen by, and with
      --real-days also on what really happened (docs/use/demand.md).
      """)

  @OptionGroup
  var records: IncidentOptions

  @Option(
    help: ArgumentHelp(
      "A forecast (JSON) of temper forecast fit, instead of fitting one.", valueName: "file"))
  var forecast: String?

  @OptionGroup
  var shift: DemandShiftOptions

  @OptionGroup
  var method: MethodOptions

  @OptionGroup
  var cells: GridOptions

  @OptionGroup
  var calls: CallOptions

  @OptionGroup
  var limits: AllocationOptions

  @Option(
    help: ArgumentHelp("The number of scenarios of each set. (default: 1000)", valueName: "count"),
    transform: parseCount(2...20_000))
  var scenarios = 1_000

  @Option(
    help: ArgumentHelp(
      "What a late call of weight 1 is worth in driving. (default: 60)", valueName: "minutes"),
    transform: parseMinutes)
  var lateMinutes = Minutes(60)

  @Flag(help: "Play the plan on the real incidents of its days, too, if there are records.")
  var realDays = false

  @Option(
    help: ArgumentHelp(
      "Prove a bound on so many scenarios by HiGHS, within a quarter of the time.",
      valueName: "count"),
    transform: parseCount(1...100))
  var bound: Int?

  @Option(
    help: ArgumentHelp("Time for all of it. (default: 60)", valueName: "seconds"),
    transform: parseSeconds)
  var timeLimit = 60.0

  @OptionGroup
  var seed: FixedSeedOptions

  @OptionGroup
  var processor: ThreadOptions

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Write the instance to this file (JSON).", valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("Write a page to read and print as well.", valueName: "file"))
  var report: String?

  @Flag(help: "Write the whole result as JSON to standard output.")
  var json = false

  @Flag(name: [.short, .long], help: "No log.")
  var quiet = false

  package func validate() throws {
    if forecast != nil, shift.days > 1 {
      throw ValidationError("--forecast is of one shift; leave it out for --days.")
    }
    if json, Console.isOutput(output), output != nil {
      throw ValidationError("--json and -o - both want standard output; name a file for -o.")
    }
    if report == "-" { throw ValidationError("--report writes a file; name one.") }
  }

  package var files: [FileUse] {
    records.files + method.files + FileUse.read(forecast, as: "--forecast")
      + FileUse.read(shift: shift.shift, as: "--shift") + FileUse.write(output, as: "--output")
      + FileUse.write(report, as: "--report")
  }

  package func execute() throws -> ExitCode { try interruptible(plan) }

  private func plan() throws -> ExitCode {
    for path in [output, report].compactMap(\.self) where !Console.isOutput(path) {
      try DurableFile.checkCanWrite(to: path)
    }
    let incidents = try records.read()
    tell(DataStatement(incidents).lines, unless: quiet)
    guard !incidents.records.isEmpty else { return .noneFound }
    let report = try DemandRun(self, incidents).report()
    try deliver(report)
    return Interrupt.isRequested ? ExitCode(Interrupt.status) : .success
  }

  private func deliver(_ result: DemandReport) throws {
    if let report { try DurableFile.write(DemandPage(result).html, to: report) }
    let instance = result.instance.jsonText()
    if let output { try Console.deliver(instance, to: output) }
    if json {
      try Console.output(String(decoding: DemandDocument(result).bytes(), as: UTF8.self))
    } else if output == nil || !Console.isOutput(output) {
      try Console.output(result.text)
    }
  }
}
