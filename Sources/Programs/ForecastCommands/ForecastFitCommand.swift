import ArgumentParser
import CommandSupport
import Documents
import DurableFiles
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
        shift's are learned from. Networks take minutes to train; --checkpoint keeps
        what was trained, and --resume goes on from there, to the same bytes as if
        nothing had happened. Methods:

        \(MethodOptions.meanings)
        """)

    @OptionGroup
    var records: IncidentOptions

    @OptionGroup
    var start: ShiftDayOptions

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

    @Option(
      help: ArgumentHelp(
        "Take a network's weights from a file that --save-weights wrote, and train none.",
        valueName: "file"))
    var weights: String?

    @Option(
      help: ArgumentHelp(
        "Write the weights of a trained network, as safetensors.", valueName: "file"))
    var saveWeights: String?

    @OptionGroup
    var training: TrainingOptions

    @OptionGroup
    var cells: GridOptions

    @Option(
      name: [.short, .long],
      help: ArgumentHelp("The file to write. (default: standard output)", valueName: "file"))
    var output: String?

    @Option(help: ArgumentHelp("Write a page as HTML, too.", valueName: "file"))
    var report: String?

    @Flag(name: [.short, .long], help: "No log.")
    var quiet = false

    var files: [FileUse] {
      records.files + method.files + FileUse.read(weights, as: "--weights")
        + FileUse.write(saveWeights, as: "--save-weights") + training.files
        + FileUse.write(output, as: "--output") + FileUse.write(report, as: "--report")
    }

    func validate() throws {
      // Before minutes of training, not after them.
      for (path, option) in [(weights, "--weights"), (saveWeights, "--save-weights")]
      where path != nil && !((try? method.forecaster) is any WeightedForecaster) {
        throw ValidationError(SavedWeights.noNetwork(method.method, option: option) + ".")
      }
      if report == "-" { throw ValidationError("--report writes a file; name one.") }
    }

    func execute() throws -> ExitCode { try interruptible(fit) }

    private func fit() throws -> ExitCode {
      let incidents = try records.read()
      tell(DataStatement(incidents).lines, unless: quiet)
      guard incidents.days != nil else { return .noneFound }
      let saved = try weights.map(SavedWeights.init)
      let fitted = try FittedForecast(
        to: incidents, before: start, by: method, in: cells, weights: saved,
        under: training.conditions(quiet: quiet))
      let first = fitted.day.midnight.advanced(by: from)
      let rates = try fitted.forecast.rates(
        of: first..<first.advanced(by: hours), given: fitted.counts)
      let document = ForecastDocument(
        rates, of: fitted.forecast, method: method.method, grid: fitted.grid,
        training: fitted.counts.hours, dispersion: fitted.dispersion, incidents: incidents,
        program: Program.version)
      if let saveWeights {
        try Console.deliver(SavedWeights(of: fitted, by: method.method).bytes, to: saveWeights)
      }
      if let report {
        let page = ForecastPage(
          rates, of: fitted.forecast, method: method.method, grid: fitted.grid,
          training: fitted.counts.hours, dispersion: fitted.dispersion, incidents: incidents,
          program: Program.version)
        try DurableFile.write(page.html, to: report)
      }
      try Console.deliver(document.bytes(), to: output)
      return .success
    }
  }
}
