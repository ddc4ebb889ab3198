package import ArgumentParser
package import CommandSupport
import DurableFiles
import Temper

/// `temper import`: an instance from a planner's own tables.
package struct ImportCommand: ReportingCommand {
  package init() {}

  package static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Make an instance from tables of travel times and demand.",
    usage: "temper import --name <name> --demand <file> --travel <file> [<options>]",
    discussion: """
      The demand table (CSV) has a line per step, which begins with its clock time,
      and a column per sector.

      The travel table (CSV) has sector identifiers in its header and first column,
      minutes in its cells. In its place, --osrm takes the JSON response of an OSRM
      table request.
      """)

  @Option(help: ArgumentHelp("The demand table (CSV).", valueName: "file"))
  var demand: String

  @Option(help: ArgumentHelp("The travel table (CSV, minutes).", valueName: "file"))
  var travel: String?

  @Option(
    help: ArgumentHelp(
      "The response of an OSRM table request (JSON, seconds).", valueName: "file"))
  var osrm: String?

  @Option(
    help: ArgumentHelp(
      "Sectors with id, name, lon, lat (CSV). (default: the demand table's header)",
      valueName: "file"))
  var sectors: String?

  @Option(help: "The instance's name.")
  var name: String

  @Option(
    help: ArgumentHelp(
      "The number of cars. (default: what the first step needs)", valueName: "count"),
    transform: parseCount(1...100_000))
  var cars: Int?

  @Option(help: ArgumentHelp("The presence rule.", valueName: "rule"))
  var presence = Rule.noReturn

  @Option(
    help: ArgumentHelp("With max-stay: the most steps in a row. (default: 2)", valueName: "count"),
    transform: parseCount(1...10_000))
  var limit = 2

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
  }

  package var files: [FileUse] {
    FileUse.read(demand, as: "--demand") + FileUse.read(travel, as: "--travel")
      + FileUse.read(osrm, as: "--osrm") + FileUse.read(sectors, as: "--sectors")
      + FileUse.write(output, as: "--output")
  }

  package func execute() throws -> ExitCode {
    let document = try document()
    // A name that no instance may have is better refused here than by whoever reads the file.
    _ = try PatrolInstance(json: document, file: output ?? "standard output")
    try Console.deliver(document, to: output)
    return .success
  }

  /// The instance as JSON; what it was made of takes no memory any more.
  private func document() throws -> [UInt8] {
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
    return Array(instance.jsonText().utf8)
  }
}
