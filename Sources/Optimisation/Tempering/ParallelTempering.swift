package import RandomStreams

/// Parallel tempering over walkers of any kind: the algorithm, and nothing else.
///
/// Hukushima & Nemoto, "Exchange Monte Carlo method and application to spin glass simulations", J.
/// Phys. Soc. Jpn. 65 (1996), doi:10.1143/JPSJ.65.1604: by turns, every replica is simulated by
/// itself for some steps (step 1 there), and neighbours on the ladder exchange (step 2).
///
/// Exchanges, incumbents and stops are handled between rounds, in replica order, and each replica
/// has its own random numbers: the result depends on the seed and the number of rounds, never on
/// threads.
package struct ParallelTempering<Crew: ReplicaCrew> {
  /// The replicas.
  package let crew: Crew
  /// Steps of each replica between exchanges, at least 1.
  package let stepsPerRound: Int
  /// The threads that advance them.
  package let team: WorkerTeam
  /// Whether temperatures between the ends of the ladder follow measured exchange rates.
  package let isAdaptive: Bool

  /// Puts a run together.
  package init(crew: Crew, stepsPerRound: Int, team: WorkerTeam, isAdaptive: Bool) {
    self.crew = crew
    self.stepsPerRound = stepsPerRound
    self.team = team
    self.isAdaptive = isAdaptive
  }

  /// Runs until `stop` says so and returns the best state met.
  package func run(
    ladder: TemperatureLadder, exchangeRandom: RandomStream, until stop: Stop,
    since start: ContinuousClock.Instant, report: (AnnealingEvent<Crew.State>) -> Void
  ) -> AnnealingResult<Crew.State> {
    var exchange = ReplicaExchange(
      ladder: ladder, random: exchangeRandom, isAdaptive: isAdaptive)
    var record = RunRecord(best: crew.best, since: start)
    report(.started(ladder))
    report(.incumbent(record.best, record.progress))
    let reason = run(under: &exchange, &record, until: stop, since: start, report: report)
    return record.result(
      reason ?? .steps, replicas: ladder.temperatures.count, exchange.ladder, exchange.statistics)
  }

  /// Goes on until `stop` says why not, or until the control is over, which returns `nil`.
  package func run(
    under control: inout some TemperatureControl, _ record: inout RunRecord<Crew.State>,
    until stop: Stop, since start: ContinuousClock.Instant,
    report: (AnnealingEvent<Crew.State>) -> Void
  ) -> Stop.Reason? {
    while !control.isOver {
      let progress = record.measure(since: start)
      if let reason = stop.reason(record.best.rank, progress, nextRound: record.lastRound) {
        return reason
      }
      // Step 1: every replica walks at its temperature, all of them at the same time.
      let steps = stop.steps.map { min(stepsPerRound, $0 - record.progress.steps) } ?? stepsPerRound
      advanceAll(steps: steps, at: control.temperatureOfReplica)
      control.look(at: crew)
      record.note(round: steps, moves: crew.acceptedMoves, since: start)
      if record.take(crew) { report(.incumbent(record.best, record.progress)) }
      // Step 2: neighbours on the ladder exchange temperatures.
      control.endRound(of: crew)
      record.note(control.statistics)
      report(.round(best: record.best, record.progress))
    }
    return nil
  }

  private func advanceAll(steps: Int, at temperatures: [Double]) {
    team.forEach(crew.partCount) { part in
      crew.advance(part: part, steps: steps, temperatures: temperatures)
    }
  }
}
