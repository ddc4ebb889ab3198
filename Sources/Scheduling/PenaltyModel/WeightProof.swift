public import PatrolModel

/// A bound on travel that also holds, less a price per break, where the presence rule is broken.
///
/// Every schedule that meets demand and breaks the presence rule V times travels at least
/// L − `largestPrice` · V. The least travel without the rule is such a bound at no price, and a
/// Lagrangian bound with multipliers λ is one at the price max λ: of the cars of a presence row, at
/// least as many break the rule as the row is exceeded by, and no break is counted by two rows.
public struct PricedBound: Hashable, Sendable {
  /// L, which may have been rounded up to the next tenth.
  public let travel: Minutes
  /// max λ, not rounded down.
  public let largestPrice: Minutes

  /// Creates a bound.
  public init(travel: Minutes, largestPrice: Minutes) {
    self.travel = travel
    self.largestPrice = largestPrice
  }
}

/// A theorem applied to an instance: which penalty weights it proves sufficient.
public struct WeightProof: Hashable, Sendable {
  /// The theorem, by the condition on C that it needs.
  public enum Theorem: String, CaseIterable, Hashable, Sendable {
    /// From the figures of the instance alone: Theorem A, or B with (i) or (ii).
    case figures = "a-priori"
    /// Theorem B (iii): from a plan and the least travel without the presence rule.
    case gap = "iii"
    /// Theorem B (iv): from a plan and a Lagrangian bound with its multipliers.
    case multipliers = "iv"
  }

  /// The theorem.
  public let theorem: Theorem
  /// The smallest weights, with A = B, that it proves sufficient, and its condition in words.
  public let smallest: WeightChoice
  private let twiceHalfDetour: Minutes
  private let breaksPerBit: Int

  /// Whether the theorem proves weights sufficient: every minimiser is then an optimal plan.
  ///
  /// C is at least the smallest one, and 2 min(A, B) > 2 M* + C · (breaks that a bit takes part in).
  public func covers(_ weights: PenaltyWeights) -> Bool {
    let least = min(weights.demand, weights.oneLocation).tenths
    return weights.presence >= smallest.weights.presence
      && 2 * least > twiceHalfDetour.tenths + breaksPerBit * weights.presence.tenths
  }

  fileprivate init?(
    _ theorem: Theorem, presence: Int, words: String, figures: PenaltyBounds
  ) {
    let breaks = figures.presence.breaksPerBit
    let other = (figures.twiceHalfDetour.tenths + breaks * presence) / 2 + 1
    let largest = PenaltyWeights.largest.tenths
    guard presence <= largest, other <= largest else { return nil }
    let weight = Minutes(tenths: other)
    self.theorem = theorem
    smallest = WeightChoice(
      weights: PenaltyWeights(
        demand: weight, oneLocation: weight, presence: Minutes(tenths: presence)),
      reason: .sufficient(words))
    twiceHalfDetour = figures.twiceHalfDetour
    breaksPerBit = breaks
  }
}

extension PenaltyBounds {
  /// The proof from the figures alone; `nil` where it needs weights larger than accepted ones.
  public var proof: WeightProof? {
    guard case .sufficient(let words) = sufficient.reason else { return nil }
    return WeightProof(
      .figures, presence: sufficient.weights.presence.tenths, words: words, figures: self)
  }

  /// The proof from a plan and a bound, Theorem B (iii) or (iv): C > max λ + (U − L).
  ///
  /// A schedule that breaks the rule V ≥ 1 times then costs at least L − V max λ + C V > U. In tenths,
  /// with L rounded up to L′ < L + 1 and C = max λ + U − L′ + 1, this is still so.
  ///
  /// - Parameters:
  ///   - plan: U, the travel of a feasible plan.
  ///   - bound: L with its price.
  /// - Returns: `nil` without a presence rule, where C plays no part, with rules for single cars, which
  ///   the theorem does not cover, and where weights would be
  ///   larger than accepted ones.
  public func proof(plan: Minutes, bound: PricedBound) -> WeightProof? {
    guard presence != .none, !hasCarRules, plan >= bound.travel else { return nil }
    let gap = plan - bound.travel
    let isFree = bound.largestPrice == .zero
    let sum = "\(plan) - \(bound.travel)"
    return WeightProof(
      isFree ? .gap : .multipliers, presence: (bound.largestPrice + gap).tenths + 1,
      words: "\(words) and "
        + (isFree
          ? "C > U - L = \(sum) (Theorem B, plan and bound)"
          : "C > max lambda + U - L = \(bound.largestPrice) + \(sum) (Theorem B, multipliers)"),
      figures: self)
  }

  private var words: String {
    presence.breaksPerBit == 2 ? "A, B > M* + C" : "A, B > M* + \(presence.breaksPerBit)C/2"
  }
}

extension PresenceRule {
  /// The number of breaks that a single bit can take part in.
  fileprivate var breaksPerBit: Int {
    switch self {
    case .none: 0
    case .noReturn: 2
    case .maxStay(let limit): limit + 1
    }
  }
}
