/// What a run of the annealer came to.
public struct AnnealingResult<State: Sendable>: Sendable {
  /// The best state: valid if any valid state was met, else the one that breaks least.
  public let best: Incumbent<State>
  /// Why the run ended.
  public let reason: Stop.Reason
  /// How the run went.
  public let progress: AnnealingProgress
  /// The number of replicas at the end, on this ladder and any beside it.
  public let replicas: Int
  /// The temperatures, coldest first, in energy units.
  public let ladder: TemperatureLadder
  /// How replicas moved along the ladder.
  public let exchange: ExchangeStatistics

  /// Puts a result together.
  package init(
    best: Incumbent<State>, reason: Stop.Reason, progress: AnnealingProgress,
    replicas: Int, ladder: TemperatureLadder, exchange: ExchangeStatistics
  ) {
    self.best = best
    self.replicas = replicas
    self.reason = reason
    self.progress = progress
    self.ladder = ladder
    self.exchange = exchange
  }

  /// The same result with other states of the same worth.
  package func map<Other: Sendable>(_ state: (State) -> Other) -> AnnealingResult<Other> {
    AnnealingResult<Other>(
      best: best.map(state), reason: reason, progress: progress, replicas: replicas,
      ladder: ladder, exchange: exchange)
  }

  /// The same result with another reason.
  package func ended(by reason: Stop.Reason) -> Self {
    AnnealingResult(
      best: best, reason: reason, progress: progress, replicas: replicas, ladder: ladder,
      exchange: exchange)
  }
}

/// How far a run has come.
public struct AnnealingProgress: Hashable, Sendable {
  /// Steps made by each replica.
  public var steps = 0
  /// Rounds between exchanges.
  public var rounds = 0
  /// Accepted moves of all replicas.
  public var acceptedMoves = 0
  /// Steps after which the best state was met, to the end of its round.
  public var stepsToBest = 0
  /// Steps after which the first valid state was met, if any was.
  public var stepsToFirstValid: Int?
  /// Time since the start, ladder derivation included.
  public var elapsed: Duration = .zero
  /// Time after which the best state was met.
  public var timeToBest: Duration = .zero
  /// Time after which the first valid state was met, if any was.
  public var timeToFirstValid: Duration?
  /// The share of accepted exchanges so far, over all pairs, in 0...1.
  public var exchangeRate = 0.0
  /// Round trips between the coldest and the hottest rung so far.
  public var roundTrips = 0

  /// Creates the progress of a run that has not begun.
  public init() {}
}

/// What a run tells while it goes on.
public enum AnnealingEvent<State: Sendable>: Sendable {
  /// The temperatures were chosen; comes first, and again when a ladder turned out to be too short.
  case started(TemperatureLadder)
  /// A better incumbent was found; the first comes before any step.
  case incumbent(Incumbent<State>, AnnealingProgress)
  /// A round was completed.
  case round(best: Incumbent<State>, AnnealingProgress)
}
