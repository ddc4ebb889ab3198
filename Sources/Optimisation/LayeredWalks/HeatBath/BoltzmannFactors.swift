import RandomStreams
package import Tempering

/// The factors exp(−ΔE / T) of one temperature, by integer ΔE ≥ 0.
///
/// They weigh states against the best of a few, so what is below 2⁻⁵³ of it counts as 0: in a sum
/// of doubles it would vanish anyway.
package struct BoltzmannFactors {
  /// exp(−37) < 2⁻⁵³.
  package static let vanishing = 37.0
  /// 128 KiB: longer tables would leave the second-level cache, so what they lack is computed.
  private static let longest = 1 << 14
  /// Factors of a table are products of at most so many steps between exact ones: their relative
  /// error stays below 64 · 2⁻⁵².
  private static let longestProduct = 64

  /// The temperature of the factors, in energy units; 0 before `prepare`.
  package private(set) var temperature = 0.0
  private let factors: UnsafeMutablePointer<Double>
  private var last = 0
  /// Whether all factors that the table leaves out are 0.
  private var isComplete = true

  /// Makes room for a table.
  package init(in arena: Arena) {
    factors = arena.allocate(Self.longest + 1, filledWith: 0)
  }

  /// Makes the table for a temperature > 0, unless it is there already.
  package mutating func prepare(for temperature: Double) {
    guard temperature != self.temperature else { return }
    self.temperature = temperature
    let length = (Self.vanishing * temperature).rounded(.up)
    isComplete = length < Double(Self.longest)
    last = isComplete ? Int(length) : Self.longest
    let step = naturalExponential(-min(Self.vanishing, 1 / temperature))
    for change in 0..<last {
      factors[change] =
        change % Self.longestProduct == 0
        ? naturalExponential(-Double(change) / temperature) : factors[change - 1] * step
    }
    factors[last] = 0
  }

  /// exp(−`change` / T), for `change` ≥ 0.
  @inline(__always)
  package subscript(change: Int) -> Double {
    isComplete || change < last ? factors[min(change, last)] : computed(change)
  }

  private func computed(_ change: Int) -> Double {
    let exponent = Double(change) / temperature
    return exponent > Self.vanishing ? 0 : naturalExponential(-exponent)
  }

  /// Adds up six weights · exp(−energy / T), relative to the least of the energies.
  @inline(__always)
  package func sum(
    energies: OrderVector<Int>, _ breaks: OrderVector<Int>, times ruleWeight: Int,
    weights: OrderVector<Double>
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

  /// Picks one of six with chances in proportion to weight · exp(−energy / T), by a number `unit` that
  /// is uniform in (0, 1).
  @inline(__always)
  package func draw(
    energies: OrderVector<Int>, _ breaks: OrderVector<Int>, times ruleWeight: Int,
    weights: OrderVector<Double>, unit: Double
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
