import RandomStreams

// Kernighan & Lin, "An efficient heuristic procedure for partitioning graphs", Bell Syst. Tech. J. 49
// (1970), doi:10.1002/j.1538-7305.1970.tb01770.x: a move of many flips is put together one by one,
// each the best that is left, whether it lowers the energy or not. From a permutation written in
// one-hot groups, four such flips make the exchange of two places, however large the penalties.

extension FlipReplica {
  /// Flips to which a chain is put together: two exchanges in one-hot groups of two ways.
  private static var longestChain: Int { 8 }
  /// Bits that are compared per call without a gain: about a tenth of a millisecond.
  private static var comparisons: Int { 100_000 }
  /// Gains after which a call ends all the same.
  private static var mostGains: Int { 64 }

  /// Tries chains of flips from random first bits and descends after each that lowers the energy.
  ///
  /// The state must be a local minimum; so is the one that it ends at, with at most its energy.
  func improveByChains(using random: inout RandomStream) {
    let count = trial.fields.count
    guard count > 1 else { return }
    let budget = max(1, Self.comparisons / (Self.longestChain * count))
    var (left, gains) = (min(budget, count), 0)
    while left > 0 && gains < Self.mostGains {
      left -= 1
      guard flipsChain(from: random.uniform(below: count)) else { continue }
      descend()
      (left, gains) = (min(budget, count), gains + 1)
    }
  }

  /// Flips a chain that lowers the energy, or nothing; returns whether it did.
  private func flipsChain(from first: Int) -> Bool {
    let start = energy
    var chain = [first]
    flip(first)
    while energy >= start && chain.count < Self.longestChain {
      guard let next = cheapestFlip(outside: chain) else { break }
      chain.append(next)
      flip(next)
    }
    if energy < start { return true }
    for bit in chain.reversed() { flip(bit) }
    return false
  }

  private func cheapestFlip(outside chain: [Int]) -> Int? {
    var (best, least) = (Int?.none, Int64.max)
    for bit in 0..<trial.fields.count {
      let change = trial.fields.flipEnergy(of: bit)
      if change < least && !chain.contains(bit) { (best, least) = (bit, change) }
    }
    return best
  }
}
