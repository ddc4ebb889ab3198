import ArgumentParser
import CommandSupport
import Incidents

extension ForecastCommand {
  /// `temper forecast city`: incidents of a city whose law is known.
  struct City: ReportingCommand {
    static let configuration = CommandConfiguration(
      commandName: "city",
      abstract: "Make incidents of an invented city, in which calls follow from calls.",
      usage: "temper forecast city [--seed <number>] [--days <count>] [<options>]",
      discussion: """
        A part of all calls, --dependence, has a cause: a call raises the rate of its
        cell and those around it in the next hour. Methods can be judged by how much
        of that they find.
        """)

    @OptionGroup
    var seed: FixedSeedOptions

    @Option(
      help: ArgumentHelp("The first day. (default: 2024-01-01)", valueName: "yyyy-mm-dd"),
      transform: parseDate)
    var date = CalendarDate(daysSince1970: 19_723)

    @Option(
      help: ArgumentHelp("The number of days. (default: 365)", valueName: "count"),
      transform: parseCount(1...3_650))
    var days = 365

    @Option(
      help: ArgumentHelp("Calls a day, on average. (default: 288)", valueName: "count"),
      transform: parseCount(1...20_000))
    var calls = 288

    @Option(
      help: ArgumentHelp(
        "The percentage of calls that follow from others. (default: 45)", valueName: "percent"),
      transform: parsePercentage)
    var dependence = 45.0

    @Option(
      name: [.short, .long],
      help: ArgumentHelp("The file to write. (default: standard output)", valueName: "file"))
    var output: String?

    func validate() throws {
      if dependence > 90 { throw ValidationError("--dependence is at most 90.") }
    }

    var files: [FileUse] { FileUse.write(output, as: "--output") }

    func execute() throws -> ExitCode {
      let city = PlantedCity(
        callsPerHour: Double(calls) / 24, dependence: dependence / 100, seed: seed.seed)
      try Console.deliver(city.table(from: date, days: days), to: output)
      return .success
    }
  }
}
