import ArgumentParser
import CommandSupport
import Documents
import DurableFiles
import Figures
import PatrolRouting
import RouteOutput

extension RouteCommand {
  /// `temper route learn`: what each node is worth to a unit, learned by driving.
  struct Learn: ReportingCommand {
    static let configuration = CommandConfiguration(
      commandName: "learn",
      abstract: "Learn on a map what each move is worth to a unit.",
      usage: "temper route learn <map> [--districts <file>] [-o <file>] [<options>]",
      discussion: """
        Incidents arise at nodes and wait; a unit that arrives clears them, and what it
        clears is worth less the later it comes. Values are learned by similar states
        (SSEU) in a long drive without end, per district of temper district if there
        are districts, and written as JSON (temper-route-policy) for temper route
        sample. Of several seeds the best is kept; the seed decides about every byte,
        the number of threads about none.
        """)

    @Argument(help: "The map (JSON).")
    var map: String

    @Option(
      help: ArgumentHelp("The districts, one per unit, of temper district.", valueName: "file"))
    var districts: String?

    @Option(
      help: ArgumentHelp(
        "The discount of reward per unit of time. (default: 0.02 if that is the minute, else 0.1)",
        valueName: "value"),
      transform: parseAmount)
    var discount: Double?

    @Option(
      help: ArgumentHelp(
        "How long routes are. (default: 720 minutes, or 40 / --discount)", valueName: "value"),
      transform: parseAmount)
    var horizon: Double?

    @Option(
      help: ArgumentHelp(
        "Drives to learn from, of which the best is kept. (default: 8)",
        valueName: "count"),
      transform: parseCount(1...100))
    var drives = 8

    @OptionGroup
    var seed: FixedSeedOptions

    @OptionGroup
    var processor: ThreadOptions

    @OptionGroup
    var limit: SearchLimitOptions

    @Option(
      name: [.short, .long],
      help: ArgumentHelp("The file to write. (default: standard output)", valueName: "file"))
    var output: String?

    @Flag(name: [.short, .long], help: "No log.")
    var quiet = false

    var files: [FileUse] {
      FileUse.read(map, as: "<map>") + FileUse.read(districts, as: "--districts")
        + FileUse.write(output, as: "--output")
    }

    func execute() throws -> ExitCode {
      let graph = try readMap(map)
      let parts = try parts(of: graph)
      let (rate, horizon) = try times(of: graph)
      Interrupt.listen()
      // Learning ends within a step or so, and what there is then is kept.
      Interrupt.keepResult()
      tell(
        "Learning   \(graph.name): \(Figure.count(graph.nodes.count, "node")), "
          + Figure.count(parts.count, "unit")
          + ", \(drives) drives each, seed \(seed.seed)", unless: quiet)
      let units = parts.map { part in
        let learned = learn(RoutingModel(part.graph, discountRate: rate), part.name, horizon)
        tell(Self.words(learned), unless: quiet)
        return learned
      }
      let document = RoutePolicyDocument(
        units, of: graph, discountRate: rate, horizon: horizon, seed: seed.seed,
        program: Program.version)
      try Console.deliver(document.bytes(), to: output)
      if !units.allSatisfy(\.isComplete) && !Interrupt.isRequested {
        Console.error("warning: the time was up before all had been learned; raise --time-limit")
      }
      return Interrupt.isRequested ? ExitCode(Interrupt.status) : .success
    }

    private func parts(of graph: PatrolGraph) throws -> [(name: String, graph: PatrolGraph)] {
      guard let districts else { return [(graph.name, graph)] }
      return try DistrictDocument(parsing: DurableFile.read(districts), file: districts)
        .parts(of: graph, file: districts)
    }

    /// The discount and the time to drive: those of the reference for minutes and for plain units.
    private func times(of graph: PatrolGraph) throws -> (rate: Double, horizon: Double) {
      let isMinute = graph.units.time == "minute"
      let rate = discount ?? (isMinute ? 0.02 : 0.1)
      let horizon = horizon ?? (isMinute && discount == nil ? 720 : 40 / rate)
      guard horizon * rate <= 1e4 else {
        throw Failure(
          .validationFailure,
          "--horizon \(horizon) is too long for a discount of \(rate): at most \(1e4 / rate)")
      }
      return (rate, horizon)
    }

    private func learn(_ model: RoutingModel, _ name: String, _ horizon: Double) -> LearnedUnit {
      var schedule = SSEULearner.Schedule()
      schedule.seeds = drives
      let learner = SSEULearner(
        model, horizon: horizon, schedule: schedule, isCancelled: limit.isOver)
      let result = learner.learn(seed: seed.seed, threads: processor.count)
      return LearnedUnit(
        PatrolUnit(name: name, model: model, values: result.values, horizon: horizon), result)
    }

    private static func words(_ learned: LearnedUnit) -> String {
      let ratio = learned.greedy > 0 ? learned.learned / learned.greedy : 1
      return "Learned    \(learned.unit.name): \(learned.unit.model.nodeCount) nodes, reward "
        + "\(Figure.fixed(learned.learned, 2)) from all starts, \(Figure.fixed(ratio, 3)) times that "
        + "of one-step greed; drive \(learned.kept + 1) of \(learned.rewards.count) kept; values "
        + "within \(Figure.percent(learned.error, decimals: 2)) of what routes bring"
    }
  }
}
