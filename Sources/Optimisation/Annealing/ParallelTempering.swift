import RandomStreams

/// Parallel tempering over walkers of any kind: the algorithm, and nothing else.
///
/// Replicas advance independently between exchanges, each with its own random numbers; exchanges,
/// incumbents and stops are handled between rounds, in replica order. So the result depends on the
/// seed and the number of rounds, never on threads.
struct ParallelTempering<Crew: ReplicaCrew> {
  let crew: Crew
  let stepsPerRound: Int
  let team: WorkerTeam
  /// Whether temperatures between the ends of the ladder follow measured exchange rates.
  let isAdaptive: Bool

  /// Runs until `stop` says so and returns the best state met.
  func run(
    ladder: TemperatureLadder, exchangeRandom: RandomStream, until stop: Stop,
    since start: ContinuousClock.Instant, report: (AnnealingEvent<Crew.State>) -> Void
  ) -> AnnealingResult<Crew.State> {
    var exchange = ReplicaExchange(
      ladder: ladder, random: exchangeRandom, isAdaptive: isAdaptive)
    var record = RunRecord(best: crew.best, since: start)
    report(.started(ladder))
    report(.incumbent(record.best, record.progress))
    while true {
      record.progress.elapsed = start.duration(to: .now)
      if let reason = stop.reason(
        steps: record.progress.steps, elapsed: record.progress.elapsed, best: record.best.rank,
        lastImprovement: record.progress.stepsToBest)
      {
        return record.result(reason, exchange.ladder, exchange.statistics)
      }
      let steps = stop.steps.map { min(stepsPerRound, $0 - record.progress.steps) } ?? stepsPerRound
      advanceAll(steps: steps, at: exchange)
      record.note(round: steps, moves: crew.acceptedMoves, since: start)
      if record.take(crew) { report(.incumbent(record.best, record.progress)) }
      exchange.exchangeNeighbours(energy: crew.energy)
      record.note(exchange.statistics)
      report(.round(best: record.best, record.progress))
    }
  }

  private func advanceAll(steps: Int, at exchange: ReplicaExchange) {
    let temperatures = exchange.temperatureOfReplica
    team.forEach(crew.partCount) { part in
      crew.advance(part: part, steps: steps, temperatures: temperatures)
    }
  }
}

/// The incumbent and figures of a run while it goes on.
private struct RunRecord<State: Sendable> {
  var best: Incumbent<State>
  var progress = AnnealingProgress()

  init(best: Incumbent<State>, since start: ContinuousClock.Instant) {
    self.best = best
    progress.elapsed = start.duration(to: .now)
    progress.timeToBest = progress.elapsed
    if best.isValid {
      progress.stepsToFirstValid = 0
      progress.timeToFirstValid = progress.elapsed
    }
  }

  mutating func note(round steps: Int, moves: Int, since start: ContinuousClock.Instant) {
    progress.steps += steps
    progress.rounds += 1
    progress.acceptedMoves = moves
    progress.elapsed = start.duration(to: .now)
  }

  mutating func note(_ statistics: ExchangeStatistics) {
    let attempts = statistics.attempts.reduce(0, +)
    progress.exchangeRate =
      attempts == 0 ? 0 : Double(statistics.accepted.reduce(0, +)) / Double(attempts)
    progress.roundTrips = statistics.roundTrips
  }

  /// Takes the best state of a crew if it is better; returns whether it is.
  mutating func take<Crew: ReplicaCrew>(_ crew: Crew) -> Bool where Crew.State == State {
    guard crew.bestRank < best.rank else { return false }
    best = crew.best
    progress.stepsToBest = progress.steps
    progress.timeToBest = progress.elapsed
    if best.isValid && progress.stepsToFirstValid == nil {
      progress.stepsToFirstValid = progress.steps
      progress.timeToFirstValid = progress.elapsed
    }
    return true
  }

  func result(
    _ reason: Stop.Reason, _ ladder: TemperatureLadder, _ exchange: ExchangeStatistics
  ) -> AnnealingResult<State> {
    AnnealingResult(
      best: best, reason: reason, progress: progress, ladder: ladder, exchange: exchange)
  }
}
