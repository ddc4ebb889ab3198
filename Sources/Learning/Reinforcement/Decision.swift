/// What came of an action, until the next decision.
///
/// Decisions need not be a tick apart (a semi-Markov decision process; Sutton, Precup & Singh 1999,
/// doi:10.1016/S0004-3702(99)00052-1): after k ticks the discount is γᵏ, and rewards on the way are
/// discounted, too.
public struct Outcome: Hashable, Sendable {
  /// Σ γʲ r of the ticks until the next decision.
  public let reward: Float
  /// γᵏ, or 0 if there is no next decision.
  public let discount: Float
  /// What the network is shown at the next decision.
  public let next: [Float]
  /// Which actions there are then.
  public let allowed: [Bool]
  /// What each action is thought to be worth before anything is learned; see ``Decision/prior``.
  public let prior: [Float]

  /// Creates an outcome; without a prior it is 0 for all.
  public init(
    reward: Float, discount: Float, next: [Float], allowed: [Bool], prior: [Float]? = nil
  ) {
    (self.reward, self.discount, self.next, self.allowed) = (reward, discount, next, allowed)
    self.prior = prior ?? allowed.map { _ in 0 }
  }
}

/// A state in which somebody decided, and what is known of its actions.
public struct Decision: Hashable, Sendable {
  /// What the network is shown.
  public let state: [Float]
  /// What came of each action; nil where it was not tried.
  ///
  /// A simulator can try several on the same
  /// random numbers, so that luck is the same for all of them.
  public let outcomes: [Outcome?]
  /// What each action is thought to be worth before anything is learned: the network learns what is
  /// to be added (Silver and others 2018, residual policy learning, arXiv:1812.06298).
  public let prior: [Float]

  /// Creates a decision; without a prior it is 0 for all.
  public init(state: [Float], outcomes: [Outcome?], prior: [Float]? = nil) {
    (self.state, self.outcomes) = (state, outcomes)
    self.prior = prior ?? outcomes.map { _ in 0 }
  }

  /// A decision of which one action was tried.
  public init(state: [Float], action: Int, of count: Int, outcome: Outcome) {
    self.init(state: state, outcomes: (0..<count).map { $0 == action ? outcome : nil })
  }
}
