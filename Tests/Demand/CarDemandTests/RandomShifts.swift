import CarDemand
import RandomStreams

/// Small cities whose calls are drawn.
struct RandomCity {
  let posts: [PlanePoint]
  let travel = StreetTravel()
  let minutes: Double
  private var random: RandomStream

  /// A square of so many kilometres with posts anywhere in it.
  init(sectors: Int, side: Double = 10, minutes: Double = 240, seed: UInt64) {
    var random = RandomStream(seed: seed, stream: 99)
    posts = (0..<sectors).map { _ in PlanePoint(x: side * random.unit(), y: side * random.unit()) }
    self.minutes = minutes
    self.random = random
    self.side = side
  }

  private let side: Double

  /// Scenarios with a number of calls each, anywhere, at any time.
  mutating func scenarios(_ count: Int, calls: Int) -> CallScenarios {
    CallScenarios((0..<count).map { _ in (0..<calls).map { _ in call() } })
  }

  mutating func call() -> Call {
    let priority = 1 + random.uniform(below: 3)
    return Call(
      minute: minutes * random.unit(),
      at: PlanePoint(x: side * random.unit(), y: side * random.unit()),
      target: [10, 15, 20][priority - 1], weight: [4, 2, 1][priority - 1],
      service: 10 + 40 * random.unit(), priority: priority, cars: priority == 1 ? 2 : 1)
  }

  /// An allocation of so many cars, drawn block by block.
  mutating func allocation(cars: Int, blocks: Int) -> Allocation {
    Allocation(
      blocks: (0..<blocks).map { _ in
        var counts = [Int](repeating: 0, count: posts.count)
        for _ in 0..<cars { counts[random.uniform(below: posts.count)] += 1 }
        return counts
      })
  }

  func trial(_ scenarios: CallScenarios, blocks: Int = 1, threads: Int = 1) -> AllocationTrial {
    AllocationTrial(
      scenarios, posts: posts, travel: travel, blockMinutes: minutes / Double(blocks),
      threads: threads)
  }
}

/// All ways to give so many cars to so many sectors.
func compositions(of cars: Int, into sectors: Int) -> [[Int]] {
  guard sectors > 1 else { return [[cars]] }
  return (0...cars).flatMap { first in
    compositions(of: cars - first, into: sectors - 1).map { [first] + $0 }
  }
}
