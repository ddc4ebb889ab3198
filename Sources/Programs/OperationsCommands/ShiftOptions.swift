import ArgumentParser
import CommandSupport
import DispatchOutput
import DispatchStudies
import RandomStreams
import Simulation

/// Where and which shifts are played.
struct ShiftOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The folder of the region: sectors.json, areas.csv, travel_minutes.csv. (default: a "
        + "generated region)", valueName: "folder"))
  var region: String?

  @Option(
    help: ArgumentHelp(
      "Play the timetables and calls of this file (JSON). (default: generated ones)",
      valueName: "file"))
  var scenarios: String?

  @Option(
    help: ArgumentHelp(
      "The most shifts to play. (default: all of --scenarios, or 100)", valueName: "count"),
    transform: parseCount(1...100_000))
  var shifts: Int?

  @Option(
    help: ArgumentHelp(
      "Without --scenarios: the cars of a sector. (default: 4)", valueName: "count"),
    transform: parseCount(1...40))
  var cars: Int?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Without --scenarios: the sectors on duty. (default: all)", valueName: "name"))
  var sectors: [String] = []

  @Option(
    name: .customLong("most-changed"),
    help: ArgumentHelp(
      "The most of a sector's timetables that may be changed (P_max).",
      valueName: "percent"), transform: parsePercentage)
  var mostChanged = 40.0

  @OptionGroup
  var seed: FixedSeedOptions

  @OptionGroup
  var processor: ThreadOptions

  @Option(
    help: ArgumentHelp(
      "Begin no shift after so long. (default: none)", valueName: "seconds"),
    transform: parseSeconds)
  var timeLimit: Double?

  /// Sectors and areas along their sides of the region that is made where none is given: about as
  /// large as the published one.
  private static let made = (sectors: 3, side: 4)

  func validate() throws {
    if scenarios != nil && region == nil {
      throw ValidationError("--scenarios needs --region, whose areas it names.")
    }
    if scenarios != nil && (cars != nil || !sectors.isEmpty) {
      throw ValidationError("--scenarios has cars and sectors; leave out --cars and --sectors.")
    }
  }

  var files: [FileUse] {
    FileUse.read(region: region) + FileUse.read(scenarios, as: "--scenarios")
  }

  /// The share that may be changed.
  var cap: Double { mostChanged / 100 }

  /// Reads or makes what is to be played.
  func study() throws -> DispatchStudy {
    let region = try readRegion()
    let scenarios = try readScenarios(region)
    guard scenarios.contains(where: { $0.start.cars > 0 }) else { throw DispatchStudyError.noCars }
    return DispatchStudy(region, scenarios, cap: cap, seed: seed.seed)
  }

  private func readRegion() throws -> Region {
    if let region { return try RegionFolder(region).read() }
    var random = RandomStream(seed: seed.seed)
    return try GeneratedRegion.region(
      sectors: Self.made.sectors, side: Self.made.side, random: &random)
  }

  private func readScenarios(_ region: Region) throws -> [ShiftScenario] {
    if let scenarios {
      let all = try ScenarioFile(scenarios, region: region).scenarios
      return Array(all.prefix(shifts ?? all.count))
    }
    return try generated(region).scenarios(shifts ?? 100, seed: seed.seed)
  }

  private func generated(_ region: Region) throws -> GeneratedShifts {
    try GeneratedShifts(
      region, sectors: region.sectors(named: sectors), carsPerSector: cars ?? 4)
  }

  /// Shifts to draw as many of as one likes; given ones lend their timetables.
  func source() throws -> GeneratedShifts {
    let region = try readRegion()
    guard let scenarios else { return try generated(region) }
    return try GeneratedShifts(
      region, likeThose: ScenarioFile(scenarios, region: region).scenarios)
  }

  /// What a study is about, in words.
  func origin(of study: DispatchStudy) -> StudyOrigin {
    StudyOrigin(
      region: region ?? "generated with seed \(seed.seed)", areas: study.region.areas.count,
      sectors: study.region.sectors.count, cars: study.scenarios.first?.start.cars ?? 0,
      shifts: scenarios ?? "generated with seed \(seed.seed)", shiftsAsked: study.scenarios.count,
      cap: study.cap, seed: study.seed, program: Program.version)
  }
}
