package import ArgumentParser
package import CommandSupport
import Documents
import DurableFiles
import PlanOutput
import Temper

/// `temper weights`: which penalty weights are sufficient, with the proof or a counter-example.
package struct WeightsCommand: ReportingCommand {
  package init() {}

  package static let configuration = CommandConfiguration(
    commandName: "weights",
    abstract: "Prove penalty weights sufficient, or find a counter-example.",
    usage: "temper weights <instance> [--A <min> --B <min> --C <min>] [<options>]",
    discussion: """
      Sufficient weights make every minimum of the QUBO an optimal plan. Without
      --A, --B and --C, the smallest ones that each theorem proves are listed; with
      them, they are proven, or a state is sought that breaks rules and costs no
      more than any plan. Exit status 0 if proven, 3 if not, 20 if no plan exists.

      The same seed and --steps give the same result for any number of threads, if
      no time limit and no signal ends a search.
      """)

  @Argument(help: "The instance (JSON); - reads standard input.")
  var instance: String

  @OptionGroup
  var weights: WeightOptions

  @Option(
    help: ArgumentHelp(
      "A feasible plan (CSV), the better the sharper. (default: a short search's)",
      valueName: "file"))
  var plan: String?

  @Flag(help: "Write the result as JSON.")
  var json = false

  @OptionGroup
  var seed: FixedSeedOptions

  @Option(
    help: ArgumentHelp(
      "Steps of each replica in searches. (default: 20000)", valueName: "count"),
    transform: parseCount(1...1_000_000_000))
  var steps = 20_000

  @Option(
    help: ArgumentHelp(
      "Time until searches end with what is proven by then. (default: none)",
      valueName: "seconds"),
    transform: parseSeconds)
  var timeLimit: Double?

  @OptionGroup
  var processor: ThreadOptions

  @OptionGroup
  var memory: MemoryOptions

  package func validate() throws {
    if !weights.areMissing && weights.all == nil {
      throw ValidationError("Give --A, --B and --C together, or none of them.")
    }
  }

  package var files: [FileUse] {
    FileUse.read(instance, as: "<instance>") + FileUse.read(plan, as: "--plan")
  }

  package func execute() throws -> ExitCode {
    let patrol = try PatrolInstance(contentsOf: instance)
    let request = try request(for: patrol)
    Interrupt.listen()
    let outcome = try WeightsRun(request).run()
    Interrupt.keepResult()
    if json {
      let document = WeightsDocument(outcome, of: request)
      try Console.output(String(decoding: document.bytes(), as: UTF8.self))
    } else {
      try Console.output(outcome.text(request) + "\n")
    }
    return status(of: outcome)
  }

  private func request(for patrol: PatrolInstance) throws -> WeightsRequest {
    var request = WeightsRequest(instance: patrol)
    request.weights = weights.all
    request.plan = try plan.map { try Schedule(contentsOf: $0, of: patrol) }
    request.seed = seed.seed
    request.steps = steps
    request.threads = processor.count
    request.memoryLimit = memory.bytes
    request.timeLimit = timeLimit.map { RunningTime.forSearch(of: .seconds($0)) }
    request.isCancelled = { Interrupt.isRequested }
    return request
  }

  private func status(of outcome: WeightsOutcome) -> ExitCode {
    if Interrupt.isRequested { return ExitCode(Interrupt.status) }
    guard outcome.conflicts.isEmpty else { return .provenInfeasible }
    return switch outcome.verdict {
    case .proven: .success
    case .refuted, .open: .noneFound
    case nil: outcome.proofs.isEmpty ? .noneFound : .success
    }
  }
}
