import Contradictions
public import LinearPrograms
import PatrolModel
import RosterPrograms
import ScheduleChecking
import Tempering

/// Plans a roster by the way that promises most: presolve, the integer program, annealing.
public struct RosterRun: Sendable {
  /// What to plan and how.
  public let request: RosterRequest
  private let checker: ScheduleChecker
  private let start = ContinuousClock.now

  /// Creates a run; its time counts from here.
  public init(_ request: RosterRequest) {
    self.request = request
    checker = ScheduleChecker(request.instance)
  }

  /// Runs to the end; `log` is told what happens, on the calling thread.
  ///
  /// - Throws: ``ExactError`` if a method was asked for that cannot be had, or an answer is refused.
  public func run(log: (RosterEvent) -> Void = { _ in }) throws(ExactError) -> RosterOutcome {
    var outcome = RosterOutcome(objective: request.instance.roster.objective)
    let conflicts = request.instance.planningConflicts()
    if !conflicts.isEmpty {
      outcome.isInfeasible = true
      note("presolve: no plan is possible", &outcome, log)
    } else {
      if request.method != .annealer {
        if way == .parts { try planInParts(&outcome, log) } else { try solveExactly(&outcome, log) }
      }
      if way != .parts || outcome.solver == nil || outcome.schedule == nil,
        wantsAnnealing(outcome)
      {
        try anneal(&outcome, log)
      }
    }
    if outcome.isInfeasible { try explain(conflicts, &outcome) }
    outcome.elapsed = start.duration(to: .now)
    outcome.wasCancelled = request.isCancelled()
    return outcome
  }

  /// Says what makes a plan impossible, and which rule to take back.
  private func explain(
    _ conflicts: [PlanningConflict], _ outcome: inout RosterOutcome
  ) throws(ExactError) {
    outcome.conflicts = conflicts
    guard request.explainsImpossible else { return }
    let most = conflicts.isEmpty ? Self.longestSearch : Self.shortestSearch
    let wayOut = RosterWayOut(request, until: .now + min(most, remaining ?? most))
    let (found, report) = try wayOut.conflicts(known: conflicts)
    outcome.conflicts = found
    outcome.remedy = report
  }

  /// What is known at once is to be said within a second, the way out with it if that is found in time.
  private static let shortestSearch = Duration.milliseconds(600)
  /// What was proven by a search may take another one to explain; nobody waits for it much longer.
  private static let longestSearch = Duration.seconds(10)

  // MARK: - The integer program

  private func solveExactly(
    _ outcome: inout RosterOutcome, _ log: (RosterEvent) -> Void
  ) throws(ExactError) {
    let result: RosterResult
    do throws(ExactError) {
      guard let answer = try way == .columns ? generateColumns() : solveNetwork() else {
        return note(
          "annealing: the integer program would have more than \(RosterExact.mostArcs) ways of cars",
          &outcome, log)
      }
      result = answer
    } catch {
      guard case .solver(.unavailable) = error, request.method == .automatic else { throw error }
      return note("annealing: there is no solver for the integer program", &outcome, log)
    }
    note(
      way == .columns
        ? "exact: column generation over the ways of cars, which are told apart"
        : "exact: the integer program is small enough", &outcome, log)
    outcome.nodes = result.nodes
    outcome.solver = result.solver
    outcome.bound = result.bound
    outcome.isInfeasible = result.isInfeasible
    if let schedule = result.schedule { try take(schedule, &outcome, log) }
    outcome.proof = outcome.schedule == nil ? .open : result.proof
  }

  /// The programs that a roster may be solved by.
  private enum Way {
    /// The whole network by branch and bound.
    case network
    /// The ways of single cars, where they are told apart by a known plan or their minutes.
    case columns
    /// A bound of the network, and the network a few steps at a time.
    case parts
  }

  private var way: Way {
    if request.changes != nil { return .columns }
    let size = RosterNetwork.size(of: request.instance, single: false)
    if size <= Self.mostNetworkArcs { return .network }
    return switch request.instance.roster.objective {
    case .worst: .columns
    case .total: size <= LargeRoster.mostArcs ? .parts : .network
    case .fair: .network
    }
  }

  /// Networks of no more arcs go to branch and bound whole; a night of 40 like cars has 9,375; not tuned.
  private static let mostNetworkArcs = 20_000

  private func planInParts(
    _ outcome: inout RosterOutcome, _ log: (RosterEvent) -> Void
  ) throws(ExactError) {
    let large = LargeRoster(request: request, deadline: request.timeLimit.map { start + $0 })
    var failure: ExactError?
    if case .failure(let error) = HiGHSLibrary.shared {
      guard request.method == .automatic else { throw .solver(error) }
      return note("annealing: there is no solver for the integer program", &outcome, log)
    }
    note(
      "parts: the integer program is solved a few steps at a time, from an annealed plan", &outcome,
      log)
    try ExactError.solving { () throws(SolverError) in
      outcome.solver = try HiGHSSolver().title
      try large.run { plan in
        do throws(ExactError) { try take(plan, &outcome, log) } catch { failure = failure ?? error }
      } bounded: { bound in
        outcome.bound = bound
      }
    }
    if let failure { throw failure }
    if let bound = outcome.bound, let value = outcome.value?.thousandths, value <= bound {
      outcome.proof = .proven
    }
  }

