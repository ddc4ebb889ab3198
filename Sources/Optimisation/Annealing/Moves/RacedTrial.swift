package import RandomStreams

/// What the raced form of the Digital Annealer's step remembers from one step to the next.
package struct RacedTrial {
  var race: KeyTimeRace
  var table = AcceptanceTable(temperature: 1)
  /// Whether the race has weights of the current state at the table's temperature.
  var isCurrent = false

  init(count: Int) { race = KeyTimeRace(count: count) }

  func deallocate() {
    race.deallocate()
    table.deallocate()
  }
}

extension SparseFields {
  package static func trial(count: Int, using random: inout RandomStream) -> RacedTrial {
    RacedTrial(count: count)
  }

  package static func deallocate(_ trial: RacedTrial) { trial.deallocate() }

  /// Makes Digital Annealer steps by racing: for models whose flips touch few others.
  package static func parallelTrials(
    _ replica: FlipReplica<Self>, steps: Int, temperature: Double, offsetIncrement: Int
  ) {
    replica.prepareRace(temperature, offsetIncrement)
    var step = 0
    while step < steps {
      let next = replica.trial.race.next(within: steps - step, using: &replica.random)
      step += next.steps
      if let bit = next.bit {
        replica.flipAndRace(bit)
      } else if replica.trial.race.isOutgrown {
        replica.followOffset()
      }
    }
  }
}

extension FlipReplica {
  /// Brings the race to a temperature.
  fileprivate func prepareRace<Rows, Field>(_ temperature: Double, _ increment: Int)
  where Fields == SparseFields<Rows, Field> {
    trial.race.prepare(temperature: temperature, increment: increment)
    guard trial.table.temperature != temperature || !trial.isCurrent else { return }
    trial.table.deallocate()
    trial.table = AcceptanceTable(temperature: temperature)
    trial.isCurrent = true
    weigh(from: 0)
  }

  /// Makes all weights anew for an offset that has left them behind.
  ///
  /// Far below the least flip energy nothing is accepted: there the race waits for the offset.
  fileprivate func followOffset<Rows, Field>() where Fields == SparseFields<Rows, Field> {
    let least = (0..<fields.count).lazy.map(fields.flipEnergy).min() ?? 0
    let reach = Int64(min(40 * trial.table.temperature, 0x1p40))
    weigh(from: max(trial.race.offset, Int(least - reach)))
  }

  private func weigh<Rows, Field>(from base: Int) where Fields == SparseFields<Rows, Field> {
    trial.race.weigh(from: base, count: fields.count, table: trial.table, fields.flipEnergy)
  }

  /// Flips a bit and brings its and its neighbours' weights up to date.
  fileprivate func flipAndRace<Rows, Field>(_ k: Int) where Fields == SparseFields<Rows, Field> {
    willFlip(k, fields.flipEnergy(of: k))
    let hasOutgrown = trial.race.base != 0
    trial.race.reset()
    let (fields, table) = (fields, trial.table)
    trial.race.tree.setInOrder { set in
      fields.flip(k) { j, energy in set(j, table[energy]) }
    }
    if hasOutgrown { weigh(from: 0) } else { trial.race.tree.refresh() }
    didFlip()
  }
}
