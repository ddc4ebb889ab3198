import Failures
import InstanceImports
import InstanceSources
import PatrolModel
import Texts

// A planner's files, each with others that suit it. What is imported is an instance, and has to be
// one that can be written and read.

extension ReaderCheck {
  /// The cars needed, with no minutes between any two sectors of the header.
  static let demandCSV = ReaderCheck("demand-csv") { bytes in
    let sectors = headings(bytes)
    guard sectors.count <= mostSectors else { return .refused("more sectors than are tried here") }
    return try imported(travel: .table(file(noTravel(sectors))), demand: bytes)
  }

  /// Travel times, with a car in the first sector of the header.
  static let travelCSV = ReaderCheck("travel-csv") { bytes in
    try imported(travel: .table(file(bytes)), demand: oneCar(headings(bytes)))
  }

  /// The list of sectors, with a demand table and no minutes for those in its column `id`.
  static let sectorsCSV = ReaderCheck("sectors-csv") { bytes in
    let lines = table(bytes)
    let column = lines.first?.firstIndex { $0.lowercased() == "id" } ?? 0
    let sectors = lines.dropFirst().map { $0[column] }
    guard sectors.count <= mostSectors else { return .refused("more sectors than are tried here") }
    return try imported(
      travel: .table(file(noTravel(sectors))), demand: oneCar(sectors), sectors: bytes)
  }

  /// A response of OSRM's table service about three points.
  static let osrmJSON = ReaderCheck("osrm-json") { bytes in
    try imported(travel: .osrm(file(bytes)), demand: oneCar(["A", "B", "C"]))
  }

  /// Enough for every branch, and few enough that the companion tables take no time.
  private static let mostSectors = 60

  private static func imported(
    travel: InstanceImport.Travel, demand: [UInt8], sectors: [UInt8]? = nil
  ) throws -> Outcome {
    let source = InstanceImport(
      name: "input", travel: travel, demand: file(demand), sectors: sectors.map(file))
    let instance: PatrolInstance
    do throws(ImportFailure) {
      instance = try source.imported().instance
    } catch { return .refused(error.description) }
    return .accepted(written: try rewritten(instance))
  }

  private static func file(_ bytes: [UInt8]) -> InstanceImport.File {
    InstanceImport.File(name: "input", bytes: bytes)
  }

  /// The cells of a table that say something, or nothing if it is none.
  private static func table(_ bytes: [UInt8]) -> [[String]] {
    let table = try? DelimitedTable(parsing: bytes)
    return table?.records.filter { !$0.isBlank }.map(\.values) ?? []
  }

  private static func headings(_ bytes: [UInt8]) -> [String] {
    Array(table(bytes).first?.dropFirst() ?? [])
  }

  private static func oneCar(_ sectors: [String]) -> [UInt8] {
    var writer = DelimitedWriter()
    writer.append([.text("step")] + sectors.map { .text($0) })
    writer.append([.integer(1)] + sectors.indices.map { .integer($0 == 0 ? 1 : 0) })
    return Array(writer.text.utf8)
  }

  private static func noTravel(_ sectors: [String]) -> [UInt8] {
    var writer = DelimitedWriter()
    writer.append([.text("from")] + sectors.map { .text($0) })
    for sector in sectors { writer.append([.text(sector)] + sectors.map { _ in .integer(0) }) }
    return Array(writer.text.utf8)
  }
}
