public import BenchmarkStatistics

/// One run of one solver: a line of the table of runs.
public struct RunRecord: Sendable, Equatable {
  /// What identifies a run: it is not repeated while the table has a line with all of these.
  public struct Key: Sendable, Hashable {
    /// The name of the instance.
    public var instance: String
    /// The name of the solver, as "temper" or "dwave-sa".
    public var solver: String
    /// The version of the solver.
    public var version: String
    /// The settings the solver was given, as it takes them.
    public var settings: String
    /// The seed.
    public var seed: Int
    /// The limit in seconds of solving.
    public var limit: Double
    /// The value that ends the run, in the sense of the file; nil for a run of full length.
    public var target: Int?

    /// A run to be made.
    public init(
      instance: String, solver: String, version: String, settings: String, seed: Int,
      limit: Double, target: Int?
    ) {
      self.instance = instance
      self.solver = solver
      self.version = version
      self.settings = settings
      self.seed = seed
      self.limit = limit
      self.target = target
    }
  }

  /// What came of a run; what a solver does not tell is nil.
  public struct Outcome: Sendable, Equatable {
    /// The best value, in the sense of the file.
    public var value: Int?
    /// The seconds of solving.
    public var seconds: Double
    /// The seconds until the best value was found.
    public var secondsToBest: Double?
    /// The seconds until the target was reached.
    public var secondsToTarget: Double?
    /// The seconds that the solver waited for a processor, of the wall time it took.
    public var waitedSeconds: Double?
    /// How often a one-shot solver was started.
    public var restarts: Int?
    /// The sweeps over all variables.
    public var sweeps: Int?
    /// How many spins were tried.
    public var spinUpdates: Int?

    /// An outcome of which nothing is known but the length of the run.
    public init(seconds: Double) { self.seconds = seconds }
  }

  /// What identifies the run.
  public var key: Key
  /// What came of it.
  public var outcome: Outcome

  /// A run and what came of it.
  public init(key: Key, outcome: Outcome) {
    self.key = key
    self.outcome = outcome
  }

  /// The time to the target; a run that ends early without it is censored where it ended.
  public var timeToTarget: TimeToTarget {
    outcome.secondsToTarget.map(TimeToTarget.reached) ?? .notReached(after: key.limit)
  }
}

extension RunRecord {
  /// The names of the table's columns.
  public static let heading = [
    "instance", "solver", "version", "settings", "seed", "limit", "target", "value", "seconds",
    "seconds_to_best", "seconds_to_target", "waited_seconds", "restarts", "sweeps", "spin_updates",
  ]

  /// The run as the fields of a line.
  public var fields: [String] {
    func text(_ value: (some CustomStringConvertible)?) -> String { value?.description ?? "" }
    let counts = [outcome.restarts, outcome.sweeps, outcome.spinUpdates].map(text)
    return [
      key.instance, key.solver, key.version, key.settings, text(key.seed), text(key.limit),
      text(key.target), text(outcome.value), text(outcome.seconds), text(outcome.secondsToBest),
      text(outcome.secondsToTarget), text(outcome.waitedSeconds),
    ] + counts
  }

  /// The run of a line; nil if the line lacks what identifies it, as one torn by a crash does.
  public init?(_ line: [String: String]) {
    guard let instance = line["instance"], let solver = line["solver"],
      let version = line["version"], let settings = line["settings"],
      let seed = line["seed"].flatMap({ Int($0) }),
      let limit = line["limit"].flatMap({ Double($0) }),
      let seconds = line["seconds"].flatMap({ Double($0) }), line["spin_updates"] != nil
    else { return nil }
    func real(_ column: String) -> Double? { line[column].flatMap { Double($0) } }
    func whole(_ column: String) -> Int? { line[column].flatMap { Int($0) } }
    let key = Key(
      instance: instance, solver: solver, version: version, settings: settings, seed: seed,
      limit: limit, target: whole("target"))
    var outcome = Outcome(seconds: seconds)
    outcome.value = whole("value")
    outcome.secondsToBest = real("seconds_to_best")
    outcome.secondsToTarget = real("seconds_to_target")
    outcome.waitedSeconds = real("waited_seconds")
    outcome.restarts = whole("restarts")
    outcome.sweeps = whole("sweeps")
    outcome.spinUpdates = whole("spin_updates")
    self.init(key: key, outcome: outcome)
  }
}
