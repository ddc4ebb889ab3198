import ArgumentParser
import CommandSupport
import Documents
import DurableFiles
import ForecastMetrics
import ForecastOutput
import Forecasts
import Incidents
import Scenarios

extension ForecastCommand {
  /// `temper forecast evaluate`: how a method does on days that it has not seen.
  struct Evaluate: ReportingCommand {
    static let configuration = CommandConfiguration(
      commandName: "evaluate",
      abstract: "Judge a method on days that follow those it learned from.",
      usage: """
        temper forecast evaluate --incidents <file> ... --train-to <yyyy-mm-dd>
                 --test-to <yyyy-mm-dd> [--method <name>] [--against <name>]
                 [<options>]
        """,
      discussion: """
        Learns from all days before --train-to and forecasts those from there until
        --test-to, which is not among them. No hour is forecast from anything that
        was not known when it had to be. With --refit-days the method learns again
        from time to time, as it would in use. Methods:

        \(MethodOptions.meanings)

        Deviance and log score tell which method is better; F1 does not
        (docs/use/forecasts.md). Example: temper forecast evaluate --incidents a.csv
        b.csv --train-to 2017-01-01 --test-to 2017-07-01 --method day-ahead --json
        """)

    @OptionGroup
    var records: IncidentOptions

    @Option(
      help: ArgumentHelp("The day after the last to learn from.", valueName: "yyyy-mm-dd"),
      transform: parseDate)
    var trainTo: CalendarDate

    @Option(
      help: ArgumentHelp("The day after the last to forecast.", valueName: "yyyy-mm-dd"),
      transform: parseDate)
    var testTo: CalendarDate

    @Option(
      help: ArgumentHelp(
        "The first day to learn from. (default: the first with a record)", valueName: "yyyy-mm-dd"),
      transform: parseDate)
    var trainFrom: CalendarDate?

    @OptionGroup
    var method: MethodOptions

    @OptionGroup
    var cells: GridOptions

    @Option(
      help: ArgumentHelp(
        "Another method, to compare with day by day.", valueName: "name"))
    var against: String?

    @Option(
      help: ArgumentHelp(
        "Learn anew after so many days of the test, from all days until then. (default: never)",
        valueName: "count"),
      transform: parseCount(1...366))
    var refitDays: Int?

    @OptionGroup
    var training: TrainingOptions

    @Option(help: "How numbers of generated incidents are drawn, for F1.")
    var model = ScenarioModel.systematic

    @Flag(help: "Let incidents of neighbouring hours match, within the minutes.")
    var acrossHours = false

    @Option(
      help: ArgumentHelp("The hours of a shift, which divide 24. (default: 8)", valueName: "count"),
      transform: parseCount(1...24))
    var shiftHours = 8

    @OptionGroup
    var seed: FixedSeedOptions

    @Option(help: ArgumentHelp("Write a page as HTML, too.", valueName: "file"))
    var report: String?

    @Flag(help: "Write the result as JSON to standard output.")
    var json = false

    func validate() throws {
      if testTo <= trainTo { throw ValidationError("--test-to has to be after --train-to.") }
      if report == "-" { throw ValidationError("--report writes a file; name one.") }
      if 24 % shiftHours != 0 { throw ValidationError("--shift-hours has to divide 24.") }
      if let against { try method.validate(against) }
    }

    var files: [FileUse] {
      records.files + method.files + training.files + FileUse.write(report, as: "--report")
    }

    func execute() throws -> ExitCode { try interruptible(evaluate) }

    private func evaluate() throws -> ExitCode {
      let incidents = try records.read()
      let request = try request(for: incidents)
      warn(incidents)
      let counts = request.counts()
      let reading = RunningTime.elapsed
      let conditions = try training.conditions()
      func evaluated(_ name: String) throws -> ForecastEvaluation {
        let forecaster = try method.named(name).trained(under: conditions)
        return try ForecastEvaluation(forecaster, request, counts: counts)
      }
      let result = try evaluated(method.method)
      let elapsed = RunningTime.elapsed
      let other = try against.map { ($0, try evaluated($0)) }
      let evaluation = EvaluationReport(
        method: method.method, request: request, result: result, other: other,
        reading: reading, elapsed: elapsed, program: Program.version)
      let bytes = try json ? EvaluationDocument(evaluation).bytes() : Array(evaluation.text.utf8)
      if let report { try DurableFile.write(EvaluationPage(evaluation).html, to: report) }
      try Console.output(String(decoding: bytes, as: UTF8.self))
      return .success
    }

    private func request(for incidents: IncidentRecords) throws -> EvaluationRequest {
      let first = trainFrom ?? incidents.days?.lowerBound ?? trainTo
      guard first < trainTo else {
        throw Failure(
          .invalidData,
          "the first record is of \(first), which is not before --train-to \(trainTo); "
            + "add files of earlier days")
      }
      var request = EvaluationRequest(
        incidents: incidents,
        grid: try CellGrid(covering: incidents.records, resolution: cells.resolution),
        training: first.midnight..<trainTo.midnight, test: trainTo.midnight..<testTo.midnight)
      request.shiftHours = shiftHours
      request.seed = seed.seed
      request.model = model
      request.matchesAcrossHours = acrossHours
      request.refitDays = refitDays
      return request
    }

    /// Days without records at the end would pass for days without incidents.
    private func warn(_ incidents: IncidentRecords) {
      guard let last = incidents.days?.upperBound else { return }
      let missing = testTo.daysSince1970 - last.daysSince1970 - 1
      if missing > 0 {
        Console.error(
          "warning: the last record is of \(last); \(missing) days before --test-to \(testTo) "
            + "have none, and count as days without incidents")
      }
    }
  }
}
