public import Contradictions
public import PatrolModel
public import PenaltyModel
import ScheduleChecking

/// What is known about the penalty weights of an instance.
public struct WeightsOutcome: Sendable {
  /// The word on given weights.
  public enum Verdict: Sendable {
    /// Every minimiser is an optimal plan, by a theorem.
    case proven(WeightProof)
    /// Some state that breaks rules costs no more than any plan.
    case refuted(CounterExample)
    /// Neither; if a state that breaks rules costs no more than the plan at hand, it is given. It is
    /// no counter-example unless that plan is optimal.
    case open(CounterExample?)
  }

  /// Why a run ended.
  public enum End: String, Hashable, Sendable {
    /// All searches were made as far as was asked for.
    case complete
    /// The time was up while something was searched for.
    case time
    /// The run was cancelled from outside.
    case cancelled
  }

  /// Why no plan exists, so that no weights are sufficient; empty if one does.
  public let conflicts: [PlanningConflict]
  /// U, the travel of the plan at hand, if there is one.
  public let plan: Minutes?
  /// Bounds on travel: without the presence rule, and with prices on its breaks, if there is one.
  public let bounds: [PricedBound]
  /// No plan travels less, by the best bound met; zero if there was none.
  public let leastTravel: Minutes
  /// What each theorem that applies proves at best, the weakest first.
  public let proofs: [WeightProof]
  /// The word on the given weights; `nil` if none were given, or no plan exists.
  public let verdict: Verdict?
  /// Why the run ended; unless it is complete, what was not found may exist all the same.
  public internal(set) var end = End.complete

  /// The smallest weights that were proved sufficient.
  public var smallest: WeightProof? {
    proofs.min { a, b in
      (a.smallest.weights.demand, a.smallest.weights.presence)
        < (b.smallest.weights.demand, b.smallest.weights.presence)
    }
  }
}

/// An assignment that breaks rules and is as cheap as plans are: why weights are not sufficient.
public struct CounterExample: Sendable {
  /// The bits that are 1, by step and car; auxiliary bits are the products they stand for.
  public let places: [PlanningRules.Assignment]
  /// The energy from the terms' definitions, exact.
  public let energy: EnergyBreakdown
  /// What it breaks, not empty.
  public let breaches: [Breach]
}
