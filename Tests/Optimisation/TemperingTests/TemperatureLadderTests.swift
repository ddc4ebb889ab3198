import RandomStreams
import Tempering
import Testing

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

  @Test(
    "Whatever the barriers, temperatures are in order and above 0",
    arguments: 0..<50 as Range<UInt64>)
  func order(seed: UInt64) {
    var random = RandomStream(seed: seed)
    let barriers = (0..<1 + random.uniform(below: 40)).map { _ in
      Int64(1 + random.uniform(below: 1 + random.uniform(below: 1_000_000)))
    }.sorted()
    let ladder = TemperatureLadder(
      barriers: barriers, count: 1 + random.uniform(below: 40),
      crossing: (cold: random.unit() * 1e-3, hot: 0.5 * random.unit()))
    #expect(ladder.temperatures.allSatisfy { $0 > 0 && $0.isFinite }, "seed \(seed)")
    #expect(ladder.temperatures == ladder.temperatures.sorted(), "seed \(seed)")
  }
}
