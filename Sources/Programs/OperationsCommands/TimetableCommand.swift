package import ArgumentParser
package import CommandSupport
import DispatchOutput
import DispatchStudies
import DurableFiles
import LinearPrograms
import RandomStreams
import Simulation
import Temper
import Timetables

/// `temper timetable`: what shifts begin with.
package struct TimetableCommand: ReportingCommand {
  package init() {}

  package static let configuration = CommandConfiguration(
    commandName: "timetable",
    abstract: "Make timetables of a region's cars, and calls to play them with.",
    usage: """
      temper timetable --region <folder> [--cars <count>]
               [--sectors <name> ...] [--method <method>] [--output <file>]
      temper timetable --region <folder> --instance <file> --plan <file>
               [--method <method>] [--output <file>]
      """,
    discussion: """
      A timetable says where a car is in each 10 minutes of its shift. By fill, cars
      walk through the areas of their sector in order, stay in each as long as it
      needs, and the next car goes on where the one before it ends. By flow, an
      integer program (HiGHS) starts from that and looks for timetables in which no
      area lacks patrol, presence is greatest, and most sample calls have a car
      near.

      With --plan, cars are those of a plan of temper solve for a shift of 12 hours,
      and each patrols in every hour in the sector that the plan gives it; sectors
      have the same names in the instance and in the region. An independent checker
      judges all.

      Calls follow Poisson processes, two an hour and sector, and take 10 minutes
      and a gamma variate of mean 30; with --calls, those of a forecast or of past
      days come instead, each in the area that is nearest. temper simulate and
      temper dispatch compare read the file (--scenarios). Exit status 3 if no
      timetables were found in time.
      Example: temper timetable --region city --cars 4 -o shifts.json
      """)

  /// How timetables are made.
  enum Method: String, CaseIterable, ExpressibleByArgument {
    case fill, flow
  }

  @Option(
    help: ArgumentHelp(
      "The folder of the region: sectors.json, areas.csv, travel_minutes.csv.",
      valueName: "folder"))
  var region: String

  @Option(
    help: ArgumentHelp(
      "Without --plan: the cars of a sector. (default: 4)", valueName: "count"),
    transform: parseCount(1...40))
  var cars: Int?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Without --plan: the sectors on duty. (default: all)", valueName: "name"))
  var sectors: [String] = []

  @Option(
    help: ArgumentHelp("The instance of the plan (JSON).", valueName: "file"))
  var instance: String?

  @Option(
    help: ArgumentHelp(
      "The plan whose cars get timetables (CSV, XLSX or JSON).", valueName: "file"))
  var plan: String?

  @Option(help: "How timetables are made: fill (in order) or flow (an integer program).")
  var method = Method.fill

  @Option(
    help: ArgumentHelp("With --method flow: the most time. (default: 60)", valueName: "seconds"),
    transform: parseSeconds)
  var timeLimit = 60.0

  @OptionGroup
  var processor: ThreadOptions

  @Option(
    help: ArgumentHelp(
      "The shifts to draw calls for, or the most of --calls. (default: 20, or all)",
      valueName: "count"),
    transform: parseCount(1...100_000))
  var shifts: Int?

  @Option(
    help: ArgumentHelp(
      "Take calls from a table of temper forecast sample or temper forecast days (CSV).",
      valueName: "file"))
  var calls: String?

  @OptionGroup
  var seed: FixedSeedOptions

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("The file to write. (default: standard output)", valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("Write a page of the timetables to this file.", valueName: "file"))
  var report: String?

  @OptionGroup
  var voice: StudyVoice

  /// Shifts of calls that timetables are made for, and their seed: none that are written.
  private static let samples = (shifts: 20, stream: UInt64.max / 2)

  package func validate() throws {
    if (instance == nil) != (plan == nil) {
      throw ValidationError("--plan and --instance go together.")
    }
    if plan != nil, cars != nil || !sectors.isEmpty {
      throw ValidationError("--plan has cars and sectors; leave out --cars and --sectors.")
    }
  }

  package var files: [FileUse] {
    FileUse.read(region: region) + FileUse.read(shift: instance, as: "--instance")
      + FileUse.read(plan, as: "--plan") + FileUse.read(calls, as: "--calls")
      + FileUse.write(output, as: "--output") + FileUse.write(report, as: "--report")
  }

  package func execute() throws -> ExitCode {
    for file in [output, report].compactMap({ $0 }) where !Console.isOutput(file) {
      try DurableFile.checkCanWrite(to: file)
    }
    let region = try RegionFolder(region).read()
    let duties = try duties(in: region)
    let onDuty = Set(duties.flatMap(\.sectors)).sorted()
    let task = TimetableTask(region, duties, calls: sampleCalls(region, onDuty))
    Interrupt.listen()
    let filled = task.filled
    let rows = try method == .fill ? filled : flowing(task)
    let methods =
      [TimetableMethod(method.rawValue, task.check(rows))]
      + (method == .fill ? [] : [TimetableMethod("fill", task.check(filled))])
    guard methods[0].check.defects.isEmpty else {
      throw Failure(.internalError, "the checker refuses the timetables that were made")
    }
    let start = InitialTimetables(duties, rows: rows)
    try deliver(start, region, onDuty, methods)
    return Interrupt.ending
  }

  /// The duties of a plan's cars, or of equal cars in each sector.
  private func duties(in region: Region) throws -> [CarDuty] {
    if let instance, let plan {
      let patrol = try PatrolInstance(contentsOf: instance)
      let schedule = try Schedule(contentsOf: plan, of: patrol)
      return try CarDuty.duties(of: schedule, for: patrol, in: region)
    }
    let duties = try region.sectors(named: sectors)
      .filter { !region.sectors[$0].areas.isEmpty }
      .flatMap { Array(repeating: CarDuty(sector: $0), count: cars ?? 4) }
    guard !duties.isEmpty else { throw DispatchStudyError.noCars }
    return duties
  }

  private func sampleCalls(_ region: Region, _ sectors: [Int]) -> [Incident] {
    let generator = IncidentGenerator(region, sectors: sectors)
    return (0..<Self.samples.shifts).flatMap { number in
      var random = RandomStream(seed: seed.seed, stream: Self.samples.stream + UInt64(number))
      return generator.incidents(&random)
    }
  }

  private func flowing(_ task: TimetableTask) throws -> [[Int]] {
    var options = SolverOptions()
    options.threads = processor.count
    options.timeLimit = RunningTime.forSearch(of: .seconds(timeLimit))
    options.isCancelled = { Interrupt.isRequested }
    let groups = task.groups.count
    let rows = try task.flowing(with: HiGHSSolver(), options: options) { group, worth in
      Interrupt.keepResult()
      if Console.hasTerminal, !voice.quiet {
        Console.transient("group \(group) of \(groups): worth \(worth)")
      }
    }
    guard let rows else {
      throw Failure(
        Interrupt.isRequested ? ExitCode(Interrupt.status) : .noneFound,
        "no timetables were found in time; give more with --time-limit, or --method fill")
    }
    return rows
  }

  private func deliver(
    _ start: InitialTimetables, _ region: Region, _ sectors: [Int], _ methods: [TimetableMethod]
  ) throws {
    let scenarios = try scenarios(start, region, sectors)
    try Console.deliver(ScenarioText(scenarios, region: region).text, to: output)
    if let report {
      let page = TimetablePage(
        start, region, methods: methods,
        facts: [
          ("region", self.region), ("cars", plan ?? "\(cars ?? 4) in each sector"),
          ("method", method.rawValue), ("seed", "\(seed.seed)"), ("program", Program.version),
        ])
      try Console.deliver(page.html, to: report)
    }
    guard !voice.quiet else { return }
    for method in methods {
      Console.error(method.name.padding(to: 11) + method.words)
    }
  }
}

extension TimetableCommand {
  /// Shifts that begin with timetables: drawn ones, or those of a table.
  private func scenarios(
    _ start: InitialTimetables, _ region: Region, _ sectors: [Int]
  ) throws -> [ShiftScenario] {
    guard let calls else {
      let empty = ShiftScenario(start: start, incidents: [])
      return try GeneratedShifts(region, likeThose: [empty], sectors: sectors)
        .scenarios(shifts ?? 20, seed: seed.seed)
    }
    let incidents = try CallTable(calls).incidents(in: region, sectors: sectors, seed: seed.seed)
    if incidents.outside + incidents.late > 0, !voice.quiet {
      Console.error(
        "left out   \(incidents.outside) calls that are near no area on duty, \(incidents.late) "
          + "that come after the shift")
    }
    return incidents.shifts.prefix(shifts ?? incidents.shifts.count).map {
      ShiftScenario(start: start, incidents: $0)
    }
  }
}

extension String {
  /// With spaces to a width.
  fileprivate func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(1, width - count))
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
