/// Subgradient ascent with a target that follows the best value.
///
/// Polyak's step would be exact if the optimum were known. In its place stands a target a little
/// above the best value; the distance shrinks when it is not reached for a while.
package struct Ascent {
  private var prices: [Double]
  private var direction: [Double]
  private var best: Double
  private var bestPrices: [Double]
  /// How far the target is above the best value, in units.
  private var reach: Double
  private var failures = 0

  /// Steps without a better value after which the target comes nearer.
  private static let patience = 20

  package init(start: [Int64], value: Int64) {
    prices = start.map { Double($0) }
    direction = Array(repeating: 0, count: start.count)
    best = Double(value)
    bestPrices = prices
    reach = max(1, abs(best))
  }

  /// Moves prices by what a point has told; returns `false` if there is no way up.
  package mutating func step(value: Int64, excess: [Int]) -> Bool {
    if Double(value) > best {
      // A rise of most of the way to the target says that it may be farther away.
      if Double(value) - best > 0.5 * reach { reach *= 1.5 }
      (best, failures) = (Double(value), 0)
    } else {
      failures += 1
    }
    if failures >= Self.patience { (reach, failures) = (0.7 * reach, 0) }
    var norm = 0.0
    for row in direction.indices {
      // What would push a price of zero below zero has no effect, and must not shorten the step.
      let gradient = prices[row] <= 0 && excess[row] < 0 ? 0 : Double(excess[row])
      direction[row] = gradient + 0.5 * direction[row]
      norm += direction[row] * direction[row]
    }
    guard norm > 0 else { return false }
    let length = (best + reach - Double(value)) / norm
    for row in prices.indices { prices[row] = max(0, prices[row] + length * direction[row]) }
    return true
  }

  /// The prices in whole units, none above a limit.
  package mutating func prices(upTo limit: Int64) -> [Int64] {
    prices.indices.map { row in
      prices[row] = min(prices[row], Double(limit))
      return Int64(prices[row].rounded())
    }
  }
}
