/// The incumbent and figures of a run while it goes on.
package struct RunRecord<State: Sendable> {
  /// The best state so far.
  package private(set) var best: Incumbent<State>
  /// The figures so far.
  package private(set) var progress = AnnealingProgress()

  /// What the last round took; the next one takes about as long.
  package private(set) var lastRound = Duration.zero
  /// Accepted moves and round trips of crews before this one.
  private var former = (moves: 0, roundTrips: 0)

  /// Starts at a state, before any step.
  package init(best: Incumbent<State>, since start: ContinuousClock.Instant) {
    self.best = best
    progress.elapsed = start.duration(to: .now)
    progress.timeToBest = progress.elapsed
    noteValidity()
  }

  /// The record as it goes on with another crew.
  package func continued() -> Self {
    var next = self
    next.former = (progress.acceptedMoves, progress.roundTrips)
    return next
  }

  /// The figures now.
  package mutating func measure(since start: ContinuousClock.Instant) -> AnnealingProgress {
    progress.elapsed = start.duration(to: .now)
    return progress
  }

  /// Books a round of steps, with the accepted moves of all replicas so far.
  package mutating func note(round steps: Int, moves: Int, since start: ContinuousClock.Instant) {
    progress.steps += steps
    progress.rounds += 1
    progress.acceptedMoves = former.moves + moves
    let before = progress.elapsed
    progress.elapsed = start.duration(to: .now)
    lastRound = progress.elapsed - before
  }

  /// Takes the best state of a crew if it is better; returns whether it is.
  package mutating func take<Crew: ReplicaCrew>(_ crew: Crew) -> Bool where Crew.State == State {
    guard crew.bestRank < best.rank else { return false }
    best = crew.best
    progress.stepsToBest = progress.steps
    progress.timeToBest = progress.elapsed
    noteValidity()
    return true
  }

  private mutating func noteValidity() {
    guard best.isValid && progress.stepsToFirstValid == nil else { return }
    progress.stepsToFirstValid = progress.steps
    progress.timeToFirstValid = progress.elapsed
  }

  /// Takes over what exchanges counted.
  package mutating func note(_ statistics: ExchangeStatistics) {
    let attempts = statistics.attempts.reduce(0, +)
    progress.exchangeRate =
      attempts == 0 ? 0 : Double(statistics.accepted.reduce(0, +)) / Double(attempts)
    progress.roundTrips = former.roundTrips + statistics.roundTrips
  }

  /// What the run came to.
  package func result(
    _ reason: Stop.Reason, replicas: Int, _ ladder: TemperatureLadder,
    _ exchange: ExchangeStatistics
  ) -> AnnealingResult<State> {
    AnnealingResult(
      best: best, reason: reason, progress: progress, replicas: replicas, ladder: ladder,
      exchange: exchange)
  }
}
