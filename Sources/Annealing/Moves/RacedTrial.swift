package import RandomStreams

/// What the raced form of the Digital Annealer's step remembers from one step to the next.
package struct RacedTrial {
  /// The race without offset.
  var race: KeyTimeRace
  var table = AcceptanceTable(temperature: 1)
  /// E_off: what is subtracted from every ΔE until some flip is accepted.
  var offset = 0
  /// The race while the offset grows, once per flip at most.
  var escape: OffsetEscape
  /// Whether `race` has the probabilities of the current state at the table's temperature.
  var isCurrent = false

  init(count: Int) {
    race = KeyTimeRace(count: count)
    escape = OffsetEscape(count: count, table: table)
  }

  func deallocate() {
    race.deallocate()
    table.deallocate()
    escape.deallocate()
  }
}

extension SparseFields {
  package static func trial(count: Int, using random: inout RandomStream) -> RacedTrial {
    RacedTrial(count: count)
  }

  package static func deallocate(_ trial: RacedTrial) { trial.deallocate() }

  /// Makes Digital Annealer steps by racing: for models whose flips touch few others.
  ///
  /// While neither state nor offset change, steps without an accepted bit are passed over at once:
  /// the Poisson process simply runs on across their borders.
  package static func parallelTrials(
    _ replica: FlipReplica<Self>, steps: Int, temperature: Double, offsetIncrement: Int
  ) {
    replica.prepareRace(temperature)
    var step = 0
    while step < steps {
      let mayRun = replica.trial.race.eagerCount == 0 && offsetIncrement == 0
      let window = mayRun ? steps - step : 1
      let winner =
        replica.trial.offset == 0 ? replica.raceWinner(within: window) : replica.escapeWinner()
      if let winner {
        replica.flipAndRace(winner.bit)
        replica.trial.offset = 0
        step += winner.steps
      } else {
        // Beyond every flip energy there is nothing to gain from growing further.
        replica.trial.offset = min(replica.trial.offset + offsetIncrement, 1 << 40)
        step += window
      }
    }
  }
}

extension FlipReplica {
  /// Brings the probabilities of all bits to a temperature.
  fileprivate func prepareRace<Rows, Field>(_ temperature: Double)
  where Fields == SparseFields<Rows, Field> {
    guard trial.table.temperature != temperature || !trial.isCurrent else { return }
    trial.table.deallocate()
    trial.table = AcceptanceTable(temperature: temperature)
    trial.isCurrent = true
    trial.escape.isCurrent = false
    for i in 0..<fields.count { race(i) }
  }

  @inline(__always)
  private func race<Rows, Field>(_ i: Int) where Fields == SparseFields<Rows, Field> {
    trial.race.setProbability(trial.table.probability(fields.flipEnergy(of: i)), of: i)
  }

  /// Flips a bit and brings its and its neighbours' probabilities up to date.
  fileprivate func flipAndRace<Rows, Field>(_ k: Int) where Fields == SparseFields<Rows, Field> {
    willFlip(k, fields.flipEnergy(of: k))
    fields.flip(k) { race($0) }
    didFlip()
    trial.escape.isCurrent = false
  }

  /// The bit that the first step with an accepted bit flips, and the steps up to it, that included.
  fileprivate func raceWinner<Rows, Field>(within steps: Int) -> (bit: Int, steps: Int)?
  where Fields == SparseFields<Rows, Field> {
    let eager = trial.race.firstEager(using: &random)
    let horizon = eager?.key ?? Double(steps)
    var time = trial.race.waitingTime(using: &random)
    while time < horizon {
      let whole = time.rounded(.down)
      if let bit = trial.race.arrival(atKey: time - whole, using: &random) {
        return (bit, Int(whole) + 1)
      }
      time += trial.race.waitingTime(using: &random)
    }
    return eager.map { ($0.bit, 1) }
  }

  /// The bit that a step with a positive offset flips, if any.
  fileprivate func escapeWinner<Rows, Field>() -> (bit: Int, steps: Int)?
  where Fields == SparseFields<Rows, Field> {
    if !trial.escape.isCurrent {
      trial.escape.prepare(fields, table: trial.table)
    }
    return trial.escape.winner(fields, offset: trial.offset, using: &random).map { ($0, 1) }
  }
}
