import RandomStreams

/// Parallel tempering over walkers of any kind: the algorithm, and nothing else.
///
/// Replicas advance independently between exchanges, each with its own random numbers; exchanges,
/// incumbents and stops are handled between rounds, in replica order. So the result depends on the
/// seed and the number of rounds, never on threads.
struct ParallelTempering<Walker: Replica> {
  let replicas: [Walker]
  let stepsPerRound: Int
  let team: WorkerTeam

  /// Runs until `stop` says so and returns the best state met.
  func run(
    ladder: TemperatureLadder, exchangeRandom: RandomStream, until stop: Stop,
    since start: ContinuousClock.Instant, report: (AnnealingEvent<Walker.State>) -> Void
  ) -> AnnealingResult<Walker.State> {
    var exchange = ReplicaExchange(ladder: ladder, random: exchangeRandom)
    var record = RunRecord(best: bestOfAll(), since: start)
    report(.started(ladder))
    report(.incumbent(record.best, record.progress))
    while true {
      record.progress.elapsed = start.duration(to: .now)
      if let reason = stop.reason(
        steps: record.progress.steps, elapsed: record.progress.elapsed, best: record.best.rank,
        lastImprovement: record.progress.stepsToBest)
      {
        return record.result(reason, ladder, exchange.statistics)
      }
      let steps = stop.steps.map { min(stepsPerRound, $0 - record.progress.steps) } ?? stepsPerRound
      advanceAll(steps: steps, at: exchange)
      record.note(round: steps, moves: replicas.reduce(0) { $0 + $1.acceptedMoves }, since: start)
      if record.take(bestOfAll()) { report(.incumbent(record.best, record.progress)) }
      exchange.exchangeNeighbours { replicas[$0].energy }
      record.note(exchange.statistics)
      report(.round(best: record.best, record.progress))
    }
  }

  private func advanceAll(steps: Int, at exchange: ReplicaExchange) {
    team.forEach(replicas.count) { rung in
      replicas[exchange.replicaAtRung[rung]].advance(
        steps: steps, temperature: exchange.ladder.temperatures[rung])
    }
  }

  /// The best state of any replica; of equal ones, that of the first.
  private func bestOfAll() -> Incumbent<Walker.State> {
    replicas.dropFirst().reduce(replicas[0].best) { $1.best.rank < $0.rank ? $1.best : $0 }
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

  /// Takes a candidate if it is better; returns whether it is.
  mutating func take(_ candidate: Incumbent<State>) -> Bool {
    guard candidate.rank < best.rank else { return false }
    best = candidate
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
