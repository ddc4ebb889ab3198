/// A weight M for which every least state of f + M·P is one of the least states of f among those with
/// P = 0, and what that rests on.
///
/// *Repairs.* The penalty P is a sum over components that share no bit. Where a component is not at its
/// least value, some repair, one flip or several, lowers P by `fall` and adds at most `rise` to f, by the
/// signs of f's coefficients (Verma and Lewis, see ``FlipRises``). With M above rise / fall for every such
/// state a least state of f + M·P has no repair left, so P is least there, which is 0.
///
/// *Range.* A state with P > 0 has P ≥ `grain`, the greatest common divisor of P's coefficients. With
/// M·grain above max f − min f it is worse than any state with P = 0. Max f − min f is at most the sum of
/// the magnitudes of the coefficients; E. Boros and P. L. Hammer, Discrete Applied Mathematics 123 (2002)
/// 155–225, doi:10.1016/S0166-218X(01)00341-9. This needs P ≥ 0, which only the first method shows.
///
/// The lesser of the two weights is taken.
public struct PenaltyCertificate: Hashable, Sendable {
  /// What is known of the least value of the penalty.
  public enum Ground: Hashable, Sendable {
    /// It is 0: proven.
    case proven
    /// Nothing: the weight is certified provided that it is 0.
    case assumed
    /// It is this many units, above 0: no assignment satisfies the constraints. Proven.
    case unsatisfiable(least: Int64)
    /// It is this many units, below 0: this is no penalty. Proven.
    case negative(least: Int64)
  }

  /// How the weight was found.
  public enum Method: String, Hashable, Sendable {
    /// Every state with penalty can be repaired for less.
    case repairs
    /// No state with penalty makes up for it, as the objective's range is smaller.
    case range
  }

  /// The weight, at least 1, in units of the objective per unit of the penalty.
  public let weight: Int64
  /// How it was found.
  public let method: Method
  /// What is known of the penalty's least value.
  public let ground: Ground
  /// The weight that the objective's range asks for.
  public let rangeWeight: Int64

  /// Looks for a weight.
  ///
  /// - Precondition: both have the same bits.
  public init(objective: BitPolynomial, penalty: BitPolynomial) {
    precondition(objective.variableCount == penalty.variableCount, "both are of the same bits")
    let rises = FlipRises(objective)
    let findings = PenaltyComponent.all(of: penalty).map { $0.finding(rises) }
    let range = objective.terms.reduce(Int64(0)) { $0 + Int64($1.coefficient.magnitude) }
    rangeWeight = RepairRatio(rise: range, fall: Self.grain(of: penalty)).weight
    let known = findings.compactMap { $0 }
    guard known.count == findings.count else {
      (weight, method, ground) = (rangeWeight, .range, .assumed)
      return
    }
    let least = known.reduce(penalty.constant) { $0 + $1.least }
    ground =
      least == 0 ? .proven : least > 0 ? .unsatisfiable(least: least) : .negative(least: least)
    let repairWeight = (known.map(\.ratio).max() ?? .zero).weight
    (weight, method) =
      repairWeight <= rangeWeight ? (repairWeight, .repairs) : (rangeWeight, .range)
  }

  /// What all values of the penalty are a multiple of, if its least one is 0.
  private static func grain(of penalty: BitPolynomial) -> Int64 {
    let all = penalty.terms.map(\.coefficient) + [penalty.constant]
    let divisor = all.reduce(Int64(0)) { divisor, coefficient in
      var (a, b) = (divisor, Int64(coefficient.magnitude))
      while b != 0 { (a, b) = (b, a % b) }
      return a
    }
    return max(1, divisor)
  }
}
