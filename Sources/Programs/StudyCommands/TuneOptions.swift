import ArgumentParser
import CommandSupport
import Temper
import WeightTuning

/// What a study tries, and how.
struct TuneOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The settings of a published study.", valueName: "name"))
  var preset: TuneRequest.Preset?

  @Option(
    help: ArgumentHelp(
      "The number of trials; more make a study longer. (default: 40)", valueName: "count"),
    transform: parseCount(1...100_000))
  var trials: Int?

  @Option(
    help: ArgumentHelp(
      "Steps of each replica in a run, as temper solve counts. (default: 20000)",
      valueName: "count"),
    transform: parseCount(1...Int(1e15)))
  var steps: Int?

  @Option(
    help: ArgumentHelp("Runs of a trial, each with its seed. (default: 5)", valueName: "count"),
    transform: parseCount(1...1000))
  var seeds: Int?

  @Option(
    help: ArgumentHelp(
      "The share of runs that must find a plan. (default: 90)", valueName: "percent"),
    transform: parsePercentage)
  var requiredRate = 90.0

  @Option(help: "What chooses weights: tpe (Parzen estimator), random, sobol or grid.")
  var sampler = TuneRequest.SamplerName.tpe

  @Option(help: "What ends hopeless trials after some of their runs: halving or none.")
  var pruner = TuneRequest.PrunerName.halving

  @Option(
    help: ArgumentHelp(
      "Try the best weights of this study first; several such options take turns.",
      valueName: "file"))
  var warmStart: [String] = []

  @Option(
    name: .customLong("range"),
    help: ArgumentHelp(
      "Search a weight in a range of your own, as A=5:80; for each weight.",
      valueName: "range"), transform: WeightRange.init)
  var ranges: [WeightRange] = []

  @Option(
    name: .customLong("fix"),
    help: ArgumentHelp(
      "Do not search these weights, but take them, as C=4 or A=12,C=4.", valueName: "weights"),
    transform: WeightSetting.init)
  var fixed: [WeightSetting] = []

  @Option(
    name: .customLong("try"),
    help: ArgumentHelp(
      "Try these weights before all others, as A=12,B=9; several such options follow each other.",
      valueName: "weights"), transform: WeightSetting.init)
  var firstTries: [WeightSetting] = []

  @Option(
    help: ArgumentHelp(
      "End once a feasible trial has this value, as 266.7, or begin none after this time, as 90s, "
        + "10min or 2h; both may be given.", valueName: "goal"), transform: parseGoal)
  var until: [TuneGoal] = []

  @OptionGroup
  var seed: FixedSeedOptions

  @Option(
    help: ArgumentHelp(
      "Trials at a time; it never changes the study. (default: 1)", valueName: "count"),
    transform: parseCount(1...256))
  var workers = 1

  @Option(
    help: ArgumentHelp(
      "How many trials just before it a trial does not depend on; so many and one may run at a "
        + "time. (default: 3)", valueName: "count"),
    transform: parseCount(0...255))
  var window = 3

  @Option(help: ArgumentHelp(SolveRequest.Moves.flip.beforeOthers + ", as for temper solve."))
  var moves = SolveRequest.Moves.flip

  @OptionGroup
  var annealer: AnnealerOptions

  @Option(
    help: ArgumentHelp(
      "Runs with the best weights at the end, with other seeds. (default: 20)",
      valueName: "count"),
    transform: parseCount(0...10_000))
  var confirm: Int?

  @Option(
    help: ArgumentHelp(
      "When other processes take over the trials of one that is stopped. (default: 60)",
      valueName: "seconds"),
    transform: parseSeconds)
  var lease = 60.0

  @OptionGroup
  var memory: MemoryOptions

  /// Sets what the options say; given ones go before the preset's.
  func fill(_ request: inout TuneRequest) throws {
    request.wishes = try wishes
    request.goals = until
    request.trials = trials ?? preset?.trials ?? request.trials
    request.steps = steps ?? preset?.steps ?? request.steps
    request.runs = seeds ?? preset?.runs ?? request.runs
    request.requiredShare = requiredRate / 100
    request.sampler = sampler
    request.pruner = pruner
    request.seed = seed.seed
    request.workers = workers
    request.window = window
    request.moves = moves
    request.algorithm = annealer.algorithm
    request.offsetIncrement = annealer.offsetIncrement
    request.replicas = annealer.replicas
    request.confirmationRuns = confirm ?? request.confirmationRuns
    request.lease = .seconds(lease)
    request.threads = annealer.processor.count
    request.memoryLimit = memory.bytes
  }

  /// What is wanted of the weights; of each at most one range and one value.
  private var wishes: WeightWishes {
    get throws {
      var wishes = WeightWishes(firstTries: firstTries.map(\.weights))
      for range in ranges {
        guard wishes.ranges.updateValue(range.minutes, forKey: range.weight) == nil else {
          throw ValidationError("--range gives two ranges for \(range.weight.letter).")
        }
      }
      for (weight, value) in fixed.flatMap(\.weights) {
        guard wishes.fixed.updateValue(value, forKey: weight) == nil else {
          throw ValidationError("--fix gives two values for \(weight.letter).")
        }
      }
      return wishes
    }
  }
}
