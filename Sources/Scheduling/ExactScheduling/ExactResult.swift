public import PatrolModel

/// How an exact run ended.
public enum ExactStatus: String, Hashable, Sendable {
  /// The schedule is optimal: bound > travel − 0.1 minutes, and every travel is a multiple of that.
  case optimal
  /// There is a schedule, and no proof that none travels less.
  case feasible
  /// No schedule exists.
  case infeasible
  /// No schedule was found, and none was proven impossible.
  case noneFound = "none-found"
}

/// Why an exact run ended.
public enum ExactEnd: String, Hashable, Sendable {
  /// There was nothing left to find out.
  case complete
  /// The time was up.
  case time
  /// The run was cancelled from outside.
  case cancelled
  /// The gap that was asked for was reached.
  case gap
  /// The solver met a limit of its own.
  case solverLimit = "solver-limit"
}

/// What an exact run came to.
public struct ExactResult: Sendable {
  /// How the run ended.
  public let status: ExactStatus
  /// Why it ended.
  public let end: ExactEnd
  /// The method that was used, never `automatic`.
  public let method: ExactMethod
  /// The best schedule found; its travel is the model's objective.
  public let schedule: Schedule?
  /// Travel of the schedule.
  public let travel: Minutes?
  /// No schedule travels less; `nil` if nothing is known or no schedule exists.
  public let bound: Minutes?
  /// Nodes of the search tree.
  public let nodes: Int

  init(
    method: ExactMethod, end: ExactEnd, best: (schedule: Schedule, travel: Minutes)?,
    bound: Minutes?, nodes: Int = 0
  ) {
    let isProven = best.map { best in bound.map { $0 > best.travel - ExactResult.unit } ?? false }
    status =
      switch isProven {
      case true: .optimal
      case false: .feasible
      case nil: end == .complete ? .infeasible : .noneFound
      }
    self.method = method
    self.end =
      switch (status, end) {
      case (.optimal, _): .complete
      // With a solution and no proof, only the gap can have ended a search by itself.
      case (.feasible, .complete): .gap
      default: end
      }
    schedule = best?.schedule
    travel = best?.travel
    self.bound = best == nil && end == .complete ? nil : bound
    self.nodes = nodes
  }

  /// The same result with another schedule of the same travel.
  public func with(_ schedule: Schedule) -> ExactResult {
    ExactResult(
      method: method, end: end, best: travel.map { (schedule, $0) }, bound: bound, nodes: nodes)
  }

  /// The unit of travel times: all travels are multiples of it.
  static let unit = Minutes(tenths: 1)

  /// (travel − bound) / travel, at least 0; `nil` without either, or without any travel.
  public var gap: Double? {
    guard let travel, let bound, travel > .zero else { return nil }
    return max(0, Double(travel.tenths - bound.tenths) / Double(travel.tenths))
  }
}

/// What an exact run tells while it goes on.
public enum ExactEvent: Hashable, Sendable {
  /// The model stands: its variables, rows and coefficients.
  case built(columns: Int, rows: Int, terms: Int, time: Duration)
  /// The LP relaxation of a large model was solved.
  case relaxed(bound: Minutes, time: Duration)
  /// The search goes on with the columns of small reduced costs, so many of them.
  case restricted(columns: Int, reducedCost: Minutes)
  /// A better schedule or bound; times count from the start of the run.
  case progress(incumbent: Minutes?, bound: Minutes?, nodes: Int, time: Duration)
}

extension Minutes {
  /// The least travel that a bound in tenths, exact up to a solver's tolerances, leaves possible.
  ///
  /// The margin is that of HiGHS's feasibility tolerances, 10⁻⁶ relative; travel is whole tenths.
  init?(roundingUpBound tenths: Double) {
    guard tenths.isFinite, abs(tenths) < 1e15 else { return nil }
    self.init(tenths: max(0, Int((tenths - 1e-6 * max(1, abs(tenths))).rounded(.up))))
  }
}
