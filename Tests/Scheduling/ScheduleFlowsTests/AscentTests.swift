import RandomStreams
import ScheduleFlows
import Testing

@Suite("Subgradient ascent")
struct AscentTests {
  @Test("goes step by step where its formulas say", arguments: 0..<100 as Range<UInt64>)
  func definition(seed: UInt64) {
    var random = RandomStream(seed: seed)
    let rows = 1 + random.uniform(below: 4)
    let start = (0..<rows).map { _ in Int64(random.uniform(below: 50)) }
    let value = Int64(random.uniform(below: 400)) - 100
    var ascent = Ascent(start: start, value: value)
    var told: [Point] = []
    // Long enough for patience to end twice.
    for step in 0..<60 {
      // Values that rise at first, then seldom.
      let rise = step < 5 ? 60 : random.uniform(below: 12) == 0 ? 30 : -20
      told.append(
        Point(
          value: value + Int64(rise * min(step, 5) + random.uniform(below: 10)),
          excess: (0..<rows).map { _ in random.uniform(below: 7) - 3 }))
      let last = told[told.count - 1]
      let way = ascent.step(value: last.value, excess: last.excess)
      guard let expected = Self.prices(start: start, value: value, after: told) else {
        #expect(!way, "seed \(seed), step \(step)")
        return
      }
      #expect(way, "seed \(seed), step \(step)")
      let whole = ascent.prices(upTo: 1_000_000)
      for (price, wanted) in zip(whole, expected) {
        // The prices are whole, and the sums above are in another order.
        #expect(abs(Double(price) - wanted) <= 0.5001, "seed \(seed), step \(step)")
      }
    }
  }

  @Test(
    "finds the top of a concave function that brute force knows", arguments: 0..<20 as Range<UInt64>
  )
  func top(seed: UInt64) {
    var random = RandomStream(seed: seed, stream: 1)
    // min over planes of c + Σ g p, one of them falling in every price so that there is a top.
    let planes =
      (0..<5).map { _ in
        Plane(
          constant: Int64(random.uniform(below: 4000)),
          slopes: [random.uniform(below: 9) - 4, random.uniform(below: 9) - 4])
      } + [Plane(constant: 6000, slopes: [-3, -2])]
    func lowest(_ prices: [Int64]) -> Plane? { planes.min { $0.value(prices) < $1.value(prices) } }
    var best = planes.map(\.constant).min() ?? 0
    let foot = best
    var ascent = Ascent(start: [0, 0], value: best)
    var prices: [Int64] = [0, 0]
    for _ in 0..<600 {
      guard let plane = lowest(prices) else { return }
      best = max(best, plane.value(prices))
      guard ascent.step(value: plane.value(prices), excess: plane.slopes) else { break }
      prices = ascent.prices(upTo: 1 << 20)
      #expect(prices.allSatisfy { $0 >= 0 }, "seed \(seed)")
    }
    // All planes fall beyond 3000, where the last one is at its zero.
    var top = foot
    for x in stride(from: Int64(0), through: 2000, by: 10) {
      for y in stride(from: Int64(0), through: 3000, by: 10) {
        top = max(top, planes.reduce(Int64.max) { min($0, $1.value([x, y])) })
      }
    }
    #expect(Double(best - foot) >= 0.95 * Double(top - foot) - 10, "seed \(seed): \(best), \(top)")
  }

  @Test("says that there is no way up where nothing is exceeded, or only what is free already")
  func nowhere() {
    var ascent = Ascent(start: [0, 5], value: 10)
    #expect(ascent.step(value: 10, excess: [0, 0]) == false)
    var free = Ascent(start: [0, 0], value: 10)
    #expect(free.step(value: 10, excess: [-3, -1]) == false)
    #expect(free.prices(upTo: 9) == [0, 0])
    #expect(free.step(value: 10, excess: [-3, 1]) == true)
    #expect(free.prices(upTo: 9) == [0, 9])
  }

  @Test("keeps prices up to a limit, and goes on from there")
  func limit() {
    var ascent = Ascent(start: [0], value: 100)
    #expect(ascent.step(value: 100, excess: [1]) == true)
    #expect(ascent.prices(upTo: 30) == [30])
    // Target 200, direction −5 + ½ · 1: a step of 100 / 4.5 from the limit, not from 100.
    #expect(ascent.step(value: 100, excess: [-5]) == true)
    #expect(ascent.prices(upTo: 1000) == [8])
  }

  /// What was told at the prices of a step.
  private struct Point {
    let value: Int64
    let excess: [Int]
  }

  private struct Plane {
    let constant: Int64
    let slopes: [Int]

    func value(_ prices: [Int64]) -> Int64 {
      zip(prices, slopes).reduce(constant) { $0 + $1.0 * Int64($1.1) }
    }
  }

  /// The prices after some points, from the first one on; `nil` if the last one leads nowhere.
  ///
  /// Polyak's step towards a target: p ← max(0, p + (target − value) / |d|² · d), where
  /// d ← g + d / 2, and the target is `reach` above the best value.
  private static func prices(start: [Int64], value: Int64, after told: [Point]) -> [Double]? {
    var prices = start.map { Double($0) }
    var directions: [[Double]] = []
    for (step, point) in told.enumerated() {
      let earlier = [value] + told[..<step].map(\.value)
      let best = Double(max(earlier.max() ?? value, point.value))
      let gradient = zip(prices, point.excess).map { $0 <= 0 && $1 < 0 ? 0 : Double($1) }
      // d = g + g′/2 + g″/4 + …
      var direction = gradient
      for (age, old) in directions.reversed().enumerated() {
        let share = Double(sign: .plus, exponent: -(age + 1), significand: 1)
        for row in direction.indices { direction[row] += share * old[row] }
      }
      directions.append(gradient)
      let norm = direction.reduce(0) { $0 + $1 * $1 }
      guard norm > 0 else { return nil }
      let distance = best + reach(value, told[...step].map(\.value)) - Double(point.value)
      prices = zip(prices, direction).map { max(0, $0 + distance / norm * $1) }
    }
    return prices
  }

  /// How far the target is above the best value: more after a rise of half the way, less after
  /// twenty values without a rise.
  private static func reach(_ first: Int64, _ values: [Int64]) -> Double {
    var (best, reach, waiting) = (Double(first), max(1, abs(Double(first))), 0)
    for value in values.map({ Double($0) }) {
      if value > best {
        if value - best > reach / 2 { reach *= 3.0 / 2 }
        (best, waiting) = (value, 0)
      } else {
        waiting += 1
        if waiting == 20 { (reach, waiting) = (reach * 0.7, 0) }
      }
    }
    return reach
  }
}
