package import Failures
public import PatrolModel
import ScheduleChecking

/// Why a search by penalties ended without a plan, told by repairing its best state.
///
/// The repairs are those that prove weights sufficient: under such weights each of them lowers the
/// energy. A plan above the broken state says that the weights are too small, unless they are proven
/// sufficient; one that is not shows that the search was not at the bottom.
public struct SearchDiagnosis: Hashable, Sendable {
  /// What the repair says.
  public enum Verdict: String, Hashable, Sendable {
    /// The plan costs more than the broken state: these weights make breaking rules pay.
    case weightsTooSmall = "weights-too-small"
    /// The plan costs no more than the broken state, or some other plan does, by proof.
    case notConverged = "search-not-converged"
  }

  /// What the repair says.
  public let verdict: Verdict
  /// The energy of the best state, which breaks rules.
  public let energy: Minutes
  /// The travel of the plan that its repair led to.
  public let repaired: Minutes

  /// Compares a broken state with the plan that its repair led to.
  init(energy: Minutes, repaired: Minutes, weightsAreProven: Bool) {
    verdict = repaired > energy && !weightsAreProven ? .weightsTooSmall : .notConverged
    self.energy = energy
    self.repaired = repaired
  }

  /// The verdict in one line.
  public var words: String {
    let comparison = "the best state's energy is \(energy), its repair is a plan of \(repaired)"
    return switch verdict {
    case .weightsTooSmall: "weights too small: \(comparison)"
    case .notConverged where repaired > energy:
      "search not converged: \(comparison), but the weights are proven sufficient"
    case .notConverged: "search not converged: \(comparison)"
    }
  }

  /// What to try next.
  package var remedy: Remedy {
    switch verdict {
    case .weightsTooSmall: .largerWeights
    case .notConverged: .moreTime
    }
  }
}
