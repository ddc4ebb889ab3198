import RandomStreams
import Tempering
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

  @Test(
    "Rungs hold a permutation, and pairs, rates and round trips are what the history says",
    arguments: 0..<20 as Range<UInt64>)
  func bookkeeping(seed: UInt64) {
    var random = RandomStream(seed: seed, stream: 1)
    let count = 2 + random.uniform(below: 9)
    let ladder = TemperatureLadder(coldest: 1, hottest: 4, count: count)
    var exchange = ReplicaExchange(ladder: ladder, random: RandomStream(seed: seed))
    var history = [exchange.replicaAtRung]
    for _ in 0..<400 {
      let energies = (0..<count).map { _ in Int64(random.uniform(below: 6)) }
      exchange.exchangeNeighbours { energies[$0] }
      history.append(exchange.replicaAtRung)
      #expect(exchange.replicaAtRung.sorted() == Array(0..<count), "seed \(seed)")
      for (rung, replica) in exchange.replicaAtRung.enumerated() {
        #expect(exchange.temperatureOfReplica[replica] == ladder.temperatures[rung])
      }
    }
    // Pairs of one parity are attempted in a round; what moved was exchanged, and nothing else.
    var (attempts, accepted) = (Array(repeating: 0, count: count - 1), [Int]())
    accepted = attempts
    for (round, (before, after)) in zip(history, history.dropFirst()).enumerated() {
      var expected = before
      for pair in stride(from: round % 2, to: count - 1, by: 2) {
        attempts[pair] += 1
        if after[pair] != before[pair] {
          accepted[pair] += 1
          expected.swapAt(pair, pair + 1)
        }
      }
      #expect(after == expected, "seed \(seed), round \(round)")
    }
    #expect(exchange.statistics.attempts == attempts && exchange.statistics.accepted == accepted)
    #expect(exchange.statistics.roundTrips == Self.roundTrips(history), "seed \(seed)")
  }

  /// Counts, for each replica by itself, the visits of the coldest rung that follow one of the hottest.
  private static func roundTrips(_ history: [[Int]]) -> Int {
    let rounds = history.dropFirst()
    return (0..<history[0].count).reduce(0) { sum, replica in
      let ends = rounds.compactMap { rungs in
        rungs.last == replica ? "hot" : rungs.first == replica ? "cold" : nil
      }
      return sum + zip(ends, ends.dropFirst()).count { $0 == "hot" && $1 == "cold" }
    }
  }

  @Test("An exchange that would cost more than any double is refused")
  func hugeDifference() {
    let ladder = TemperatureLadder(coldest: 1e-3, hottest: 1, count: 2)
    var exchange = ReplicaExchange(ladder: ladder, random: RandomStream(seed: 1))
    for _ in 0..<100 { exchange.exchangeNeighbours { $0 == 0 ? 0 : 1 << 50 } }
    #expect(exchange.replicaAtRung == [0, 1] && exchange.statistics.accepted == [0])
    #expect(exchange.statistics.attempts == [50])
  }
}
