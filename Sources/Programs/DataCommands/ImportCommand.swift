package import ArgumentParser
package import CommandSupport
import DurableFiles
import Tables
import Temper
import Texts

/// `temper import`: an instance from a planner's own tables.
package struct ImportCommand: ReportingCommand {
  package init() {}

  package static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Make an instance from tables of travel times and demand.",
    usage: "temper import --name <name> --demand <file> --travel <file> [<options>]",
    discussion: """
      Tables are text (CSV) or workbooks (XLSX), in which sheets are found by their
      names: demand, travel, sectors, cars, rules. One workbook can be all tables.

      The demand table has a line per step, which begins with its clock time, and a
      column per sector, or three: F-01 min, F-01 target, F-01 max. Or it has a line
      per step and sector, with the columns sector and cars, or min, target and max.

      The travel table has minutes in a square, half of one, or
      the columns from, to and minutes. In its place, --osrm takes the JSON response
      of an OSRM table request.

      Cars have the columns id, class, start, on, off, limit and home; rules have
      rule (pin, ban, together, apart, closed), car, car2, sector, from and to.
      """)

  @Option(help: ArgumentHelp("The demand table (CSV or XLSX).", valueName: "file"))
  var demand: String

  @Option(help: ArgumentHelp("The travel table (CSV or XLSX, minutes).", valueName: "file"))
  var travel: String?

  @Option(
    help: ArgumentHelp(
      "The response of an OSRM table request (JSON, seconds).", valueName: "file"))
  var osrm: String?

  @Option(
    help: ArgumentHelp(
      "Sectors with id, name, lon, lat, reserve. (default: those of demand)",
      valueName: "file"))
  var sectors: String?

  @Option(
    name: .customLong("cars-table"),
    help: ArgumentHelp("The cars by name, with what holds for each.", valueName: "file"))
  var carsTable: String?

  @Option(
    name: .customLong("rules-table"),
    help: ArgumentHelp("Pins, bans, pairs and closed sectors.", valueName: "file"))
  var rulesTable: String?

  @Option(help: "The instance's name.")
  var name: String

  @Option(
    help: ArgumentHelp(
      "The number of cars. (default: what the first step needs)", valueName: "count"),
    transform: parseCount(1...100_000))
  var cars: Int?

  @Option(help: ArgumentHelp("The presence rule. (default: no-return)", valueName: "rule"))
  var presence: Rule?

  @Option(
    help: ArgumentHelp("With max-stay: the most steps in a row. (default: 2)", valueName: "count"),
    transform: parseCount(1...10_000))
  var limit = 2

  @Option(
    help: ArgumentHelp(
      "When the shift starts, if the table has no times. (default: 08:00)", valueName: "time"))
  var start: String?

  @Option(
    help: ArgumentHelp(
      "The length of a step, if the table has no two times. (default: 60)", valueName: "minutes"),
    transform: parseCount(1...1440))
  var stepMinutes: Int?

  @Option(
    help: ArgumentHelp(
      "The cars that an empty cell of the demand table needs.", valueName: "count"),
    transform: parseCount(0...100_000))
  var empty: Int?

  @Option(
    help: ArgumentHelp(
      "The price of a missing car per step; without it none may be missing.",
      valueName: "minutes"), transform: parseMinutes)
  var shortagePrice: Minutes?

  @Option(
    help: ArgumentHelp(
      "The price of each car below a sector's target per step.", valueName: "minutes"),
    transform: parseMinutes)
  var targetPrice: Minutes?

  @Option(
    help: ArgumentHelp(
      "The price of each car above it; plain numbers are then the least.", valueName: "minutes"),
    transform: parseMinutes)
  var surplusPrice: Minutes?

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("The file to write. (default: standard output)", valueName: "file"))
  var output: String?

  /// The presence rules by name.
  enum Rule: String, CaseIterable, ExpressibleByArgument {
    case none
    case noReturn = "no-return"
    case maxStay = "max-stay"
  }

  package func validate() throws {
    if (travel == nil) == (osrm == nil) {
      throw ValidationError("Give the travel times either by --travel or by --osrm.")
    }
    if let start, startMinute == nil {
      throw ValidationError("'\(start)' is no time of day for --start: write one as 08:00.")
    }
    guard name.isLabel(upTo: 200) else {
      throw ValidationError("--name: \(String.labelInWords(upTo: 200)).")
    }
  }

  private var startMinute: Int? {
    start.flatMap { ClockText.minute($0) }.flatMap { $0 < 1440 ? $0 : nil }
  }

  package var files: [FileUse] {
    // One workbook may be several tables.
    var seen: Set<String> = []
    let reads = [
      (demand, "--demand"), (travel, "--travel"), (osrm, "--osrm"), (sectors, "--sectors"),
      (carsTable, "--cars-table"), (rulesTable, "--rules-table"),
    ].filter { path, _ in path == "-" || path.map { seen.insert($0).inserted } ?? false }
    return reads.flatMap { FileUse.read($0.0, as: $0.1) } + FileUse.write(output, as: "--output")
  }

  package func execute() throws -> ExitCode {
    let document = try document()
    // What the file's own reader would refuse is better refused here.
    _ = try PatrolInstance(json: document, file: "the imported shift")
    try Console.deliver(document, to: output)
    return .success
  }

  /// The instance as JSON; what it was made of takes no memory any more.
  private func document() throws -> [UInt8] {
    let outcome: InstanceImport.Outcome
    let request = try source()
    do throws(ImportFailure) { outcome = try request.imported() } catch {
      for error in error.errors.dropLast() { Failure(error).report() }
      if let last = error.errors.last { throw last }
      throw error
    }
    for remark in outcome.remarks { Console.error("\(remark)") }
    if presence == nil { Console.error("note: no presence rule is given; no-return is taken") }
    let conflicts = outcome.instance.presenceConflicts()
    for conflict in conflicts { Console.error("warning: \(conflict)") }
    return Array(outcome.instance.jsonText().utf8)
  }

  private func source() throws -> InstanceImport {
    func file(_ path: String) throws -> InstanceImport.File {
      InstanceImport.File(name: path, bytes: try DurableFile.read(path))
    }
    let rule: PresenceRule =
      switch presence ?? .noReturn {
      case .none: .none
      case .noReturn: .noReturn
      case .maxStay: .maxStay(limit: limit)
      }
    let times: InstanceImport.Travel =
      try travel.map { .table(try file($0)) } ?? .osrm(file(osrm ?? "-"))
    return InstanceImport(
      name: name, summary: "Imported from \(travel ?? osrm ?? "") and \(demand).", travel: times,
      demand: try file(demand), sectors: try sectors.map(file), carList: try carsTable.map(file),
      ruleList: try rulesTable.map(file), presence: rule, cars: cars, startMinute: startMinute,
      stepMinutes: stepMinutes, emptyCells: empty,
      prices: InstanceImport.Prices(
        shortage: shortagePrice, target: targetPrice, surplus: surplusPrice))
  }
}
