import ArgumentParser
import CommandSupport
import Documents
import DurableFiles
import PatrolRouting
import Reports
import RouteOutput

extension RouteCommand {
  /// `temper route sample`: routes of a shift, one of which is driven by lot.
  struct Sample: ReportingCommand {
    static let configuration = CommandConfiguration(
      commandName: "sample",
      abstract: "Draw the routes of a shift, and turn sheets of those that are driven.",
      usage: """
        temper route sample <policy> [--routes <count>] [--temperature <value>]
                 [<options>]
        """,
      discussion: """
        Each move is drawn with probability proportional to exp(value / temperature),
        the temperature in units of reward or, as 2%, as a share of what the best route
        brings. Temperature 0 is that best route. Of the routes of each unit one is
        driven, by lot. Methods:

        \(RouteMethod.allCases.map {
          "  \($0.rawValue.padding(to: 10))\($0.summary)"
        }.joined(separator: "\n"))

        A call breaks a route off: --call 12@95+20 sends the unit whose district has
        node 12 there at time 95, to serve for 20; then patrol goes on from the nearest
        node of its route.
        """)

    @Argument(help: "What units learned (JSON), as temper route learn writes it.")
    var policy: String

    @Option(
      help: ArgumentHelp("The number of routes per unit. (default: 8)", valueName: "count"),
      transform: parseCount(1...1_000))
    var routes = 8

    @Option(
      help: ArgumentHelp(
        "How much chance there is, as 5 or 2%. (default: 2%)", valueName: "value"),
      transform: parseTemperature)
    var temperature = RouteTemperature.share(0.02)

    @Option(help: "What routes are made by.")
    var by = RouteMethod.best

    @Option(
      parsing: .upToNextOption,
      help: ArgumentHelp(
        "Where units begin, by node. (default: each where most arises)", valueName: "id"))
    var start: [String] = []

    @Option(
      help: ArgumentHelp(
        "How long to drive. (default: as long as was learned for)", valueName: "value"),
      transform: parseAmount)
    var horizon: Double?

    @Option(
      help: ArgumentHelp(
        "Visits so near in time count as foretold. (default: 0.1 / discount)", valueName: "value"),
      transform: parseAmount)
    var within: Double?

    @Option(
      parsing: .upToNextOption,
      help: ArgumentHelp("Calls, as node@time+service.", valueName: "name"))
    var call: [String] = []

    @Option(
      help: ArgumentHelp(
        "When the shift begins, as 22:30, if times are minutes.", valueName: "time"),
      transform: parseClock)
    var begin: Int?

    @Flag(help: "Compare temperatures from 0 to 20 %.")
    var temperatures = false

    @OptionGroup
    var seed: FixedSeedOptions

    @OptionGroup
    var processor: ThreadOptions

    @Option(
      name: [.short, .long], help: ArgumentHelp("The routes as JSON.", valueName: "file"))
    var output: String?

    @Option(help: ArgumentHelp("The routes for maps.", valueName: "file"))
    var geojson: String?

    @Option(help: ArgumentHelp("The turn sheets as a table (CSV).", valueName: "file"))
    var sheets: String?

    @Option(
      help: ArgumentHelp(
        "A page with maps, temperatures and turn sheets (HTML).", valueName: "file"))
    var report: String?

    @Flag(help: "Write JSON to standard output instead of words.")
    var json = false

    var files: [FileUse] {
      FileUse.read(policy, as: "<policy>") + FileUse.write(output, as: "--output")
        + FileUse.write(geojson, as: "--geojson") + FileUse.write(sheets, as: "--sheets")
        + FileUse.write(report, as: "--report")
    }

    func execute() throws -> ExitCode {
      let content = try RoutePolicyDocument(parsing: DurableFile.read(policy), file: policy)
        .content(file: policy)
      let horizon = try horizon(for: content)
      let calls = try call.map { try CallWords($0, of: content, before: horizon) }
      let starts = try starts(in: content)
      if begin != nil && content.graph.units.time != "minute" {
        throw Failure(
          .validationFailure,
          "--begin needs a map whose times are minutes; those of this one are "
            + "\(content.graph.units.time)s")
      }
      Interrupt.listen()
      let units = content.units.enumerated().map { number, unit in
        var request = UnitRoutes.Request(
          horizon: horizon, tolerance: within ?? 0.1 / content.discountRate)
        request.method = by
        request.temperature = temperature
        request.count = routes
        // Units draw from streams far apart.
        request.seed = seed.seed &+ UInt64(number) &* 0x9E37_79B9_7F4A_7C15
        request.calls = calls.filter { $0.unit == number }.map(\.call)
        return UnitRoutes(unit, from: starts[number] ?? unit.mainNode, request)
      }
      var drawn = RouteReport(
        graph: content.graph, units: units, seed: seed.seed, program: Program.version)
      drawn.begin = begin
      if (temperatures || report != nil) && by != .beam {
        drawn.sweeps = units.map { unit in
          unit.sweep(Self.shares, seed: seed.seed, threads: processor.count)
        }
      }
      try write(drawn)
      return Interrupt.isRequested ? ExitCode(Interrupt.status) : .success
    }

    /// From the best route to one that is hardly a route: about a factor of two each.
    private static let shares = [0, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2]

    private func horizon(for content: RoutePolicyDocument.Content) throws -> Double {
      let horizon = horizon ?? content.horizon
      // Every move takes time, and all of them are kept.
      let shortest = content.units.flatMap { $0.model.moves.joined().map(\.time) }.min() ?? 1
      guard horizon / shortest <= 1e6, horizon * content.discountRate <= 1e4 else {
        throw Failure(
          .validationFailure,
          "--horizon \(horizon) is too long: routes have at most a million moves, and a time of "
            + "10000 / discount")
      }
      return horizon
    }

    /// The node of each unit that one is named for.
    private func starts(in content: RoutePolicyDocument.Content) throws -> [Int: Int] {
      var starts: [Int: Int] = [:]
      for id in start {
        guard let (unit, node) = content.place(of: id) else {
          throw Failure(.invalidData, "\(policy): no node \"\(id)\", which --start names")
        }
        guard starts.updateValue(node, forKey: unit) == nil else {
          throw Failure(
            .validationFailure,
            "--start names two nodes of unit \(content.units[unit].name), which begins at one")
        }
      }
      return starts
    }

    private func write(_ drawn: RouteReport) throws {
      let document = RoutesDocument(drawn)
      if let output { try Console.deliver(document.bytes(), to: output) }
      if let geojson { try Console.deliver(MapFeatures(drawn).bytes(), to: geojson) }
      if let sheets { try Console.deliver(drawn.table, to: sheets) }
      if let report { try Console.deliver(drawn.page.html, to: report) }
      if output != "-" && geojson != "-" && sheets != "-" && report != "-" {
        try Console.deliver(json ? document.bytes() : Array(drawn.text.utf8), to: nil)
      }
    }
  }
}
