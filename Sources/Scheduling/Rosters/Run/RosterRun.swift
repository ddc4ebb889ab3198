public import LinearPrograms
import PatrolModel
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
    outcome.conflicts = RosterConflicts(request.instance).words
    if !outcome.conflicts.isEmpty {
      outcome.isInfeasible = true
      note("presolve: no plan is possible", &outcome, log)
    } else {
      if request.method != .annealer { try solveExactly(&outcome, log) }
      if wantsAnnealing(outcome) { try anneal(&outcome, log) }
    }
    outcome.elapsed = start.duration(to: .now)
    outcome.wasCancelled = request.isCancelled()
    return outcome
  }

  // MARK: - The integer program

  private func solveExactly(
    _ outcome: inout RosterOutcome, _ log: (RosterEvent) -> Void
  ) throws(ExactError) {
    var exact = RosterExact(request.instance)
    guard exact.isApplicable || request.method == .exact else {
      return note(
        "annealing: the integer program would have more than \(RosterExact.mostArcs) ways of cars",
        &outcome, log)
    }
    exact.changes = request.changes
    exact.threads = request.threads
    exact.seed = Int32(truncatingIfNeeded: request.seed & 0x7fff_ffff)
    exact.isCancelled = request.isCancelled
    exact.timeLimit = remaining.map { request.method == .exact ? $0 : $0 / 2 }
    let result: RosterResult
    do throws(ExactError) { result = try exact.solve() } catch {
      guard case .solver(.unavailable) = error, request.method == .automatic else { throw error }
      return note("annealing: there is no solver for the integer program", &outcome, log)
    }
    note("exact: the integer program is small enough", &outcome, log)
    outcome.nodes = result.nodes
    outcome.solver = result.solver
    outcome.bound = result.bound
    outcome.isInfeasible = result.isInfeasible
    if let schedule = result.schedule { try take(schedule, &outcome, log) }
    outcome.proof = outcome.schedule == nil ? .open : result.proof
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
    let stop = Stop(
      steps: request.steps, time: remaining, targetEnergy: outcome.bound.map { Int64($0) },
      isCancelled: request.isCancelled)
    let result = annealing.run(until: stop) { event in
      guard case .incumbent(let best, let progress) = event else { return }
      log(
        .better(
          thousandths: Int(best.energy), broken: Int(best.violation), time: progress.elapsed))
    }
    outcome.steps = result.progress.steps
    guard result.best.isValid else { return }
    try take(result.best.state, &outcome, log)
    if let bound = outcome.bound, let value = outcome.value?.thousandths,
      value + outcome.changeCost <= bound,
      request.instance.roster.objective != .worst
    {
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
    log(.better(thousandths: value.thousandths, broken: 0, time: start.duration(to: .now)))
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
