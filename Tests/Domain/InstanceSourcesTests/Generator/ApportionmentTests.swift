import InstanceSources
import RandomStreams
import Testing

@Suite("Sharing out cars")
struct ApportionmentTests {
  @Test("largest remainders take what rounding down leaves")
  func largestRemainders() {
    // Quotas 4.8, 3.1, 2.1, 0: one car is left, for the first.
    let shares = Apportionment.shares(of: 10, by: [48, 31, 21, 1e-9], caps: [10, 10, 10, 10])
    #expect(shares == [5, 3, 2, 0])
  }

  @Test("ties go to the sector that comes first")
  func ties() {
    #expect(Apportionment.shares(of: 2, by: [1, 1, 1], caps: [2, 2, 2]) == [1, 1, 0])
  }

  @Test("what a cap withholds goes where most is missing")
  func caps() {
    #expect(Apportionment.shares(of: 8, by: [6, 1, 1], caps: [3, 8, 8]) == [3, 3, 2])
    #expect(Apportionment.shares(of: 4, by: [9, 1, 1], caps: [0, 4, 4]) == [0, 2, 2])
  }

  @Test("no car is nobody's")
  func noCars() {
    #expect(Apportionment.shares(of: 0, by: [1, 2], caps: [0, 0]) == [0, 0])
  }

  @Test("all cars are shared, within the caps and within one of the quota", arguments: 1...50)
  func properties(seed: UInt64) {
    var random = RandomStream(seed: seed)
    let count = 1 + random.uniform(below: 12)
    let cars = random.uniform(below: 60)
    let weights = (0..<count).map { _ in random.unit() + 0.01 }
    let free = Apportionment.shares(of: cars, by: weights, caps: weights.map { _ in cars })
    #expect(free.reduce(0, +) == cars)
    let total = weights.reduce(0, +)
    for (share, weight) in zip(free, weights) {
      #expect(abs(Double(share) - Double(cars) * weight / total) < 1)
    }

    var caps = weights.map { _ in random.uniform(below: cars + 1) }
    caps[0] += max(0, cars - caps.reduce(0, +))
    let capped = Apportionment.shares(of: cars, by: weights, caps: caps)
    #expect(capped.reduce(0, +) == cars)
    #expect(zip(capped, caps).allSatisfy { 0 <= $0 && $0 <= $1 })
  }
}
