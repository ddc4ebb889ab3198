public import LinearPrograms
public import PatrolModel

/// Solves a roster by column generation over the ways of its cars.
///
/// Every rule about a single car is in the pricing, so that cars that are told apart, near a known plan
/// or with limits of their own, cost no more than one dynamic program each. Where the best parts of paths
/// are whole, they are a proven optimum; else an integer program over the known paths gives a plan, and
/// one over all paths that a better plan could use proves the best.
public struct RosterColumns {
  /// The shift.
  public let instance: PatrolInstance
  /// A plan to stay near.
  public var changes: PlanChanges?
  /// A plan to start from.
  public var start: Schedule?
  /// No car has more minutes than this, those of earlier days included.
  public var cap: Minutes?
  /// The most time for all of it; `nil` for as long as it takes.
  public var timeLimit: Duration?
  /// The threads.
  public var threads = 1
  /// The seed of the solver's random numbers.
  public var seed: Int32 = 0
  /// Looks for a plan near a known one with no car above a cap, for some time: annealing, say.
  package var search: (@Sendable (Schedule, _ cap: Minutes, Duration) -> Schedule?)?
  /// Asked again and again, on any thread; `true` ends the run.
  public var isCancelled: @Sendable () -> Bool = { false }

  /// The most paths that a proof looks at: programs of so many columns take HiGHS seconds.
  private static let mostPaths = 40_000

  /// Creates a solver for a shift.
  public init(_ instance: PatrolInstance) { self.instance = instance }

  /// Solves for the least total of minutes, prices and changes, of the plans with the least worst car
  /// where the objective asks for that; time up is no error.
  ///
  /// - Throws: ``ExactError`` if the solver cannot be had or answers nonsense.
  public func solve() throws(ExactError) -> RosterResult {
    let start = ContinuousClock.now
    let deadline = timeLimit.map { start + $0 }
    return try ExactError.solving { () throws(SolverError) in
      instance.roster.objective == .worst && changes == nil && cap == nil
        ? try leastWorst(until: deadline) : try leastTotal(until: deadline)
    }
  }

  private func leastWorst(
    until deadline: ContinuousClock.Instant?
  ) throws(SolverError) -> RosterResult {
    var search = WorstCarSearch(self, until: deadline)
    return try search.run()
  }

  private func leastTotal(
    until deadline: ContinuousClock.Instant?
  ) throws(SolverError) -> RosterResult {
    var known: [PathMaster.Column] = []
    return try leastTotal(until: deadline, keeping: &known)
  }

  /// Solves for the least total, from paths that are known, and adds those that were of use to them.
  func leastTotal(
    until deadline: ContinuousClock.Instant?, keeping known: inout [PathMaster.Column]
  ) throws(SolverError) -> RosterResult {
    let mustStop = { isCancelled() || deadline.map { .now >= $0 } ?? false }
    var result = RosterResult()
    let solver = try HiGHSSolver()
    result.solver = solver.title
    var generation = try ColumnGeneration(
      instance, changes: changes, cap: cap, threads: threads, seed: seed)
    try generation.add(known)
    if let start { try generation.add(start) }
    if let changes { try generation.addTakeovers(of: changes.plan) }
    let end = try generation.run(unit: unit, mustStop: mustStop)
    known = generation.columns + known.filter { !generation.keepsCap($0) }
    if end == .infeasible {
      result.isInfeasible = true
      result.proof = .proven
      return result
    }
    if generation.bound > .min { result.bound = generation.roundedBound(unit) }
    guard let standing = generation.standing, standing.artificial < 1e-6 else { return result }
    let run = ProvenRun(
      solver: solver, threads: threads, seed: seed, isCancelled: isCancelled, deadline: deadline)
    if standing.isWhole {
      result.take(wholePlan(generation, standing), value(generation, standing))
    } else {
      try result.take(poolPlan(generation, run))
    }
    try prove(&result, generation, run)
    return result
  }

  /// Plans cost multiples of this, in thousandths of minutes.
  private var unit: Int { RosterProgram.perTenth }

  // MARK: - Steps

  private func wholePlan(_ generation: ColumnGeneration, _ standing: PathStanding) -> Schedule {
    PathProgram.schedule(
      zip(generation.columns, standing.values).map { ($0, Int($1.rounded())) },
      generation.networks, instance)
  }

  private func value(_ generation: ColumnGeneration, _ standing: PathStanding) -> Int {
    Int((standing.objective * 1000).rounded())
  }

  /// The best plan of the paths that are known.
  private func poolPlan(
    _ generation: ColumnGeneration, _ run: ProvenRun
  ) throws(SolverError) -> (Schedule, Int)? {
    let program = PathProgram(generation.columns, generation.rows, generation.networks)
    let answer = try run.search(program.program, for: Self.poolShare)
    return answer.map { values, value in
      (program.schedule(of: values, generation.networks, instance), value)
    }
  }

  /// The part of the time that is left which the program over known paths may take.
  private static let poolShare = 0.5

  /// Proves the plan, or finds the best one, among all paths that a better plan could use.
  private func prove(
    _ result: inout RosterResult, _ generation: ColumnGeneration, _ run: ProvenRun
  ) throws(SolverError) {
    let value = result.value
    if let value, let bound = result.bound, value <= bound {
      result.proof = .proven
      return
    }
    guard let columns = generation.columns(within: value, atMost: Self.mostPaths) else { return }
    let program = PathProgram(columns, generation.rows, generation.networks)
    let answer = try run.minimise(program.program, unit: unit)
    result.nodes += answer.nodes
    if let values = answer.values, let better = answer.value, value.map({ better <= $0 }) ?? true {
      result.take(program.schedule(of: values, generation.networks, instance), better)
      result.proof = answer.proof
    }
    if answer.isInfeasible && value == nil {
      result.isInfeasible = true
      result.proof = .proven
    } else if answer.proof == .proven {
      result.bound = result.value
    }
  }
}

extension RosterResult {
  fileprivate mutating func take(_ schedule: Schedule, _ value: Int) {
    self.schedule = schedule
    self.value = value
  }

  fileprivate mutating func take(_ plan: (Schedule, Int)?) {
    if let plan { take(plan.0, plan.1) }
  }
}
