public import PatrolModel

/// Penalty weights together with the reason to trust them.
public struct WeightChoice: Hashable, Sendable {
  /// Why the weights are as they are.
  public enum Reason: Hashable, Sendable {
    /// Proven: every minimiser of the QUBO is a feasible optimal schedule.
    case sufficient(String)
    /// Chosen for search: large enough in practice, not proven.
    case practical(String)
    /// Given by the caller.
    case given
  }

  /// The weights.
  public let weights: PenaltyWeights
  /// Why they are as they are.
  public let reason: Reason

  /// Creates a choice.
  public init(weights: PenaltyWeights, reason: Reason) {
    self.weights = weights
    self.reason = reason
  }

  /// The reason in words.
  public var words: String {
    switch reason {
    case .sufficient(let theorem): "proven sufficient: \(theorem)"
    case .practical(let rule): "practical, not proven: \(rule)"
    case .given: "as given"
    }
  }
}

/// Figures of an instance from which penalty weights follow.
///
/// M is the longest leg. M* = ½ max_j (max_a W[a][j] + max_c W[j][c]) bounds what setting or
/// clearing one bit changes in travel, per bit. R = max_{b ≠ b'} (max_j (W[b'][j] − W[b][j]) +
/// max_c (W[b][c] − W[b'][c])) bounds what exchanging the tails of two cars changes.
public struct PenaltyBounds: Hashable, Sendable {
  /// M, the longest leg.
  public let longestLeg: Minutes
  /// 2 M*, kept doubled so that it stays exact.
  public let twiceHalfDetour: Minutes
  /// R, the most that a tail exchange adds; 2 M, which is never less, above 400 sectors.
  public let tailExchange: Minutes
  /// Whether a tail exchange can always undo a break of `no-return`: condition (i) of Theorem B.
  public let tailExchangeAlwaysHelps: Bool
  let presence: PresenceRule
  let hasCarRules: Bool
  private let carCount: Int
  private let stepCount: Int

  /// Computes the figures in O(m³ + T·m) time, O(m² + T·m) above 400 sectors.
  public init(_ instance: PatrolInstance) {
    let all = instance.sectorIndices
    let travel = instance.travel
    longestLeg = travel.longest
    twiceHalfDetour =
      all.map { j in
        (all.map { travel[from: $0, to: j] }.max() ?? .zero)
          + (all.map { travel[from: j, to: $0] }.max() ?? .zero)
      }.max() ?? .zero
    tailExchange = Self.tailExchange(travel, all)
    tailExchangeAlwaysHelps = Self.conditionI(instance)
    presence = instance.presence
    hasCarRules = instance.hasCarRules
    carCount = instance.carCount
    stepCount = instance.stepCount
  }

  /// The smallest weights known beforehand to make every minimiser feasible and optimal.
  ///
  /// Theorem A for no rule: min(A, B) > M*. Theorem B for `no-return`: min(A, B) > M* + C with
  /// C > R under condition (i), else C > 2 M ⌊(T − 1) / 2⌋. For `max-stay` a break is made dearer
  /// than any schedule: C > n (T − 1) M, and A, B > M* + (limit + 1) C / 2. Feasible instances only.
  /// These theorems repair states by moving cars freely, so they say nothing of rules for single cars
  /// and legs: with such rules every unit of penalty is made dearer than any schedule, A, B, C > n T M.
  public var sufficient: WeightChoice {
    if hasCarRules {
      let any = carCount * stepCount * longestLeg.tenths + 1
      return choice(
        any, any, .sufficient("A, B, C > nTM: one broken rule costs more than any schedule"))
    }
    let detour = twiceHalfDetour.tenths / 2 + 1
    switch presence {
    case .none:
      return choice(detour, 0, .sufficient("A, B > M* (Theorem A)"))
    case .noReturn where tailExchangeAlwaysHelps:
      let c = tailExchange.tenths + 1
      return choice(
        detour + c, c, .sufficient("A, B > M* + C and C > R (Theorem B, tail exchange)"))
    case .noReturn:
      let c = 2 * longestLeg.tenths * ((stepCount - 1) / 2) + 1
      return choice(
        detour + c, c,
        .sufficient("A, B > M* + C and C > 2M floor((T-1)/2) (Theorem B, parity exchange)"))
    case .maxStay(let limit):
      let c = carCount * (stepCount - 1) * longestLeg.tenths + 1
      let windows = ((limit + 1) * c + 1) / 2
      return choice(
        detour + windows, c,
        .sufficient("C > n(T-1)M, more than any schedule; A, B > M* + (limit+1)C/2"))
    }
  }

