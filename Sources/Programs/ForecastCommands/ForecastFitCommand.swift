import ArgumentParser
import CommandSupport
import Documents
import ForecastOutput
import Forecasts
import Incidents
import Scenarios

extension ForecastCommand {
  /// `temper forecast fit`: the rates of a shift to come.
  struct Fit: ReportingCommand {
    static let configuration = CommandConfiguration(
      commandName: "fit",
      abstract: "Learn from records, and forecast each cell and hour of a shift.",
      usage: """
        temper forecast fit --incidents <file> ... [--date <yyyy-mm-dd>]
                 [--from <hour>] [--hours <count>] [<options>]
        """,
      discussion: """
        Writes expected incidents by hour and cell as JSON (temper-forecast), from
        which temper forecast sample draws scenarios. Only whole days before the
        shift's are learned from. Methods:

        \(MethodOptions.meanings)
        """)

    @OptionGroup
    var records: IncidentOptions

    @Option(
      help: ArgumentHelp(
        "The day of the shift. (default: the day after the last record)", valueName: "yyyy-mm-dd"),
      transform: parseDate)
    var date: CalendarDate?

    @Option(
      help: ArgumentHelp("The hour at which the shift begins. (default: 0)", valueName: "count"),
      transform: parseCount(0...23))
    var from = 0

    @Option(
      help: ArgumentHelp("The hours of the shift. (default: 24)", valueName: "count"),
      transform: parseCount(1...168))
    var hours = 24

    @OptionGroup
    var method: MethodOptions

    @OptionGroup
    var cells: GridOptions

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
      guard let days = incidents.days else { return .noneFound }
      let day = date ?? CalendarDate(daysSince1970: days.upperBound.daysSince1970 + 1)
      let known = min(day.midnight, days.upperBound.midnight.advanced(by: 24))
      guard days.lowerBound.midnight < known else {
        throw Failure(
          .invalidData,
          "the first record is of \(days.lowerBound), which is not before \(day); "
            + "add files of earlier days")
      }
      let grid = try CellGrid(covering: incidents.records, resolution: cells.resolution)
      let counts = HourlyCounts(
        incidents.records, on: grid, hours: days.lowerBound.midnight..<known)
      let forecaster = try method.forecaster
      let forecast = try forecaster.fit(counts)
      let start = day.midnight.advanced(by: from)
      let rates = forecast.rates(of: start..<start.advanced(by: hours), given: counts)
      let dispersion = try ShiftDispersion.estimate(forecaster, on: counts)
      let document = ForecastDocument(
        rates, of: forecast, method: method.method, grid: grid, training: counts.hours,
        dispersion: dispersion, incidents: incidents, program: Program.version)
      try Console.deliver(document.bytes(), to: output)
      return .success
    }
  }
}
