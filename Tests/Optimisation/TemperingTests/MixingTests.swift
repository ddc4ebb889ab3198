import RandomStreams
import Tempering
import Testing

struct MixingTests {
  /// An exchange after so many rounds in which replica k has a fixed energy.
  private static func exchange(
    energies: [Int64], rounds: Int, isAdaptive: Bool = false, mostRungs: Int = 0
  ) -> ReplicaExchange {
    var exchange = ReplicaExchange(
      ladder: TemperatureLadder(coldest: 1, hottest: 8, count: energies.count),
      random: RandomStream(seed: 2), isAdaptive: isAdaptive, mostRungs: mostRungs)
    for _ in 0..<rounds where exchange.wantedRungs == nil {
      exchange.exchangeNeighbours { energies[$0] }
    }
    return exchange
  }

  @Test("A ladder that nobody climbs is talked about, after a while, and one that mixes is not")
  func words() throws {
    let stuck = Self.exchange(energies: [0, 1_000, 2_000, 3_000], rounds: 2_000).statistics
    let words = try #require(stuck.mixingWords(rounds: 2_000))
    #expect(words.contains("0 % of the attempts: more replicas"))
    #expect(stuck.mixingWords(rounds: 1_999) == nil)
    let mixing = Self.exchange(energies: [0, 0, 0, 0], rounds: 2_000).statistics
    #expect(mixing.roundTrips > 0 && mixing.mixingWords(rounds: 2_000) == nil)
    let unused = Self.exchange(energies: [0, 1, 2], rounds: 0).statistics
    #expect(unused.mixingWords(rounds: 5_000) == nil)
  }

  @Test("A ladder that is too short asks for more rungs, up to a limit, once it was adapted")
  func wantedRungs() {
    let energies: [Int64] = [0, 1_000, 2_000, 3_000]
    let short = Self.exchange(energies: energies, rounds: 5_000, isAdaptive: true, mostRungs: 64)
    // Λ = 3: nothing is ever exchanged.
    #expect(short.wantedRungs == 7)
    let limited = Self.exchange(energies: energies, rounds: 5_000, isAdaptive: true, mostRungs: 5)
    #expect(limited.wantedRungs == 5)
    let fixed = Self.exchange(energies: energies, rounds: 5_000, isAdaptive: true)
    #expect(fixed.wantedRungs == nil)
    let easy = Self.exchange(
      energies: [0, 0, 0, 0], rounds: 5_000, isAdaptive: true, mostRungs: 64)
    #expect(easy.wantedRungs == nil)
  }
}
