public import ExactScheduling
public import PatrolModel
public import ScheduleChecking

/// Finds the optimum of one shift: prove it possible or not, solve exactly, and have it judged.
public struct ExactRun: Sendable {
  /// What to solve and how.
  public let solver: ExactSolver
  /// Whether the plan's minutes per car are evened out, at no cost.
  public let balances: Bool

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
    let conflicts = solver.instance.planningConflicts()
    guard conflicts.isEmpty else {
      return ExactOutcome(conflicts: conflicts, result: nil, plan: nil, elapsed: .zero)
    }
    let start = ContinuousClock.now
    let result = try solver.solve(report: log)
    let elapsed = start.duration(to: .now)
    // An instance without conflicts has a schedule; see ``PresenceConflict``.
    guard result.status != .infeasible else {
      throw .wrongAnswer("the model has no solution, and the shift has one")
    }
    return ExactOutcome(
      conflicts: [], result: result, plan: try plan(result), elapsed: elapsed)
  }

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

  /// The checker's word on the plan.
  public var verdict: Verdict? { plan?.verdict }
  /// How the run ended.
  public var status: ExactStatus { result?.status ?? .infeasible }
  /// Whether the run was cancelled from outside.
  public var wasCancelled: Bool { result?.end == .cancelled }
}
