import RandomStreams

/// The factors exp(−ΔE / T) of one temperature, by integer ΔE ≥ 0.
///
/// They weigh states against the best of a few, so what is below 2⁻⁵³ of it counts as 0: in a sum
/// of doubles it would vanish anyway.
struct BoltzmannFactors {
  /// exp(−37) < 2⁻⁵³.
  private static let vanishing = 37.0
  /// Longer tables would leave the cache; what they lack is computed.
  private static let longest = 1 << 14

  /// The temperature of the factors, in energy units; 0 before `prepare`.
  private(set) var temperature = 0.0
  private let factors: UnsafeMutablePointer<Double>
  private var last = 0
  /// Whether all factors that the table leaves out are 0.
  private var isComplete = true

  /// Allocates the table; whoever holds it calls `deallocate` once.
  init() {
    factors = .allocate(capacity: Self.longest + 1)
    factors.initialize(repeating: 0, count: Self.longest + 1)
  }

  func deallocate() { factors.deallocate() }

  /// Makes the table for a temperature > 0, unless it is there already.
  mutating func prepare(for temperature: Double) {
    guard temperature != self.temperature else { return }
    self.temperature = temperature
    let length = (Self.vanishing * temperature).rounded(.up)
    isComplete = length < Double(Self.longest)
    last = isComplete ? Int(length) : Self.longest
    // Products of at most 64 steps between exact factors: a relative error below 64 · 2⁻⁵².
    let step = naturalExponential(-min(Self.vanishing, 1 / temperature))
    for change in 0..<last {
      factors[change] =
        change % 64 == 0
        ? naturalExponential(-Double(change) / temperature) : factors[change - 1] * step
    }
    factors[last] = 0
  }

  /// exp(−`change` / T), for `change` ≥ 0.
  @inline(__always)
  subscript(change: Int) -> Double {
    isComplete || change < last ? factors[min(change, last)] : computed(change)
  }

  private func computed(_ change: Int) -> Double {
    let exponent = Double(change) / temperature
    return exponent > Self.vanishing ? 0 : naturalExponential(-exponent)
  }

  /// Adds up six weights · exp(−energy / T), relative to the least of the energies.
  @inline(__always)
  func sum(
    energies: UnsafePointer<Int>, _ breaks: UnsafePointer<Int>, times ruleWeight: Int,
    weights: UnsafePointer<Double>
  ) -> (least: Int, weight: Double) {
    let (e0, e1) = (energies[0] + ruleWeight * breaks[0], energies[1] + ruleWeight * breaks[1])
    let (e2, e3) = (energies[2] + ruleWeight * breaks[2], energies[3] + ruleWeight * breaks[3])
    let (e4, e5) = (energies[4] + ruleWeight * breaks[4], energies[5] + ruleWeight * breaks[5])
    let least = min(min(min(e0, e1), min(e2, e3)), min(e4, e5))
    let first = weights[0] * self[e0 - least] + weights[1] * self[e1 - least]
    let second = weights[2] * self[e2 - least] + weights[3] * self[e3 - least]
    let third = weights[4] * self[e4 - least] + weights[5] * self[e5 - least]
    return (least, first + second + third)
  }

  /// Picks one of six with chances in proportion to weight · exp(−energy / T).
  @inline(__always)
  func draw(
    energies: UnsafePointer<Int>, _ breaks: UnsafePointer<Int>, times ruleWeight: Int,
    weights: UnsafePointer<Double>, unit: Double
  ) -> Int {
    let (e0, e1) = (energies[0] + ruleWeight * breaks[0], energies[1] + ruleWeight * breaks[1])
    let (e2, e3) = (energies[2] + ruleWeight * breaks[2], energies[3] + ruleWeight * breaks[3])
    let (e4, e5) = (energies[4] + ruleWeight * breaks[4], energies[5] + ruleWeight * breaks[5])
    let least = min(min(min(e0, e1), min(e2, e3)), min(e4, e5))
    let s0 = weights[0] * self[e0 - least]
    let s1 = s0 + weights[1] * self[e1 - least]
    let s2 = s1 + weights[2] * self[e2 - least]
    let s3 = s2 + weights[3] * self[e3 - least]
    let s4 = s3 + weights[4] * self[e4 - least]
    let point = unit * (s4 + weights[5] * self[e5 - least])
    let lower = (s0 <= point ? 1 : 0) + (s1 <= point ? 1 : 0) + (s2 <= point ? 1 : 0)
    return lower + (s3 <= point ? 1 : 0) + (s4 <= point ? 1 : 0)
  }
}
