package import ArgumentParser
package import CommandSupport
import DispatchStudies
import Simulation

/// `temper timetable`: what shifts begin with.
package struct TimetableCommand: ReportingCommand {
  package init() {}

  package static let configuration = CommandConfiguration(
    commandName: "timetable",
    abstract: "Make timetables of a region's cars, and calls to play them with.",
    usage: """
      temper timetable --region <folder> [--cars <count>]
               [--sectors <name> ...] [--shifts <count>] [--output <file>]
      """,
    discussion: """
      Cars walk through the areas of their sector in order, stay in each as long as it
      needs, and the next car goes on where the one before it ends. Calls follow
      Poisson processes, two an hour and sector, and take 10 minutes and a gamma
      variate of mean 30. temper simulate and temper dispatch compare read the file
      (--scenarios). Example: temper timetable --region city --cars 4 -o shifts.json
      """)

  @Option(
    help: ArgumentHelp(
      "The folder of the region: sectors.json, areas.csv, travel_minutes.csv.",
      valueName: "folder"))
  var region: String

  @Option(
    help: ArgumentHelp("The cars of a sector. (default: 4)", valueName: "count"),
    transform: parseCount(1...40))
  var cars = 4

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("The sectors on duty. (default: all)", valueName: "name"))
  var sectors: [String] = []

  @Option(
    help: ArgumentHelp("The shifts to draw calls for. (default: 20)", valueName: "count"),
    transform: parseCount(1...100_000))
  var shifts = 20

  @OptionGroup
  var seed: FixedSeedOptions

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("The file to write. (default: standard output)", valueName: "file"))
  var output: String?

  package var files: [FileUse] {
    FileUse.read(region: region) + FileUse.write(output, as: "--output")
  }

  package func execute() throws -> ExitCode {
    let region = try RegionFolder(region).read()
    let shifts = try GeneratedShifts(
      region, sectors: region.sectors(named: sectors), carsPerSector: cars
    ).scenarios(shifts, seed: seed.seed)
    try Console.deliver(ScenarioText(shifts, region: region).text, to: output)
    return .success
  }
}

extension FileUse {
  /// The files of a region's folder, and the folder.
  static func read(region: String?) -> [FileUse] {
    FileUse.read(region, as: "--region")
      + (region.map { RegionFolder($0).files } ?? []).flatMap { FileUse.read($0, as: "--region") }
  }
}

extension Region {
  /// The indices of sectors by their names, or of all if none is named.
  func sectors(named names: [String]) throws -> [Int] {
    if names.isEmpty { return Array(sectors.indices) }
    return try names.map { name in
      guard let index = sectors.firstIndex(where: { $0.id == name }) else {
        throw Failure(
          .validationFailure,
          "--sectors \(name): the region has \(sectors.map(\.id).joined(separator: ", "))")
      }
      return index
    }
  }
}
