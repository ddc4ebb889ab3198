public import Annealing
public import PatrolModel
public import PenaltyModel

/// What to solve, how, and for how long.
public struct SolveRequest: Sendable {
  /// Where penalty weights come from.
  public enum Weights: Hashable, Sendable {
    /// The practical choice for the moves.
    case practical
    /// The weights proven sufficient beforehand.
    case sufficient
    /// Given ones; those left out are practical.
    case given(demand: Minutes?, oneLocation: Minutes?, presence: Minutes?)

    /// All three given.
    public static func given(_ weights: PenaltyWeights) -> Self {
      .given(
        demand: weights.demand, oneLocation: weights.oneLocation, presence: weights.presence)
    }
  }

  /// The shift to plan.
  public var instance: PatrolInstance
  /// The seed of all random numbers.
  public var seed: UInt64
  /// How the annealer moves.
  public var moves = Moves.exchange
  /// How single bits are flipped, where `moves` are of bits.
  public var algorithm = FlipAlgorithm.digitalAnnealer
  /// What the dynamic offset grows by when no flip is accepted; zero switches it off.
  public var offsetIncrement = Minutes.zero
  /// Where penalty weights come from.
  public var weights = Weights.practical
  /// The number of replicas, at least 1.
  public var replicas = 16
  /// The number of threads, at least 1; it never changes the result.
  public var threads = 1
  /// A plan to start from; what comes of it is no worse, if it keeps all rules.
  public var start: Schedule?
  /// What no plan travels less than, if that is known.
  public var knownBound: Minutes?
  /// When to end, counted from the start of the run, building included.
  public var stop: Stop
  /// Whether the plan's minutes per car are evened out, at no cost.
  public var balances = true
  /// Whether sectors without demand get bits too.
  public var everySector = false
  /// The most memory that model and search may take, in bytes.
  public var memoryLimit = Int.max

  /// Creates a request with everything else at its default.
  public init(instance: PatrolInstance, seed: UInt64, stop: Stop) {
    self.instance = instance
    self.seed = seed
    self.stop = stop
  }

  /// The penalty weights to use, and why.
  public var weightChoice: WeightChoice {
    let bounds = PenaltyBounds(instance)
    let practical = moves.practicalWeights(for: bounds)
    switch weights {
    case .practical: return practical
    case .sufficient: return bounds.sufficient
    case .given(let demand, let oneLocation, let presence):
      let fallback = practical.weights
      return WeightChoice(
        weights: PenaltyWeights(
          demand: demand ?? fallback.demand, oneLocation: oneLocation ?? fallback.oneLocation,
          presence: presence ?? fallback.presence),
        reason: .given)
    }
  }
}
