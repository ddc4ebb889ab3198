import ArgumentParser
import DurableFiles
import InstanceSources
import PatrolModel

/// `temper import`: an instance from a planner's own tables.
struct ImportCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Make an instance from tables: travel times and demand (CSV), or OSRM and demand.",
    discussion: """
      The demand table has a line per step, which begins with its clock time, and a column per
      sector. The travel table has sector identifiers in its header and first column, minutes in
      its cells; or give the JSON response of an OSRM table request with --osrm.
      """)

  @Option(help: "The demand table (CSV).")
  var demand: String

  @Option(help: "The travel table (CSV, minutes).")
  var travel: String?

  @Option(help: "The response of an OSRM table request (JSON, seconds).")
  var osrm: String?

  @Option(help: "Sectors with id, name, lon, lat (CSV); the demand table's header if not given.")
  var sectors: String?

  @Option(help: "The instance's name.")
  var name: String

  @Option(
    help: "The number of cars (default: what the first step needs).",
    transform: parseCount(1...100_000))
  var cars: Int?

  @Option(help: "The presence rule: none, no-return or max-stay.")
  var presence = Rule.noReturn

  @Option(help: "With max-stay: the most steps in a row.", transform: parseCount(1...10_000))
  var limit = 2

  @Option(name: [.short, .long], help: "The file to write (default: standard output).")
  var output: String?

  /// The presence rules by name.
  enum Rule: String, CaseIterable, ExpressibleByArgument {
    case none
    case noReturn = "no-return"
    case maxStay = "max-stay"
  }

  func validate() throws {
    if (travel == nil) == (osrm == nil) {
      throw ValidationError("Give the travel times either by --travel or by --osrm.")
    }
  }

  func execute() throws -> ExitCode {
    func file(_ path: String) throws -> InstanceImport.File {
      InstanceImport.File(name: path, bytes: try DurableFile.read(path))
    }
    let rule: PresenceRule =
      switch presence {
      case .none: .none
      case .noReturn: .noReturn
      case .maxStay: .maxStay(limit: limit)
      }
    let times: InstanceImport.Travel =
      try travel.map { .csv(try file($0)) } ?? .osrm(file(osrm ?? "-"))
    let instance = try InstanceImport(
      name: name, summary: "Imported from \(travel ?? osrm ?? "") and \(demand).", travel: times,
      demand: file(demand), sectors: sectors.map(file), presence: rule, cars: cars
    ).instance()
    for conflict in instance.presenceConflicts() { Console.error("warning: \(conflict)") }
    let text = instance.jsonText()
    if let output { try DurableFile.write(text, to: output) } else { try Console.output(text) }
    return .success
  }
}
