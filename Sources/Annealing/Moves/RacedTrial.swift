import RandomStreams

/// What the raced form of the Digital Annealer's step remembers from one step to the next.
struct RacedTrial {
  var race: KeyTimeRace
  var table: AcceptanceTable
  /// The offset E_off that the race's probabilities are made for; −1 before the first.
  var racedOffset: Int64 = -1

  init(count: Int) {
    race = KeyTimeRace(count: count)
    table = AcceptanceTable(temperature: 1)
  }
}

extension FlipReplica {
  /// Makes Digital Annealer steps by racing: for models whose flips touch few others.
  ///
  /// While neither state nor offset change, steps without an accepted bit are passed over at once:
  /// the Poisson process simply runs on across their borders.
  func racedTrials(steps: Int, temperature: Double, offsetIncrement: Int) {
    if raced.table.temperature != temperature || raced.racedOffset < 0 {
      raced.table = AcceptanceTable(temperature: temperature)
      refreshRace()
    }
    var step = 0
    while step < steps {
      let mayRun = raced.race.eagerCount == 0 && offsetIncrement == 0
      guard let (bit, made) = raceWinner(within: mayRun ? steps - step : 1) else {
        step += mayRun ? steps - step : 1
        if offsetIncrement > 0 { setOffset(raced.racedOffset + Int64(offsetIncrement)) }
        continue
      }
      step += made
      flip(bit)
      refreshRace(around: bit)
      if raced.racedOffset != 0 { setOffset(0) }
    }
  }

  /// The bit that the first step with an accepted bit flips, and the steps up to it, that included.
  private func raceWinner(within steps: Int) -> (bit: Int, steps: Int)? {
    let eager = raced.race.firstEager(using: &random)
    let horizon = eager?.key ?? Double(steps)
    var time = raced.race.waitingTime(using: &random)
    while time < horizon {
      let whole = time.rounded(.down)
      if let bit = raced.race.arrival(atKey: time - whole, using: &random) {
        return (bit, Int(whole) + 1)
      }
      time += raced.race.waitingTime(using: &random)
    }
    return eager.map { ($0.bit, 1) }
  }

  private func setOffset(_ offset: Int64) {
    raced.racedOffset = offset
    refreshRace()
  }

  /// Brings the probabilities of all bits up to date.
  private func refreshRace() {
    raced.racedOffset = max(0, raced.racedOffset)
    for i in 0..<count { refreshProbability(of: i) }
  }

  private func refreshProbability(of i: Int) {
    let probability = raced.table.probability(Int64(flipEnergies[i]) - raced.racedOffset)
    raced.race.setProbability(probability, of: i)
  }

  /// Brings the probabilities of a flipped bit and its neighbours up to date.
  private func refreshRace(around bit: Int) {
    refreshProbability(of: bit)
    forEachNeighbour(of: bit) { refreshProbability(of: $0) }
  }
}
