import ArgumentParser
import CommandSupport
import DurableFiles
import Simulation

extension DispatchCommand {
  /// `temper dispatch region`: areas for those who have calls alone.
  struct MakeRegion: ReportingCommand {
    static let configuration = CommandConfiguration(
      commandName: "region",
      abstract: "Make a region for calls on a map: a grid of areas around them.",
      usage: """
        temper dispatch region --calls <file> --output <folder>
                 [--sectors <count>] [--side <count>] [--cars <count>]
        """,
      discussion: """
        For those who have no patrol areas yet. Sectors lie side by side, each a square
        of areas; patrol is needed where calls come, 60 % of the cars' time, and travel
        follows streets to the north and to the east at 25 km/h. The three files are
        tables to be corrected by hand.

        Example: temper dispatch region --calls scenarios.csv --output city
        """)

    @Option(
      help: ArgumentHelp(
        "A table of temper forecast sample or temper forecast days (CSV).", valueName: "file"))
    var calls: String

    @Option(
      help: ArgumentHelp("The number of sectors. (default: 3)", valueName: "count"),
      transform: parseCount(1...50))
    var sectors = 3

    @Option(
      help: ArgumentHelp(
        "The areas along a side of a sector. (default: 4)", valueName: "count"),
      transform: parseCount(1...11))
    var side = 4

    @Option(
      help: ArgumentHelp("The cars of a sector. (default: 4)", valueName: "count"),
      transform: parseCount(1...40))
    var cars = 4

    @Option(
      name: [.short, .long],
      help: ArgumentHelp("The folder to write, which is made.", valueName: "folder"))
    var output: String

    var files: [FileUse] {
      FileUse.read(calls, as: "--calls")
        + FileUse.write(
          ["sectors.json", "areas.csv", "travel_minutes.csv"], in: output, as: "--output")
    }

    func execute() throws -> ExitCode {
      let table = try CallTable(calls)
      let (region, minutes) = try CallRegion.region(
        around: table, sectors: sectors, side: side, cars: cars)
      try OutputFolder.make(output)
      for file in RegionText(region, minutes: minutes).files {
        try DurableFile.write(file.text, to: "\(output)/\(file.name)")
      }
      return .success
    }
  }
}
