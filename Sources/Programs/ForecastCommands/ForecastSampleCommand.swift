import ArgumentParser
import CommandSupport
import Documents
import DurableFiles
import ForecastOutput
import Forecasts
import Incidents
import Scenarios

extension ForecastCommand {
  /// `temper forecast sample`: what the shift may bring, many times.
  struct Sample: ReportingCommand {
    static let configuration = CommandConfiguration(
      commandName: "sample",
      abstract: "Draw scenarios, lists of incidents that a shift may bring.",
      usage: """
        temper forecast sample <forecast> --incidents <file> ...
                 [--scenarios <count>] [--model <model>] [<options>]
        """,
      discussion: """
        Numbers of incidents follow the model: \
        \(ScenarioModel.allCases.map { "\($0.rawValue) (\($0.summary))" }.joined(separator: ", ")).
        Places, minutes and types are those of past incidents of the same cell and
        hour of the day, or with --places uniform anywhere and any time in them.
        Writes a table (CSV) with a line per incident.
        """)

    @Argument(help: "The forecast (JSON), as temper forecast fit writes it.")
    var forecast: String

    @OptionGroup
    var records: IncidentOptions

    @Option(
      help: ArgumentHelp("The number of scenarios. (default: 100)", valueName: "count"),
      transform: parseCount(1...100_000))
    var scenarios = 100

    @Option(help: "How numbers of incidents are drawn.")
    var model = ScenarioModel.negativeBinomial

    @Option(help: "Where in cells and when in hours incidents happen.")
    var places = ScenarioPlaces.empirical

    @OptionGroup
    var seed: FixedSeedOptions

    @Option(
      name: [.short, .long],
      help: ArgumentHelp("The file to write. (default: standard output)", valueName: "file"))
    var output: String?

    @Flag(name: [.short, .long], help: "No log.")
    var quiet = false

    var files: [FileUse] {
      FileUse.read(forecast, as: "<forecast>") + records.files
        + FileUse.write(output, as: "--output")
    }

    func execute() throws -> ExitCode {
      let document = try ForecastDocument(parsing: DurableFile.read(forecast), file: forecast)
      let content = try document.content(file: forecast)
      let incidents = try records.read()
      tell(DataStatement(incidents).lines, unless: quiet)
      let sampler = ScenarioSampler(
        content.rates,
        donors: Donors(incidents.records, on: content.grid, before: content.trainingEnd),
        model: model, places: places, dispersion: content.dispersion, seed: seed.seed)
      let drawn = (0..<scenarios).map { sampler.scenario($0) }
      try Console.deliver(
        ScenarioTable.text(drawn, start: content.rates.hours.lowerBound, types: incidents.types),
        to: output)
      return .success
    }
  }
}
