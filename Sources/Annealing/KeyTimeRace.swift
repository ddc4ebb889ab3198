import RandomStreams

/// Chooses the bit that a parallel trial flips without trying every bit, exact in law.
///
/// Give each accepted bit of a step a key uniform in (0, 1); the bit with the smallest key is
/// uniform among the accepted. So bit i arrives at a key s with hazard pᵢ / (1 − pᵢs), and only the
/// first arrival is needed. Bits with pᵢ ≤ ½ are drawn from a Poisson process of rate 2pᵢ and
/// thinned with ½ / (1 − pᵢs); the few with pᵢ > ½, the *eager* ones, are tried in the order of
/// their keys. Probabilities of unlikely bits are summed in a tree of 64 × 64 bits.
struct KeyTimeRace {
  private let count: Int
  /// pᵢ in units of 2⁻⁴⁴.
  private let probabilities: UnsafeMutablePointer<UInt64>
  /// Sums of pᵢ ≤ ½ over 64 bits, and over 64 such sums.
  private let leafSums: UnsafeMutablePointer<UInt64>
  private let branchSums: UnsafeMutablePointer<UInt64>
  private let branchCount: Int
  /// Σ pᵢ over the bits with pᵢ ≤ ½, in units of 2⁻⁴⁴.
  private(set) var total: UInt64 = 0
  /// The bits with pᵢ > ½, in any order, and where each bit stands among them, or −1.
  private let eager: UnsafeMutablePointer<Int32>
  private let eagerPosition: UnsafeMutablePointer<Int32>
  private(set) var eagerCount = 0

  private static let half = AcceptanceTable.one / 2

  init(count: Int) {
    self.count = count
    branchCount = (count + 4095) / 4096
    probabilities = .allocate(capacity: max(1, count))
    leafSums = .allocate(capacity: max(1, branchCount * 64))
    branchSums = .allocate(capacity: max(1, branchCount))
    eager = .allocate(capacity: max(1, count))
    eagerPosition = .allocate(capacity: max(1, count))
    probabilities.initialize(repeating: 0, count: count)
    leafSums.initialize(repeating: 0, count: branchCount * 64)
    branchSums.initialize(repeating: 0, count: branchCount)
    eagerPosition.initialize(repeating: -1, count: count)
  }

  func deallocate() {
    probabilities.deallocate()
    leafSums.deallocate()
    branchSums.deallocate()
    eager.deallocate()
    eagerPosition.deallocate()
  }

  /// Sets the acceptance probability of a bit.
  @inline(__always)
  mutating func setProbability(_ probability: UInt64, of i: Int) {
    let old = probabilities[i]
    guard old != probability else { return }
    probabilities[i] = probability
    let isEager = probability > Self.half
    if (old > Self.half) != isEager { isEager ? addEager(i) : removeEager(i) }
    // Wrapping: the sums stay in range, differences need not.
    let change = (isEager ? 0 : probability) &- (old > Self.half ? 0 : old)
    leafSums[i >> 6] &+= change
    branchSums[i >> 12] &+= change
    total &+= change
  }

  /// The eager bit with the smallest key among the accepted ones, with its key.
  mutating func firstEager(using random: inout RandomStream) -> (bit: Int, key: Double)? {
    var waited = 0.0
    for left in stride(from: eagerCount, to: 0, by: -1) {
      // The smallest of `left` keys uniform above s: −ln(1 − s) grows by an exponential draw / left.
      waited += random.exponential() / Double(left)
      let position = random.uniform(below: left)
      let i = Int(eager[position])
      if random.next() >> 20 < probabilities[i] { return (i, 1 - naturalExponential(-waited)) }
      swapEager(position, left - 1)
    }
    return nil
  }

  /// The time to the next arrival of the Poisson process of unlikely bits, in steps.
  func waitingTime(using random: inout RandomStream) -> Double {
    total == 0
      ? .infinity : random.exponential() * Double(AcceptanceTable.one) / (2 * Double(total))
  }

  /// The unlikely bit that arrives at a key, or `nil` if thinning discards it.
  func arrival(atKey key: Double, using random: inout RandomStream) -> Int? {
    let i = pick(random.next().multipliedFullWidth(by: total).high)
    let probability = Double(probabilities[i]) / Double(AcceptanceTable.one)
    return 2 * random.unit() * (1 - probability * key) < 1 ? i : nil
  }

  /// The bit at a position on the line on which every unlikely bit takes its probability.
  private func pick(_ position: UInt64) -> Int {
    var rest = position
    var branch = 0
    while rest >= branchSums[branch] {
      rest -= branchSums[branch]
      branch += 1
    }
    var leaf = branch << 6
    while rest >= leafSums[leaf] {
      rest -= leafSums[leaf]
      leaf += 1
    }
    var i = leaf << 6
    while true {
      let rate = probabilities[i] > Self.half ? 0 : probabilities[i]
      if rest < rate { return i }
      rest -= rate
      i += 1
    }
  }

  private mutating func addEager(_ i: Int) {
    eager[eagerCount] = Int32(truncatingIfNeeded: i)
    eagerPosition[i] = Int32(truncatingIfNeeded: eagerCount)
    eagerCount += 1
  }

  private mutating func removeEager(_ i: Int) {
    eagerCount -= 1
    swapEager(Int(eagerPosition[i]), eagerCount)
    eagerPosition[i] = -1
  }

  private func swapEager(_ a: Int, _ b: Int) {
    (eager[a], eager[b]) = (eager[b], eager[a])
    eagerPosition[Int(eager[a])] = Int32(truncatingIfNeeded: a)
    eagerPosition[Int(eager[b])] = Int32(truncatingIfNeeded: b)
  }
}
