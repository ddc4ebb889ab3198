import RandomStreams
import Testing
import _TemperTestSupport

struct RandomStreamTests {
  @Test("SplitMix64 gives the published words")
  func splitMix() {
    var words = SplitMix64(seed: 1_234_567)
    #expect(words.next() == 6_457_827_717_110_365_317)
    #expect(words.next() == 3_203_168_211_198_807_973)
    #expect(words.next() == 9_817_491_932_198_370_423)
  }

  @Test("The reference generator gives the published words of xoshiro256++")
  func reference() {
    var reference = Xoshiro(state: [1, 2, 3, 4])
    let words = (0..<4).map { _ in reference.next() }
    #expect(words == [41_943_041, 58_720_359, 3_588_806_011_781_223, 3_591_011_842_654_386])
  }

  @Test(
    "A stream is xoshiro256++ from a state drawn by SplitMix64",
    arguments: [0, 1, 42, .max] as [UInt64], [0, 1, 2, 1 << 40, .max] as [UInt64])
  func matchesReference(seed: UInt64, stream: UInt64) {
    var names = SplitMix64(seed: stream)
    var words = SplitMix64(seed: seed ^ names.next())
    var state = (0..<4).map { _ in words.next() }
    state[3] |= 1
    var reference = Xoshiro(state: state)
    var random = RandomStream(seed: seed, stream: stream)
    for _ in 0..<1_000 { #expect(random.next() == reference.next()) }
  }

  @Test("The first words of a seed never change")
  func golden() {
    var random = RandomStream(seed: 1)
    var second = RandomStream(seed: 1, stream: 1)
    #expect(
      [random.next(), random.next()] == [5_226_295_891_941_712_017, 5_547_022_123_706_608_281])
    #expect(
      [second.next(), second.next()] == [10_187_554_549_182_764_694, 4_938_431_170_255_319_529])
    #expect(second.uniform(below: 1_000) == 59)
    #expect(second.unit() == 0.3064007893070596)
    #expect(second.exponential() == 0.6870112520931787)
  }

  @Test("Streams of neighbouring seeds and numbers agree in no more bits than chance allows")
  func streamsDiffer() {
    var agreements: [Int] = []
    for seed: UInt64 in 0..<8 {
      for stream: UInt64 in 0..<8 {
        agreements.append(
          equalBits(RandomStream(seed: seed), RandomStream(seed: seed, stream: stream + 1)))
        agreements.append(
          equalBits(
            RandomStream(seed: seed, stream: stream), RandomStream(seed: seed + 1, stream: stream)))
      }
    }
    // 64,000 fair coins: 7 standard deviations are 886.
    #expect(agreements.allSatisfy { abs($0 - 32_000) < 886 })
  }

  @Test("Draws below a bound are uniform", arguments: [1, 2, 3, 7, 10, 64, 1_000])
  func uniform(bound: Int) {
    var random = RandomStream(seed: UInt64(bound))
    var counts = Array(repeating: 0, count: bound)
    for _ in 0..<200_000 { counts[random.uniform(below: bound)] += 1 }
    var test = ChiSquare()
    test.add(counts, probabilities: counts.map { _ in 1 / Double(bound) })
    #expect(test.tailProbability > ChiSquare.alarm)
  }

  @Test("Draws below the largest bound reach both ends")
  func uniformBelowTheLargestBound() {
    var random = RandomStream(seed: 5)
    let draws = (0..<10_000).map { _ in random.uniform(below: 1 << 32) }
    #expect(draws.allSatisfy { (0..<1 << 32).contains($0) })
    #expect((draws.min() ?? .max) < 1 << 22 && (draws.max() ?? 0) > (1 << 32) - (1 << 22))
  }

  @Test("Pairs of consecutive draws are uniform")
  func pairs() {
    var random = RandomStream(seed: 9)
    var counts = Array(repeating: 0, count: 256)
    for _ in 0..<200_000 {
      counts[random.uniform(below: 16) * 16 + random.uniform(below: 16)] += 1
    }
    var test = ChiSquare()
    test.add(counts, probabilities: counts.map { _ in 1 / 256 })
    #expect(test.tailProbability > ChiSquare.alarm)
  }

  @Test("Exponential draws have their distribution", arguments: 0..<4 as Range<UInt64>)
  func exponential(seed: UInt64) {
    var random = RandomStream(seed: seed)
    // Cells of width ¼; the tail beyond 8 is the last one.
    var counts = Array(repeating: 0, count: 33)
    for _ in 0..<400_000 {
      let draw = random.exponential()
      #expect(draw > 0 && draw < 36.8)
      counts[min(32, Int(draw * 4))] += 1
    }
    let tails = (0...32).map { naturalExponential(-Double($0) / 4) }
    var test = ChiSquare()
    test.add(counts, probabilities: zip(tails, tails.dropFirst() + [0]).map(-))
    #expect(test.tailProbability > ChiSquare.alarm)
  }

  private func equalBits(_ first: RandomStream, _ second: RandomStream) -> Int {
    var (first, second) = (first, second)
    return (0..<1_000).reduce(0) { sum, _ in
      sum + 64 - (first.next() ^ second.next()).nonzeroBitCount
    }
  }
}

/// xoshiro256++ word for word from its authors' description.
private struct Xoshiro {
  var state: [UInt64]

  mutating func next() -> UInt64 {
    let result = rotated(state[0] &+ state[3], by: 23) &+ state[0]
    let t = state[1] << 17
    state[2] ^= state[0]
    state[3] ^= state[1]
    state[1] ^= state[2]
    state[0] ^= state[3]
    state[2] ^= t
    state[3] = rotated(state[3], by: 45)
    return result
  }

  private func rotated(_ x: UInt64, by k: UInt64) -> UInt64 { x << k | x >> (64 - k) }
}
