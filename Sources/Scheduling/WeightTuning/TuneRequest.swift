public import Annealing
import Contradictions
public import PatrolModel
public import Planning
public import StudyStore
public import Tuning

/// Which penalty weights to look for, and what to spend on it.
public struct TuneRequest: Sendable {
  /// What chooses the weights of the next trial.
  public enum SamplerName: String, CaseIterable, Sendable {
    /// The tree-structured Parzen estimator.
    case tpe
    /// Independent draws.
    case random
    /// Points of Sobol's sequence.
    case sobol
    /// All combinations of evenly spaced values.
    case grid
  }

  /// What ends hopeless trials early.
  public enum PrunerName: String, CaseIterable, Sendable {
    /// Nothing.
    case none
    /// Successive halving on the runs of a trial.
    case halving
  }

  /// The settings of a published study.
  public enum Preset: String, CaseIterable, Sendable {
    /// 40 trials of a single run with 10⁸ steps, as for the daily plans of the published Table 4.
    case paperTable4 = "paper-table-4"
    /// 6 trials of a single run with 1.5·10⁸ steps, as for its Table 5.
    case paperTable5 = "paper-table-5"

    /// The number of trials.
    public var trials: Int { self == .paperTable4 ? 40 : 6 }
    /// The steps of each replica.
    public var steps: Int { self == .paperTable4 ? 100_000_000 : 150_000_000 }
    /// The runs of a trial.
    public var runs: Int { 1 }
  }

  /// The shifts, at least one, by name.
  public let instances: [TunedInstance]
  /// The seed of all random numbers.
  public var seed: UInt64 = 1
  /// How the annealer moves.
  public var moves = SolveRequest.Moves.flip
  /// How single bits are flipped, where `moves` are of bits.
  public var algorithm = FlipAlgorithm.digitalAnnealer
  /// What the dynamic offset grows by when no flip is accepted; zero switches it off.
  public var offsetIncrement = Minutes.zero
  /// The number of replicas of a run, at least 1.
  public var replicas = 16
  /// The steps of each replica in a run, at least 1.
  public var steps = 20_000
  /// The runs of a trial, each with a seed of its own, at least 1.
  public var runs = 5
  /// The number of trials, at least 1; a study may be made longer later.
  public var trials = 40
  /// The share of runs that have to find a plan, in 0...1.
  public var requiredShare = 0.9
  /// What chooses the weights of the next trial.
  public var sampler = SamplerName.tpe
  /// What ends hopeless trials early.
  public var pruner = PrunerName.halving
  /// How many trials before it a trial must not depend on, so that they may run at the same time.
  public var window = 3
  /// How many trials run at a time, at least 1; it never changes the result.
  public var workers = 1
  /// The number of threads of all workers, at least 1; it never changes the result.
  public var threads = 1
  /// The runs with the best weights at the end, with seeds that no trial had; 0 for none.
  public var confirmationRuns = 20
  /// What the user wants of the weights that are tried.
  public var wishes = WeightWishes()
  /// What ends the study before all trials are made; it never changes a trial.
  public var goals: [TuneGoal] = []
  /// How long a trial is safe from other processes without a sign of life.
  public var lease = Duration.seconds(60)
  /// The most memory that a model may take, in bytes.
  public var memoryLimit = Int.max
  /// Asked between rounds; `true` gives running trials back and ends.
  public var isCancelled: @Sendable () -> Bool = { false }

  /// Creates a request with everything else at its default.
  ///
  /// - Precondition: There is an instance.
  public init(instances: [TunedInstance]) {
    precondition(!instances.isEmpty, "there is something to tune for")
    self.instances = instances.inCanonicalOrder
  }

  /// Creates a request for a single shift, with everything else at its default.
  public init(instance: PatrolInstance) { self.init(instances: [TunedInstance(instance)]) }

