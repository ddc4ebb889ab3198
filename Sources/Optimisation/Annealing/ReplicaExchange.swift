package import RandomStreams

/// Which replica has which temperature, and how often they change.
///
/// Neighbours k, k + 1 exchange with probability min(1, exp((1/T_k − 1/T_{k+1})(E_k − E_{k+1}))),
/// even and odd pairs in turn: Hukushima & Nemoto 1996, doi:10.1143/JPSJ.65.1604.
package struct ReplicaExchange {
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

  /// Puts replica k at rung k; if the exchange is adaptive, temperatures between the ends move.
  package init(ladder: TemperatureLadder, random: RandomStream, isAdaptive: Bool = false) {
    let count = ladder.temperatures.count
    adaptation = isAdaptive && count > 2 ? LadderAdaptation(pairCount: count - 1) : nil
    self.ladder = ladder
    self.random = random
    replicaAtRung = Array(0..<count)
    statistics = ExchangeStatistics(pairCount: count - 1)
    hasBeenHot = Array(repeating: false, count: count)
  }

  /// The temperature of each replica.
  var temperatureOfReplica: [Double] {
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
      let gain = Double(energy(colder) - energy(hotter))
      let steepness = 1 / ladder.temperatures[rung] - 1 / ladder.temperatures[rung + 1]
      let exponent = min(0, gain * steepness)
      let isAccepted = exponent == 0 || random.exponential() > -exponent
      adaptation?.record(pair: rung, probability: naturalExponential(max(-700, exponent)))
      statistics.record(pair: rung, isAccepted: isAccepted)
      if isAccepted { replicaAtRung.swapAt(rung, rung + 1) }
    }
    startsOdd.toggle()
    countRoundTrips()
    if let next = adaptation?.endRound(ladder) {
      ladder = next
      statistics.restart()
    }
  }

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

/// How replicas moved along the ladder, at the temperatures it came to.
public struct ExchangeStatistics: Hashable, Sendable {
  /// Attempted exchanges per pair of neighbouring rungs, coldest first, since the ladder was fixed
  /// or last changed.
  public private(set) var attempts: [Int]
  /// Accepted exchanges per pair.
  public private(set) var accepted: [Int]
  /// How often a replica reached the coldest rung after having been at the hottest, since the start.
  public fileprivate(set) var roundTrips = 0

  init(pairCount: Int) {
    attempts = Array(repeating: 0, count: max(0, pairCount))
    accepted = attempts
  }

  /// The share of accepted exchanges per pair, in 0...1; 0 before any attempt.
  public var rates: [Double] {
    zip(accepted, attempts).map { $1 == 0 ? 0 : Double($0) / Double($1) }
  }

  fileprivate mutating func restart() {
    attempts = attempts.map { _ in 0 }
    accepted = attempts
  }

  fileprivate mutating func record(pair: Int, isAccepted: Bool) {
    attempts[pair] += 1
    if isAccepted { accepted[pair] += 1 }
  }
}
