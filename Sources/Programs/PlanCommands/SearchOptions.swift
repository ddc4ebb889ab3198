import ArgumentParser
import CommandSupport
import StudyOutput
import Temper

/// How to search.
struct SearchOptions: ParsableArguments {
  @OptionGroup
  var seed: DrawnSeedOptions

  @Option(help: ArgumentHelp(SolveRequest.Moves.meanings))
  var moves = SolveRequest.Moves.exchange

  @OptionGroup
  var annealer: AnnealerOptions

  @OptionGroup
  var weights: WeightOptions

  @Option(
    name: .customLong("weights"),
    help: ArgumentHelp("Take the weights that temper tune wrote to this file.", valueName: "file"))
  var weightsFile: String?

  @Flag(help: "With --weights: also for another instance than they were tuned for.")
  var anyInstance = false

  @Flag(help: "Take the weights proven sufficient instead of practical ones.")
  var sufficientWeights = false

  @Flag(help: "With --moves flip: bits also for sectors that need no car, as published.")
  var everySector = false

  /// Whether nothing is asked of the search that only the annealer knows of.
  var isPlain: Bool {
    moves == .exchange && weightsFile == nil && !sufficientWeights && weights.areMissing
      && !everySector
  }

  func validate() throws {
    try weights.validate(sufficient: sufficientWeights)
    if weightsFile != nil && (sufficientWeights || !weights.areMissing) {
      throw ValidationError(
        "--weights leaves no room for --A, --B, --C or --sufficient-weights.")
    }
    if anyInstance && weightsFile == nil {
      throw ValidationError("--any-instance needs --weights.")
    }
  }

  /// The request that the options describe.
  func request(for instance: PatrolInstance, limits: LimitOptions) throws -> SolveRequest {
    var request = SolveRequest(
      instance: instance, seed: seed.value, stop: limits.stop)
    request.moves = moves
    request.algorithm = annealer.algorithm
    request.offsetIncrement = annealer.offsetIncrement
    request.replicas = annealer.replicas
    request.threads = annealer.processor.count
    request.everySector = everySector
    request.memoryLimit = limits.memory.bytes
    if let weightsFile {
      let chosen = try ChosenWeights(contentsOf: weightsFile)
      if !anyInstance { try chosen.check(areFor: instance, path: weightsFile) }
      request.weights = .given(chosen.weights)
    } else {
      request.weights = weights.choice(sufficient: sufficientWeights)
    }
    return request
  }
}

/// When to end.
struct LimitOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Time until the best plan so far is taken. (default: 60 unless --steps is given)",
      valueName: "seconds"),
    transform: parseSeconds)
  var timeLimit: Double?

  @OptionGroup
  var length: StepOptions

  @Option(
    help: ArgumentHelp(
      "End as soon as a feasible plan travels at most so many minutes.", valueName: "minutes"),
    transform: parseMinutes)
  var target: Minutes?

  @Option(
    help: ArgumentHelp(
      "End after so many steps of each replica without a better plan.", valueName: "count"),
    transform: parseCount(1...Int(1e15)))
  var patience: Int?

  @OptionGroup
  var memory: MemoryOptions

  /// The time limit that holds.
  var time: Duration? {
    timeLimit.map { .seconds($0) } ?? (length.steps == nil ? .seconds(60) : nil)
  }

  /// Whether there is a time limit, and nothing else that only the annealer knows of.
  var allowProof: Bool { length.steps == nil && target == nil && patience == nil }

  /// The limits as the annealer takes them; an interrupt ends the run as well.
  var stop: Stop {
    Stop(
      steps: length.steps, time: time, targetEnergy: target.map { Int64($0.tenths) },
      stepsWithoutImprovement: patience, isCancelled: { Interrupt.isRequested })
  }
}
