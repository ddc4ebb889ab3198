package import RandomStreams

/// Which replica has which temperature, and how often they change.
///
/// Step 2 of exchange Monte Carlo (Hukushima & Nemoto 1996, doi:10.1143/JPSJ.65.1604): neighbours k
/// and k + 1 exchange with probability min(1, e^−Δ), Δ = (1/T_{k+1} − 1/T_k)(E_k − E_{k+1}), which
/// leaves the product of all Boltzmann laws as it is. Even and odd pairs take turns, the
/// deterministic even–odd scheme: round trips then take a time in proportion to the number of
/// rungs, not to its square (Syed et al. 2022, doi:10.1111/rssb.12464).
package struct ReplicaExchange {
  /// The temperatures, coldest first.
  package private(set) var ladder: TemperatureLadder
  /// The replica at each rung, coldest first.
  package private(set) var replicaAtRung: [Int]
  /// What was counted since the ladder last changed; round trips since the start.
  package private(set) var statistics: ExchangeStatistics
  private var adaptation: LadderAdaptation?
  private var random: RandomStream
  private var startsOdd = false
  /// Whether a replica has been at the hottest rung since it was last at the coldest.
  private var hasBeenHot: [Bool]
  /// The most rungs that may be asked for.
  private let mostRungs: Int
  /// The number of rungs that replicas need to get along the ladder, if these are too few.
  package private(set) var wantedRungs: Int?

  /// Puts replica k at rung k; if the exchange is adaptive, temperatures between the ends move.
  ///
  /// With fewer than `mostRungs` rungs, an adaptive exchange is over when it turns out to need more.
  package init(
    ladder: TemperatureLadder, random: RandomStream, isAdaptive: Bool = false, mostRungs: Int = 0
  ) {
    let count = ladder.temperatures.count
    adaptation = isAdaptive && count > 2 ? LadderAdaptation(pairCount: count - 1) : nil
    self.mostRungs = mostRungs
    self.ladder = ladder
    self.random = random
    replicaAtRung = Array(0..<count)
    statistics = ExchangeStatistics(pairCount: count - 1)
    hasBeenHot = Array(repeating: false, count: count)
  }

  /// The temperature of each replica.
  package var temperatureOfReplica: [Double] {
    var temperatures = ladder.temperatures
    for (rung, replica) in replicaAtRung.enumerated() {
      temperatures[replica] = ladder.temperatures[rung]
    }
    return temperatures
  }

  /// Lets neighbouring rungs exchange replicas, every second pair.
  package mutating func exchangeNeighbours(energy: (_ replica: Int) -> Int64) {
    for rung in stride(from: startsOdd ? 1 : 0, to: replicaAtRung.count - 1, by: 2) {
      let (colder, hotter) = (replicaAtRung[rung], replicaAtRung[rung + 1])
      // −Δ, and the test u < e^−Δ by an exponential draw e = −ln u: e > Δ.
      let gain = Double(energy(colder) - energy(hotter))
      let steepness = 1 / ladder.temperatures[rung] - 1 / ladder.temperatures[rung + 1]
      let exponent = min(0, gain * steepness)
      let isAccepted = exponent == 0 || random.exponential() > -exponent
      // Below e⁻⁷⁰⁰ doubles end; the rate is 0 all the same.
      adaptation?.record(pair: rung, probability: naturalExponential(max(-700, exponent)))
      statistics.record(pair: rung, isAccepted: isAccepted)
      if isAccepted { replicaAtRung.swapAt(rung, rung + 1) }
    }
    startsOdd.toggle()
    countRoundTrips()
    if let next = adaptation?.endRound(ladder) {
      wantedRungs = neededRungs()
      ladder = next
      statistics.restart()
    }
  }

  /// Asked at the end of an epoch: how many rungs there should be, if that is more than there are.
  ///
  /// Round trips are most frequent per replica with 2Λ + 1 rungs, where half of the exchanges are
  /// accepted (Syed et al. 2022, §5.2). Below a tenth in a pair, or without a single round trip in
  /// all epochs, the ladder does not do its work.
  private func neededRungs() -> Int? {
    let count = ladder.temperatures.count
    guard count < mostRungs, let adaptation, adaptation.isTelling else { return nil }
    let barrier = adaptation.barrier
    if barrier > 0.9 * Double(count - 1) { return min(mostRungs, Int(2 * barrier) + 1) }
    let isStuck = adaptation.isLast && (statistics.roundTrips == 0 || adaptation.leastRate < 0.1)
    return isStuck ? min(mostRungs, 2 * count) : nil
  }

  /// A round trip ends when a replica that was at the hottest rung is at the coldest again.
  private mutating func countRoundTrips() {
    guard let coldest = replicaAtRung.first, let hottest = replicaAtRung.last,
      coldest != hottest
    else { return }
    hasBeenHot[hottest] = true
    if hasBeenHot[coldest] {
      statistics.roundTrips += 1
      hasBeenHot[coldest] = false
    }
  }
}