  /// Weights for search: smaller than the proven ones, since high penalties freeze the walk.
  ///
  /// A = B = ⅔ M*, C = M*. Feasible schedules are still met on the way, and the best one is kept.
  /// On the sizes of the published study, half of M* sometimes met none in 12 s on one core.
  public var practical: WeightChoice {
    let twoThirds = (twiceHalfDetour.tenths + 2) / 3
    let whole = (twiceHalfDetour.tenths + 1) / 2
    return floored(twoThirds, whole, .practical("A = B = 2/3 M*, C = M*"))
  }

  /// Weights for moves that keep one location by themselves: lower barriers allow a lower A.
  ///
  /// A = ½ M*, C = M*; B plays no part.
  public var practicalForOneHot: WeightChoice {
    floored(
      (twiceHalfDetour.tenths + 3) / 4, (twiceHalfDetour.tenths + 1) / 2,
      .practical("A = M*/2, C = M*; B plays no part"))
  }

  /// Weights for moves that keep demand and one location by themselves: only C plays a part.
  ///
  /// C = ½ R: half of what exchanging two cars' tails can change in travel at most. With rules for
  /// single cars or legs C = 2 M*, the most that one car's detour by a sector adds: a car out of place
  /// is then dearer than any detour that puts it right.
  public var practicalForExchange: WeightChoice {
    if hasCarRules {
      return floored(
        twiceHalfDetour.tenths, twiceHalfDetour.tenths,
        .practical("C = 2M* with rules for single cars; A and B play no part"))
    }
    let half = (tailExchange.tenths + 1) / 2
    return floored(half, half, .practical("C = R/2; A and B play no part"))
  }

  /// Whether C plays a part: there is a presence rule, or there are rules for single cars or legs.
  private var hasBreaks: Bool { presence != .none || hasCarRules }

  /// Weights of at least a unit: at 0, where there is no travel, no rule would count.
  ///
  /// A break of the presence rule may be undone at the price of a demand, so that A and B are two then.
  private func floored(_ ab: Int, _ c: Int, _ reason: WeightChoice.Reason) -> WeightChoice {
    hasBreaks ? choice(max(2, ab), max(1, c), reason) : choice(max(1, ab), 0, reason)
  }

  private func choice(_ ab: Int, _ c: Int, _ reason: WeightChoice.Reason) -> WeightChoice {
    let largest = PenaltyWeights.largest
    let a = min(Minutes(tenths: ab), largest)
    return WeightChoice(
      weights: PenaltyWeights(
        demand: a, oneLocation: a, presence: min(Minutes(tenths: c), largest)),
      reason: Minutes(tenths: max(ab, c)) <= largest ? reason : .practical("largest accepted"))
  }

  /// R, or 2 M where all triples of sectors would take too long.
  private static func tailExchange(_ travel: TravelTimes, _ all: [SectorIndex]) -> Minutes {
    guard all.count <= 400 else { return travel.longest + travel.longest }
    var exchange = Minutes.zero
    for b in all {
      for other in all where other != b {
        let out = all.map { travel[from: other, to: $0] - travel[from: b, to: $0] }.max()
        let back = all.map { travel[from: b, to: $0] - travel[from: other, to: $0] }.max()
        exchange = max(exchange, (out ?? .zero) + (back ?? .zero))
      }
    }
    return exchange
  }

  /// Condition (i): for all t, j needed at t−1 and t+1, cars are left to exchange tails with.
  private static func conditionI(_ instance: PatrolInstance) -> Bool {
    let steps = instance.stepCount
    let n = instance.carCount
    let peaks = instance.shift.steps.map { instance.demand[$0].max() ?? 0 }
    for t in 1..<max(1, steps - 1) {
      let ahead = t + 2 < steps ? peaks[t + 2] + peaks[t] : 0
      let behind = t - 2 >= 0 ? peaks[t - 2] + peaks[t] : 0
      for j in instance.sectorIndices {
        let before = instance.demand[StepIndex(t - 1), j]
        let after = instance.demand[StepIndex(t + 1), j]
        if before > 0 && after > 0 && before + after - 1 + min(ahead, behind) >= n { return false }
      }
    }
    return true
  }
}
