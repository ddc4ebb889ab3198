public import PatrolModel
public import RosterPrograms

/// What roster to plan, how, and for how long.
public struct RosterRequest: Sendable {
  /// The ways to a plan.
  public enum Method: String, CaseIterable, Sendable {
    /// The integer program where it is small enough, annealing else or where its time is up.
    case automatic
    /// Annealing alone.
    case annealer
    /// The integer program alone.
    case exact
  }

  /// The shift to plan.
  public var instance: PatrolInstance
  /// The way to take.
  public var method = Method.automatic
  /// The seed of all random numbers.
  public var seed: UInt64
  /// The number of replicas of the annealer, at least 1.
  public var replicas = 16
  /// The number of threads, at least 1; it never changes the annealer's plan.
  public var threads = 1
  /// The most time, building included; `nil` for as long as it takes.
  public var timeLimit: Duration?
  /// The most steps of each replica of the annealer.
  public var steps: Int?
  /// A plan is good enough when (value − bound) / value is no more than this.
  public var relativeGap = 0.0
  /// Whether a shift without a plan is looked at for the rules that clash, and the cheapest way out.
  public var explainsImpossible = true
  /// A plan to start from.
  public var start: Schedule?
  /// A plan to stay near; its changes are part of the objective.
  public var changes: PlanChanges?
  /// Asked again and again, on any thread; `true` ends the run, which keeps its best plan.
  public var isCancelled: @Sendable () -> Bool = { false }

  /// Creates a request with everything else at its default.
  public init(_ instance: PatrolInstance, seed: UInt64) {
    self.instance = instance
    self.seed = seed
  }
}

/// What a roster run tells while it goes on.
public enum RosterEvent: Sendable {
  /// Which way is taken, and why.
  case way(String)
  /// A better plan: its value in thousandths of minutes, changes included, by how much it breaks rules,
  /// and when it was found, from the run's beginning.
  case better(thousandths: Int, broken: Int, time: Duration)
}

/// How a roster run ended.
public enum RosterStatus: String, Hashable, Sendable {
  /// There is a plan, and it is proven that none is better.
  case optimal
  /// There is a plan.
  case feasible
  /// There is no plan, by proof.
  case infeasible
  /// No plan was found, and none was proven impossible.
  case noneFound = "none-found"
}
