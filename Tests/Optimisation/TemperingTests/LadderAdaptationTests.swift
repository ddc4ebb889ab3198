import RandomStreams
import Tempering
import Testing

struct LadderAdaptationTests {
  /// The energy of four degrees of freedom with heat kT each and of 60 units of 100 that melt.
  private static func energy(at temperature: Double, using random: inout RandomStream) -> Int64 {
    let chance = 1 / (1 + naturalExponential(100 / temperature))
    let heat = (0..<4).reduce(0.0) { sum, _ in sum + random.exponential() } * temperature
    let melted = (0..<60).count { _ in random.unit() < chance }
    return Int64(heat) + Int64(100 * melted)
  }

  /// The exchange rates of 2,000 rounds after `rounds`, with independent states in each round.
  private static func exchange(isAdaptive: Bool, after rounds: Int) -> ReplicaExchange {
    var random = RandomStream(seed: 3)
    var exchange = ReplicaExchange(
      ladder: TemperatureLadder(coldest: 5, hottest: 400, count: 8),
      random: RandomStream(seed: 4), isAdaptive: isAdaptive)
    for _ in 0..<rounds + 2_000 {
      var energies = [Int64](repeating: 0, count: 8)
      for (rung, replica) in exchange.replicaAtRung.enumerated() {
        energies[replica] = energy(at: exchange.ladder.temperatures[rung], using: &random)
      }
      exchange.exchangeNeighbours { energies[$0] }
    }
    return exchange
  }

  private static func spread(_ rates: [Double]) throws -> Double {
    let (least, most) = (try #require(rates.min()), try #require(rates.max()))
    return most - least
  }

  @Test("Rungs move until neighbours exchange equally often, and the ends stay")
  func equalRates() throws {
    // Seven epochs: 32 · (2⁷ − 1) rounds.
    let adapted = Self.exchange(isAdaptive: true, after: 4_064)
    let fixed = Self.exchange(isAdaptive: false, after: 0)
    #expect(adapted.statistics.attempts.reduce(0, +) == 1_000 * 7, "rates are counted anew")
    let (rates, before) = (adapted.statistics.rates, fixed.statistics.rates)
    #expect(try Self.spread(rates) < 0.12 && Self.spread(before) > 0.3, "\(before), \(rates)")
    let temperatures = adapted.ladder.temperatures
    #expect(temperatures[0] == fixed.ladder.temperatures[0])
    #expect(temperatures[7] == fixed.ladder.temperatures[7])
    #expect(zip(temperatures, temperatures.dropFirst()).allSatisfy { $0 < $1 })
    #expect(adapted.statistics.roundTrips > 0)
  }

  @Test("A ladder without inner rungs, or whose exchanges never fail, stays as it is")
  func nothingToAdapt() {
    for count in [1, 2, 5] {
      let ladder = TemperatureLadder(coldest: 1, hottest: 9, count: count)
      var exchange = ReplicaExchange(
        ladder: ladder, random: RandomStream(seed: 1), isAdaptive: true)
      for _ in 0..<500 { exchange.exchangeNeighbours { _ in 0 } }
      for (now, before) in zip(exchange.ladder.temperatures, ladder.temperatures) {
        #expect(abs(now - before) < 1e-12)
      }
    }
  }

  @Test("Seven epochs, each twice as long as the one before, and then the ladder is fixed")
  func epochs() {
    let ladder = TemperatureLadder(coldest: 1, hottest: 16, count: 5)
    var adaptation = LadderAdaptation(pairCount: 4)
    var ends: [Int] = []
    for round in 1...10_000 {
      for pair in 0..<4 { adaptation.record(pair: pair, probability: 0.5) }
      if let next = adaptation.endRound(ladder) {
        ends.append(round)
        // Equal rates leave a geometric ladder where it is.
        for (a, b) in zip(next.temperatures, ladder.temperatures) {
          #expect(abs(a - b) < 1e-12 * b)
        }
      }
    }
    #expect(ends == [32, 96, 224, 480, 992, 2_016, 4_064])
  }

  @Test(
    "Rungs go halfway to equal shares of the rejections, interpolated in ln T",
    arguments: 0..<30 as Range<UInt64>)
  func shares(seed: UInt64) throws {
    var random = RandomStream(seed: seed)
    let count = 3 + random.uniform(below: 8)
    let ladder = TemperatureLadder(coldest: 0.5, hottest: 90, count: count)
    // Some rates are below what counts at least.
    let rejections = (1..<count).map { _ in random.uniform(below: 4) == 0 ? 0 : random.unit() }
    var adaptation = LadderAdaptation(pairCount: count - 1)
    var next = ladder
    for _ in 0..<96 {
      for (pair, rejection) in rejections.enumerated() {
        adaptation.record(pair: pair, probability: 1 - rejection)
      }
      if let ladder = adaptation.endRound(ladder) { next = ladder }
    }
    let barriers = rejections.map { max(0.02, $0) }
    let total = barriers.reduce(0, +)
    for rung in 1..<count - 1 {
      // Where a share of the barrier ends, by bisection over ln T.
      let logarithms = ladder.temperatures.map { naturalLogarithm($0) }
      var (low, high) = (logarithms[0], logarithms[count - 1])
      for _ in 0..<100 {
        let middle = (low + high) / 2
        let below = barriers.indices.reduce(0.0) { sum, pair in
          let part = (middle - logarithms[pair]) / (logarithms[pair + 1] - logarithms[pair])
          return sum + barriers[pair] * min(1, max(0, part))
        }
        if below < total * Double(rung) / Double(count - 1) { low = middle } else { high = middle }
      }
      let expected = naturalExponential((logarithms[rung] + low) / 2)
      #expect(abs(next.temperatures[rung] - expected) < 1e-9 * expected, "rung \(rung)")
    }
    #expect(next.temperatures.first == ladder.temperatures.first)
    #expect(next.temperatures.last == ladder.temperatures.last)
  }
}
