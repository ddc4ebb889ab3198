public import Annealing
public import Contradictions
public import PatrolModel
public import PenaltyModel
import ScheduleChecking

/// How a solve run ended.
public enum SolveStatus: String, Hashable, Sendable {
  /// A feasible schedule was found and passed the checker.
  case feasible
  /// The search ended without a feasible schedule; none was proven impossible either.
  case noneFound = "none-found"
  /// No feasible schedule exists.
  case infeasible
}

/// Everything a solve run came to.
public struct SolveOutcome: Sendable {
  /// How the run ended.
  public let status: SolveStatus
  /// The feasible schedule and the checker's word on it, if one was found.
  public let plan: CheckedPlan?
  /// What no plan travels less than; `nil` if the instance has no plan or no bound is known.
  public let bound: TravelBound?
  /// Why no schedule exists; empty unless the status is `infeasible`.
  public let conflicts: [PlanningConflict]
  /// What the best infeasible state breaks, if no feasible one was found.
  public let breaches: [Breach]
  /// Why a search by flips or one-hot moves found no plan; `nil` if it found one, made other moves, or
  /// was too far from any plan to be repaired.
  public let diagnosis: SearchDiagnosis?
  /// How the annealer ran; `nil` if the instance was proven infeasible before.
  public let search: SearchRecord?
  /// Whether the plan travels no more than the bound.
  public var isProvenOptimal: Bool {
    guard let plan, let bound else { return false }
    return plan.verdict.totalTravel <= bound.travel
  }
  /// What ended the search, in a word: a limit, or the proof that there is no better plan.
  public var end: String? {
    search.map { $0.reason == .target && isProvenOptimal ? "proof" : $0.reason.rawValue }
  }
  /// Whether the run was cancelled from outside.
  public var wasCancelled: Bool { search?.reason == .cancelled }
}

/// How an annealing run went: what a reader needs to trust and repeat it.
public struct SearchRecord: Sendable {
  /// The bits of the QUBO, or `nil` if the moves needed no matrix.
  public let bits: Int?
  /// The interacting pairs of the QUBO.
  public let couplings: Int?
  /// The penalty weights, and why they are as they are.
  public let weights: WeightChoice
  /// The energy of the best state, term by term.
  public let energy: EnergyBreakdown
  /// Why the run ended.
  public let reason: Stop.Reason
  /// Steps, accepted moves and times.
  public let progress: AnnealingProgress
  /// Better states in the order in which they were found, thinned out if there were very many.
  public let incumbents: [IncumbentRecord]
  /// The temperatures, coldest first, in minutes.
  public let temperatures: [Double]
  /// How replicas moved along the ladder.
  public let exchange: ExchangeStatistics
  /// Time taken to build the model.
  public let buildTime: Duration
}

/// A state that was better than all before it.
public struct IncumbentRecord: Hashable, Sendable {
  /// The steps of each replica until then.
  public let step: Int
  /// Its energy; its travel if `violation` is 0.
  public let energy: Minutes
  /// By how many units it breaks the rules.
  public let violation: Int
}
