import Annealing
import RandomStreams
import Testing
import _TemperTestSupport

struct ReplicaExchangeTests {
  @Test("Neighbours exchange with the probability of the formula", arguments: [1, 3, 8, 40])
  func acceptance(difference: Int64) {
    let ladder = TemperatureLadder(coldest: 2, hottest: 5, count: 2)
    var exchange = ReplicaExchange(ladder: ladder, random: RandomStream(seed: 1))
    let energies = [-7, -7 + difference]
    var counts = [0, 0]
    for _ in 0..<samples(100_000) {
      let before = exchange.replicaAtRung
      let attempts = exchange.statistics.attempts[0]
      exchange.exchangeNeighbours { energies[$0] }
      guard exchange.statistics.attempts[0] > attempts else {
        #expect(exchange.replicaAtRung == before)
        continue
      }
      let isExchanged = exchange.replicaAtRung != before
      if before[0] == 0 {
        counts[isExchanged ? 1 : 0] += 1
      } else {
        // The lower energy goes to the colder rung for certain.
        #expect(isExchanged)
      }
    }
    let probability = naturalExponential(Double(-difference) * (1 / 2 - 1 / 5))
    var test = ChiSquare()
    test.add(counts, probabilities: [1 - probability, probability])
    #expect(test.tailProbability > ChiSquare.alarm)
  }

  @Test("Even and odd pairs take turns, and round trips are counted")
  func roundTrips() {
    let ladder = TemperatureLadder(coldest: 1, hottest: 2, count: 3)
    var exchange = ReplicaExchange(ladder: ladder, random: RandomStream(seed: 1))
    // Equal energies exchange for certain.
    var rungs: [[Int]] = []
    var trips: [Int] = []
    for _ in 0..<7 {
      exchange.exchangeNeighbours { _ in 0 }
      rungs.append(exchange.replicaAtRung)
      trips.append(exchange.statistics.roundTrips)
    }
    #expect(
      rungs == [[1, 0, 2], [1, 2, 0], [2, 1, 0], [2, 0, 1], [0, 2, 1], [0, 1, 2], [1, 0, 2]])
    #expect(trips == [0, 0, 1, 1, 2, 2, 3])
    #expect(exchange.statistics.attempts == [4, 3] && exchange.statistics.accepted == [4, 3])
    #expect(exchange.statistics.rates == [1, 1])
  }

  @Test("A single replica has nothing to exchange")
  func single() {
    let ladder = TemperatureLadder(coldest: 1, hottest: 1, count: 1)
    var exchange = ReplicaExchange(ladder: ladder, random: RandomStream(seed: 1))
    for _ in 0..<10 { exchange.exchangeNeighbours { _ in 0 } }
    #expect(exchange.replicaAtRung == [0] && exchange.statistics.rates.isEmpty)
    #expect(exchange.statistics.roundTrips == 0)
  }
}

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
}

struct TemperatureLadderTests {
  @Test("Temperatures are a geometric progression", arguments: [1, 2, 3, 16, 128])
  func geometric(count: Int) {
    let temperatures = TemperatureLadder(coldest: 0.25, hottest: 40, count: count).temperatures
    #expect(temperatures.count == count)
    #expect(temperatures[0] == 0.25)
    guard count > 1 else { return }
    #expect(abs(temperatures[count - 1] - 40) < 1e-12 * 40)
    let ratio = temperatures[1] / temperatures[0]
    for (colder, hotter) in zip(temperatures, temperatures.dropFirst()) {
      #expect(abs(hotter / colder - ratio) < 1e-12 * ratio && hotter > colder)
    }
  }

  @Test("Temperatures follow from barriers and the chances of crossing them")
  func barriers() {
    let ladder = TemperatureLadder(
      barriers: (1...100).map { $0 * 10 }, count: 4, crossing: (cold: 1e-6, hot: 0.01))
    // The tenth percentile is 110, the median 510.
    #expect(abs(naturalExponential(-110 / ladder.temperatures[0]) - 1e-6) < 1e-15)
    #expect(abs(naturalExponential(-510 / ladder.temperatures[3]) - 0.01) < 1e-12)
    let none = TemperatureLadder(barriers: [], count: 3, crossing: (cold: 1e-6, hot: 0.01))
    #expect(none.temperatures == [1, 1, 1])
  }
}
