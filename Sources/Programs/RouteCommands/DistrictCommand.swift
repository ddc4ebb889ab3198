package import ArgumentParser
package import CommandSupport
import Districting
import Documents
import LinearPrograms
import PatrolRouting
import Reports
import RouteOutput

/// `temper district`: a map divided among units.
package struct DistrictCommand: ReportingCommand {
  package init() {}

  package static let configuration = CommandConfiguration(
    commandName: "district",
    abstract: "Divide a map into balanced, whole, compact districts, one per unit.",
    usage: "temper district <map> --units <count> [--deviation <percent>] [<options>]",
    discussion: """
      The weight of a node is what arises there per unit of time, its rate times its
      importance. Each district hangs together by its own streets, and its weight is
      within --deviation of the mean; with --diameter no two of its nodes are farther
      apart.
      Among all such districts those are found that cost least: for compactness the
      sum of weight times squared drive to the centre, for balance the largest
      deviation. An independent checker judges them.

      Exit status 3 if none were found in time, 20 if there are none, by proof.
      """)

  @Argument(help: "The map (JSON).")
  var map: String

  @Option(
    help: ArgumentHelp("The number of districts.", valueName: "count"),
    transform: parseCount(1...100))
  var units: Int

  @Option(
    help: ArgumentHelp(
      "How far from the mean a weight may be. (default: 10)", valueName: "percent"),
    transform: parsePercentage)
  var deviation = 10.0

  @Option(
    help: ArgumentHelp(
      "The longest drive within a district, in the map's unit of time.", valueName: "value"),
    transform: parseAmount)
  var diameter: Double?

  @Option(help: "What is to be best.")
  var objective = DistrictRules.Objective.compactness

  @Option(
    help: """
      enumeration (all districts, up to 30 nodes) or program (an integer program). \
      (default: enumeration up to 16 nodes)
      """)
  var method: DistrictReport.Method?

  @OptionGroup
  var processor: ThreadOptions

  @OptionGroup
  var limit: SearchLimitOptions

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("The districts as JSON.", valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("The districts for maps.", valueName: "file"))
  var geojson: String?

  @Option(help: ArgumentHelp("A page with their map (HTML).", valueName: "file"))
  var report: String?

  @Flag(help: "Write JSON to standard output instead of words.")
  var json = false

  package var files: [FileUse] {
    FileUse.read(map, as: "<map>") + FileUse.write(output, as: "--output")
      + FileUse.write(geojson, as: "--geojson") + FileUse.write(report, as: "--report")
  }

  package func execute() throws -> ExitCode {
    let graph = try readMap(map)
    guard units <= graph.nodes.count else {
      throw Failure(
        .invalidData,
        "\(map): the map has \(graph.nodes.count) nodes, fewer than --units \(units)")
    }
    let method = try method(for: graph)
    Interrupt.listen()
    let rules = DistrictRules(
      graph, count: units, deviation: deviation / 100, diameter: diameter ?? .infinity,
      objective: objective)
    let outcome = try find(rules, by: method)
    Interrupt.keepResult()
    let report = DistrictReport(outcome, rules: rules, method: method, program: Program.version)
    try write(report)
    return try status(of: report)
  }

  /// Beyond 16 nodes enumeration may take longer than the program does.
  private func method(for graph: PatrolGraph) throws -> DistrictReport.Method {
    let count = graph.nodes.count
    guard method == .enumeration, count > DistrictEnumeration.mostNodes else {
      return method ?? (count <= 16 ? .enumeration : .program)
    }
    throw Failure(
      .invalidData,
      "\(map): enumeration takes maps of up to \(DistrictEnumeration.mostNodes) nodes, this one has "
        + "\(count); give --method program")
  }

  private func find(
    _ rules: DistrictRules, by method: DistrictReport.Method
  ) throws -> DistrictOutcome {
    switch method {
    case .enumeration: return DistrictEnumeration(rules, isCancelled: limit.isOver).best()
    case .program:
      var options = SolverOptions()
      options.threads = processor.count
      options.timeLimit = RunningTime.forSearch(of: .seconds(limit.timeLimit))
      options.isCancelled = { Interrupt.isRequested }
      return try DistrictProgram(rules).solve(with: HiGHSSolver(), options: options) { progress in
        if progress.incumbent != nil { Interrupt.keepResult() }
      }
    }
  }

  private func write(_ report: DistrictReport) throws {
    let document = DistrictDocument(report)
    if report.check != nil {
      if let output { try Console.deliver(document.bytes(), to: output) }
      if let geojson { try Console.deliver(MapFeatures(report).bytes(), to: geojson) }
      if let page = self.report { try Console.deliver(report.page.html, to: page) }
    }
    if output != "-" && geojson != "-" && self.report != "-" {
      try Console.deliver(json ? document.bytes() : Array(report.text.utf8), to: nil)
    }
  }

  private func status(of report: DistrictReport) throws -> ExitCode {
    switch report.outcome.status {
    case .infeasible: return .provenInfeasible
    case .noneFound: return Interrupt.isRequested ? ExitCode(Interrupt.status) : .noneFound
    case .optimal, .feasible:
      guard report.keepsRules else {
        throw Failure(.internalError, "the checker refuses the districts that were found")
      }
      return Interrupt.isRequested ? ExitCode(Interrupt.status) : .success
    }
  }
}
