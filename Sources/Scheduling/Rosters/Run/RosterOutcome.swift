public import Contradictions
public import PatrolModel
public import RosterPrograms
public import ScheduleChecking

/// Everything a roster run came to.
public struct RosterOutcome: Sendable {
  /// The plan, which the checker accepts, if there is one.
  public internal(set) var schedule: Schedule?
  /// The checker's word on it.
  public internal(set) var verdict: Verdict?
  /// What makes a plan impossible; empty if nothing is known to.
  public internal(set) var conflicts: [PlanningConflict] = []
  /// Which rules to take back for a plan, and what it comes to in thousandths of minutes, if that is known.
  public internal(set) var remedy: ConflictReport<Int>?
  /// No plan has a smaller value, in thousandths of minutes.
  public internal(set) var bound: Int?
  /// How sure it is that no plan is better.
  public internal(set) var proof = RosterProof.open
  /// Whether it is proven that there is no plan.
  public internal(set) var isInfeasible = false
  /// Which way led here, and why.
  public internal(set) var ways: [String] = []
  /// Steps of each replica of the annealer.
  public internal(set) var steps = 0
  /// Nodes of search trees.
  public internal(set) var nodes = 0
  /// The solver, if one was asked.
  public internal(set) var solver: String?
  /// The time it took.
  public internal(set) var elapsed = Duration.zero
  /// Whether the run was cancelled from outside.
  public internal(set) var wasCancelled = false
  /// What the plan is to make small.
  let objective: RosterRules.Objective

  init(objective: RosterRules.Objective) { self.objective = objective }

  /// How the run ended.
  public var status: RosterStatus {
    guard schedule != nil else { return isInfeasible ? .infeasible : .noneFound }
    return proof == .proven ? .optimal : .feasible
  }

  /// What changes of a known plan cost, in thousandths of minutes; part of bound and gap.
  var changeCost = 0

  /// The value of the objective.
  public var value: ObjectiveValue? { verdict?.cost.value(under: objective) }

  /// (value − bound) / value, at least 0; `nil` without either, or where the value is 0.
  public var gap: Double? {
    guard let value = value.map({ $0.thousandths + changeCost }), let bound, value > 0 else {
      return nil
    }
    return max(0, Double(value - bound) / Double(value))
  }
}