  /// What a study file keeps of the request, and compares when it goes on.
  ///
  /// - Parameters:
  ///   - tool: The version of the program.
  ///   - command: The command as it was typed.
  ///   - warmStart: What the study tries first.
  /// - Returns: The record.
  /// - Throws: ``TuneError/infeasible(instance:_:)``, ``TuneError/nothingToTune(_:remedy:)``.
  public func record(
    tool: String, command: String, warmStart: WarmStart? = nil
  ) throws(TuneError) -> StudyRecord {
    for member in instances {
      let conflicts = member.instance.planningConflicts()
      guard conflicts.isEmpty else {
        throw .infeasible(instance: member.instance.name, conflicts)
      }
    }
    return StudyRecord(
      instance: instances.reference, members: instances.count > 1 ? instances.map(\.reference) : [],
      seed: seed, space: try space(), settings: settings, warmStart: warmStart, tool: tool,
      command: command)
  }

  /// What is searched.
  ///
  /// - Throws: ``TuneError/nothingToTune(_:remedy:)``.
  public func space() throws(TuneError) -> SearchSpace { try WeightSpace(self).space }

  /// All that trials depend on besides instance, seed and space.
  ///
  /// The number of trials is among it for a grid only: other studies may be made longer. A pruner is
  /// named if there is one.
  package var settings: [String: String] {
    var all = [
      "algorithm": moves.algorithm(ofBits: algorithm).rawValue,
      "moves": moves.rawValue, "offset-increment": "\(offsetIncrement.value)",
      "replicas": "\(replicas)", "required-rate": "\(requiredShare)", "runs": "\(runs)",
      "sampler": sampler.rawValue, "steps": "\(steps)", "window": "\(window)",
    ]
    if sampler == .grid { all["trials"] = "\(trials)" }
    if pruner != .none { all["pruner"] = pruner.rawValue }
    return all.merging(wishes.settings) { own, _ in own }
  }

  /// The sampler, which begins with what the user and a start say and ends after the last trial.
  ///
  /// Then, except in a grid, come the default weights: tuning must not come to worse ones, and what is
  /// near them is a good guess.
  ///
  /// - Throws: ``TuneError/study(_:)`` if the start is of another space.
  func sampler(for weights: WeightSpace, from start: WarmStart?) throws(TuneError) -> any Sampler {
    let space = weights.space
    var base: any Sampler =
      switch sampler {
      case .tpe: TPE()
      case .random: RandomSampler()
      case .sobol: SobolSampler()
      case .grid: GridSampler(levels: Self.levels(trials, space.entries.count))
      }
    let defaults = sampler == .grid ? [] : [weights.practical]
    do throws(SearchSpaceError) {
      base = try ListSampler(
        weights.firstTries + (start?.settings ?? []) + defaults, in: space, then: base)
    } catch { throw .study(.unusableSuggestion(error)) }
    return CappedSampler(base: base, count: trials)
  }

  /// What finds trials hopeless by their first runs, if anything does.
  var halving: SuccessiveHalving? {
    pruner == .halving ? SuccessiveHalving(firstRung: 1, reductionFactor: 2) : nil
  }

  /// The most levels whose grid has no more points than trials, at least 2.
  private static func levels(_ trials: Int, _ parameters: Int) -> Int {
    func points(_ levels: Int) -> Double {
      (0..<parameters).reduce(1) { n, _ in n * Double(levels) }
    }
    return (2...).prefix { points($0) <= Double(trials) && $0 <= trials }.last ?? 2
  }

  /// The request for one run on an instance.
  func solveRequest(for instance: PatrolInstance) -> SolveRequest {
    var request = SolveRequest(instance: instance, seed: seed, stop: Stop(steps: steps))
    request.moves = moves
    request.algorithm = algorithm
    request.offsetIncrement = offsetIncrement
    request.replicas = replicas
    request.memoryLimit = memoryLimit
    return request
  }
}

/// A sampler that ends after so many trials.
private struct CappedSampler: Sampler {
  let base: any Sampler
  let count: Int

  func parameters(for request: SamplingRequest) -> [ParameterValue]? {
    request.number < count ? base.parameters(for: request) : nil
  }
}