  private func generateColumns() throws(ExactError) -> RosterResult? {
    var columns = RosterColumns(request.instance)
    columns.changes = request.changes
    columns.start = request.start
    columns.threads = request.threads
    columns.seed = Int32(truncatingIfNeeded: request.seed & 0x7fff_ffff)
    columns.isCancelled = request.isCancelled
    columns.timeLimit = exactTime
    columns.search = { [request] plan, cap, time in
      var annealing = RosterAnnealing(request.instance, seed: request.seed)
      annealing.threads = request.threads
      annealing.start = plan
      annealing.cap = cap
      // Any plan that keeps the cap will do.
      let found = annealing.run(
        until: Stop(time: time, targetEnergy: .max, isCancelled: request.isCancelled))
      return found.best.isValid ? found.best.state : nil
    }
    return try columns.solve()
  }

  /// `nil` if the network is too large to be worth a try.
  private func solveNetwork() throws(ExactError) -> RosterResult? {
    var exact = RosterExact(request.instance)
    guard exact.isApplicable || request.method == .exact else { return nil }
    exact.changes = request.changes
    exact.threads = request.threads
    exact.seed = Int32(truncatingIfNeeded: request.seed & 0x7fff_ffff)
    exact.isCancelled = request.isCancelled
    exact.timeLimit = exactTime
    return try exact.solve()
  }

  private var exactTime: Duration? {
    remaining.map { request.method == .exact ? $0 : $0 / 2 }
  }

  // MARK: - Annealing

  private func wantsAnnealing(_ outcome: RosterOutcome) -> Bool {
    request.method != .exact && !outcome.isInfeasible && outcome.proof != .proven
      && !request.isCancelled() && outcome.gap.map { $0 > request.relativeGap } ?? true
      && remaining.map { $0 > .zero } ?? true
  }

  private func anneal(
    _ outcome: inout RosterOutcome, _ log: (RosterEvent) -> Void
  ) throws(ExactError) {
    if request.method == .automatic && outcome.solver != nil {
      note("annealing: the integer program ended without a proof", &outcome, log)
    } else if request.method == .annealer {
      note("annealing: as was asked", &outcome, log)
    }
    var annealing = RosterAnnealing(request.instance, seed: request.seed)
    annealing.replicas = request.replicas
    annealing.threads = request.threads
    annealing.changes = request.changes
    annealing.start = outcome.schedule ?? request.start
    // Neither minutes nor prices are negative: a plan that costs nothing is the best without a solver, too.
    let bound = outcome.bound ?? 0
    let stop = Stop(
      steps: request.steps, time: remaining, targetEnergy: Int64(bound),
      isCancelled: request.isCancelled)
    let result = annealing.run(until: stop) { event in
      guard case .incumbent(let best, _) = event else { return }
      log(
        .better(
          thousandths: Int(best.energy), broken: Int(best.violation),
          time: start.duration(to: .now)))
    }
    outcome.steps = result.progress.steps
    guard result.best.isValid else { return }
    try take(result.best.state, &outcome, log)
    if let value = outcome.value?.thousandths, value + outcome.changeCost <= bound,
      request.instance.roster.objective != .worst
    {
      outcome.bound = bound
      outcome.proof = .proven
    }
  }

  // MARK: - Steps

  /// Takes a plan that the checker accepts, if it is better than the one there is.
  private func take(
    _ schedule: Schedule, _ outcome: inout RosterOutcome, _ log: (RosterEvent) -> Void
  ) throws(ExactError) {
    let verdict = checker.judge(schedule)
    if let violation = verdict.violations.first {
      throw .wrongAnswer("the checker refuses the plan: \(violation)")
    }
    let value = verdict.cost.value(under: request.instance.roster.objective)
    let changeCost = request.changes?.cost(of: schedule) ?? 0
    if let known = outcome.value {
      let (old, new) = (known.thousandths + outcome.changeCost, value.thousandths + changeCost)
      if (old, known.then) <= (new, value.then) { return }
    }
    outcome.changeCost = changeCost
    outcome.schedule = schedule
    outcome.verdict = verdict
    log(
      .better(
        thousandths: value.thousandths + changeCost, broken: 0, time: start.duration(to: .now)))
  }

  private func note(
    _ way: String, _ outcome: inout RosterOutcome, _ log: (RosterEvent) -> Void
  ) {
    outcome.ways.append(way)
    log(.way(way))
  }

  /// What is left of the time limit; `nil` without one.
  private var remaining: Duration? {
    request.timeLimit.map { max(.zero, $0 - start.duration(to: .now)) }
  }
}
