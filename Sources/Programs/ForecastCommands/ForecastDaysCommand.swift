import ArgumentParser
import CommandSupport
import ForecastOutput
import Incidents

extension ForecastCommand {
  /// `temper forecast days`: what shifts of the past really brought, as scenarios.
  struct Days: ReportingCommand {
    static let configuration = CommandConfiguration(
      commandName: "days",
      abstract: "Write what shifts of past days brought, as a table of scenarios.",
      usage: """
        temper forecast days --incidents <file> ... --date <yyyy-mm-dd>
                 [--days <count>] [--from <count>] [--hours <count>]
        """,
      discussion: """
        Writes the same table (CSV) as temper forecast sample, a scenario for each day,
        with minutes since the shift began, so that plans and dispatch are judged by
        days that were. Records that may have happened in several hours count in the
        first one.
        """)

    @OptionGroup
    var records: IncidentOptions

    @Option(
      help: ArgumentHelp("The first day.", valueName: "yyyy-mm-dd"), transform: parseDate)
    var date: CalendarDate

    @Option(
      help: ArgumentHelp("The number of days. (default: 1)", valueName: "count"),
      transform: parseCount(1...3_650))
    var days = 1

    @Option(
      help: ArgumentHelp("The hour at which shifts begin. (default: 8)", valueName: "count"),
      transform: parseCount(0...23))
    var from = 8

    @Option(
      help: ArgumentHelp("The hours of a shift. (default: 12)", valueName: "count"),
      transform: parseCount(1...24))
    var hours = 12

    @Option(
      name: [.short, .long],
      help: ArgumentHelp("The file to write. (default: standard output)", valueName: "file"))
    var output: String?

    @Flag(name: [.short, .long], help: "No log.")
    var quiet = false

    var files: [FileUse] { records.files + FileUse.write(output, as: "--output") }

    func execute() throws -> ExitCode {
      let incidents = try records.read()
      tell(DataStatement(incidents).lines, unless: quiet)
      let first = LocalHour(index: date.daysSince1970 * 24 + from)
      let shifts = (0..<days).map { day in
        let start = first.advanced(by: 24 * day)
        let end = start.advanced(by: hours).start
        return (
          start: start,
          incidents: incidents.records.filter { $0.time >= start.start && $0.time < end }
        )
      }
      guard shifts.contains(where: { !$0.incidents.isEmpty }) else {
        throw Failure(
          .invalidData,
          "no record is in the shifts from \(first.start) on; records are of "
            + (incidents.days.map { "\($0.lowerBound) to \($0.upperBound)" } ?? "no day"))
      }
      try Console.deliver(ScenarioTable.text(shifts, types: incidents.types), to: output)
      return .success
    }
  }
}
