public import ExactScheduling
import LinearPrograms
public import PatrolModel
public import ScheduleChecking

/// Finds the optimum of one shift: prove it possible or not, solve exactly, and have it judged.
public struct ExactRun: Sendable {
  /// What to solve and how.
  public let solver: ExactSolver

  /// The version of HiGHS, or `nil` if there is none.
  public static var solverVersion: String? { (try? HiGHSLibrary.shared.get())?.version }

  /// Creates a run.
  public init(_ solver: ExactSolver) { self.solver = solver }

  /// Runs to the end; `log` is told what happens, on the calling thread.
  ///
  /// - Throws: ``ExactError`` if there is no solver, the method does not hold, or the checker refuses
  ///   the answer.
  public func run(
    log: @escaping (ExactEvent) -> Void = { _ in }
  ) throws(ExactError) -> ExactOutcome {
    let conflicts = solver.instance.presenceConflicts()
    guard conflicts.isEmpty else {
      return ExactOutcome(conflicts: conflicts, result: nil, verdict: nil)
    }
    let result = try solver.solve(report: log)
    // An instance without conflicts has a schedule; see ``PresenceConflict``.
    guard result.status != .infeasible else {
      throw .wrongAnswer("the model has no solution, and the shift has one")
    }
    let verdict = result.schedule.map { ScheduleChecker(solver.instance).judge($0) }
    if let violation = verdict?.violations.first {
      throw .wrongAnswer("the checker refuses the schedule: \(violation)")
    }
    guard verdict?.totalTravel == result.travel else {
      throw .wrongAnswer("the checker finds another travel than the model")
    }
    return ExactOutcome(conflicts: [], result: result, verdict: verdict)
  }
}

/// Everything an exact run came to.
public struct ExactOutcome: Sendable {
  /// Why no schedule exists; empty if one does.
  public let conflicts: [PresenceConflict]
  /// What the exact solver found; `nil` if there are conflicts.
  public let result: ExactResult?
  /// The independent checker's word on the schedule, always that it is feasible.
  public let verdict: Verdict?

  /// How the run ended.
  public var status: ExactStatus { result?.status ?? .infeasible }
  /// Whether the run was cancelled from outside.
  public var wasCancelled: Bool { result?.end == .cancelled }
}
