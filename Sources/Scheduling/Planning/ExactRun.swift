import Annealing
public import Contradictions
public import ExactScheduling
public import LinearPrograms
public import PatrolModel
public import ScheduleChecking

/// Finds the optimum of one shift: prove it possible or not, solve exactly, and have it judged.
public struct ExactRun: Sendable {
  /// What to solve and how.
  public let solver: ExactSolver
  /// Whether the plan's minutes per car are evened out, at no cost.
  public let balances: Bool
  /// The most time to look for a way out of rules that are known at once to clash; `nil` for the solver's.
  ///
  /// What is known at once is to be said within a second.
  public var wayOutTime: Duration? = .milliseconds(600)

  /// Creates a run.
  public init(_ solver: ExactSolver, balances: Bool = true) {
    self.solver = solver
    self.balances = balances
  }

  /// Runs to the end; `log` is told what happens, on the calling thread.
  ///
  /// - Throws: ``ExactError`` if there is no solver, the method does not hold, or the checker refuses
  ///   the answer.
  public func run(
    log: @escaping (ExactEvent) -> Void = { _ in }
  ) throws(ExactError) -> ExactOutcome {
    let conflicts = solver.instance.conflictsBeforeSearch()
    let start = ContinuousClock.now
    guard conflicts.isEmpty else {
      let report =
        conflicts.contains(where: \.isOfRules) ? try wayOut(of: conflicts, since: start) : nil
      return ExactOutcome(
        conflicts: report?.conflicts.map(PlanningConflict.rules) ?? conflicts, result: nil,
        plan: nil, elapsed: start.duration(to: .now), remedy: report)
    }
    let result = try Self.solve(solver, log)
    let elapsed = start.duration(to: .now)
    guard result.status != .infeasible || solver.instance.hasCarRules else {
      // Without rules for single cars, an instance without conflicts has a schedule.
      throw .wrongAnswer("the model has no solution, and the shift has one")
    }
    let report =
      result.status == .infeasible
      ? try conflictReport(until: solver.timeLimit.map { start + $0 }) : nil
    return ExactOutcome(
      conflicts: report?.conflicts.map(PlanningConflict.rules) ?? [], result: result,
      plan: try plan(result), elapsed: elapsed, remedy: report)
  }

  /// Solves; a limit of minutes per car is left to evening out first.
  ///
  /// A plan that is optimal without the limit, and within it once minutes are evened out, is optimal
  /// with it. Only where that fails is the program with named cars needed, which is slow.
  private static func solve(
    _ solver: ExactSolver, _ log: @escaping (ExactEvent) -> Void
  ) throws(ExactError) -> ExactResult {
    let instance = solver.instance
    guard solver.method == .automatic, instance.rules.carTravelLimit != nil else {
      return try solver.solve(report: log)
    }
    let start = ContinuousClock.now
    var (shared, named) = (solver, solver)
    shared.instance = instance.withoutCarTravelLimit
    let result = try shared.solve(report: log)
    guard let schedule = result.schedule else { return result }
    let even = TailBalancer(instance).balanced(schedule)
    if ScheduleChecker(instance).judge(even).isFeasible { return result.with(even) }
    named.knownBound = result.bound ?? .zero
    named.timeLimit = solver.timeLimit.map { max(.milliseconds(1), $0 - start.duration(to: .now)) }
    return try named.solve(report: log)
  }

  /// Which rules to take back, where these are known to clash; `nil` without a solver.
  ///
  /// Each plan has a share of the time, and what is best by then counts.
  private func wayOut(
    of conflicts: [PlanningConflict], since start: ContinuousClock.Instant
  ) throws(ExactError) -> ConflictReport<Minutes>? {
    let known = conflicts.compactMap(\.rules)
    let budget = [solver.timeLimit, wayOutTime].compactMap { $0 }.min()
    let plans = known.reduce(0) { $0 + $1.count + 1 }
    do throws(ExactError) {
      return try conflictReport(
        known: known, until: budget.map { start + $0 }, slice: budget.map { $0 / plans })
    } catch {
      if case .solver(.unavailable) = error { return nil }
      throw error
    }
  }

  /// Which rules leave no plan; `nil` if the time is up before that is known.
  private func conflictReport(
    known: [[PlanningRule]] = [], until deadline: ContinuousClock.Instant?, slice: Duration? = nil
  ) throws(ExactError) -> ConflictReport<Minutes>? {
    do throws(ExactError) {
      return try ConflictSearch<Minutes, ExactError> { (instance, anyWillDo) throws(ExactError) in
        guard instance.planningConflicts().isEmpty else { return nil }
        var solver = solver
        (solver.instance, solver.start, solver.method) = (instance, nil, .automatic)
        solver.relativeGap = anyWillDo ? 1 : 0
        let remaining = deadline.map { ContinuousClock.now.duration(to: $0) }
        guard remaining ?? .seconds(1) > .zero else { throw .interrupted }
        solver.timeLimit = [remaining, slice].compactMap { $0 }.min()
        let result = try Self.solve(solver) { _ in }
        if result.travel != nil || result.status == .infeasible { return result.travel }
        guard slice != nil, let annealed = annealedTravel(of: instance, until: deadline) else {
          throw .interrupted
        }
        return annealed
      }.report(on: solver.instance, known: known)
    } catch {
      if error == .interrupted { return nil }
      throw error
    }
  }

  /// The travel of a plan that annealing finds at once, if it finds one.
  private func annealedTravel(
    of instance: PatrolInstance, until deadline: ContinuousClock.Instant?
  ) -> Minutes? {
    let stop = Stop(
      steps: Self.trialSteps,
      time: deadline.map { max(.zero, ContinuousClock.now.duration(to: $0)) },
      isCancelled: solver.isCancelled)
    var request = SolveRequest(
      instance: instance, seed: UInt64(UInt32(bitPattern: solver.seed)), stop: stop)
    request.threads = solver.threads
    return (try? SolveRun(request).run())?.plan?.verdict.totalTravel
  }

  /// Steps of each replica that find a plan where one is easy to find; not tuned.
  private static let trialSteps = 5_000

  private func plan(_ result: ExactResult) throws(ExactError) -> CheckedPlan? {
    guard let schedule = result.schedule, let travel = result.travel else { return nil }
    do throws(CheckedPlan.Refusal) {
      return try CheckedPlan(
        schedule, of: solver.instance, travel: travel, balances: balances)
    } catch { throw .wrongAnswer("the checker refuses the schedule: \(error.reason)") }
  }
}

/// Everything an exact run came to.
public struct ExactOutcome: Sendable {
  /// Why no schedule exists; empty if one does.
  public let conflicts: [PlanningConflict]
  /// What the exact solver found; `nil` if there are conflicts.
  public let result: ExactResult?
  /// The schedule found, evened out if that was asked for, with the checker's word on it.
  public let plan: CheckedPlan?
  /// The time the exact solver took, model building included.
  public let elapsed: Duration
  /// Which rules to take back for a plan, if rules for single cars leave none.
  public var remedy: ConflictReport<Minutes>?

  /// The checker's word on the plan.
  public var verdict: Verdict? { plan?.verdict }
  /// How the run ended.
  public var status: ExactStatus { result?.status ?? .infeasible }
  /// Whether the run was cancelled from outside.
  public var wasCancelled: Bool { result?.end == .cancelled }
}
