import Foundation
import LayeredWalks
import RandomStreams
import Tempering
import Testing
import _TemperTestSupport

struct BoltzmannFactorsTests {
  /// From far below a unit of energy to where the table is too short for all factors.
  static let temperatures = [1e-9, 0.3, 1, 8.5, 200, 442, 443, 5_000, 1e7]

  @Test(
    "Factors equal exp within 64 rounding errors, and vanish below 2⁻⁵³", arguments: temperatures)
  func accuracy(temperature: Double) {
    let arena = Arena()
    var factors = BoltzmannFactors(in: arena)
    factors.prepare(for: temperature)
    #expect(factors.temperature == temperature && factors[0] == 1)
    var random = RandomStream(seed: 1)
    let largest = BoltzmannFactors.vanishing * temperature
    for _ in 0..<20_000 {
      let change = Int(random.unit() * (1.2 * largest + 3))
      let exact = exp(-Double(change) / temperature)
      if Double(change) > largest + 1 {
        #expect(factors[change] == 0, "ΔE \(change)")
      } else if Double(change) < largest {
        #expect(abs(factors[change] - exact) <= 0x1p-46 * exact, "ΔE \(change)")
      }
    }
  }

  @Test("Preparing for another temperature and back gives the same factors")
  func again() {
    let arena = Arena()
    var (once, twice) = (BoltzmannFactors(in: arena), BoltzmannFactors(in: arena))
    once.prepare(for: 3)
    for temperature in [3, 100, 3] as [Double] { twice.prepare(for: temperature) }
    for change in 0..<200 { #expect(once[change] == twice[change]) }
  }

  @Test("Six weighted energies add up as their definition says", arguments: 0..<50 as Range<UInt64>)
  func sums(seed: UInt64) {
    let arena = Arena()
    var random = RandomStream(seed: seed)
    let six = Six(in: arena, using: &random)
    let temperature = 1 + 20 * random.unit()
    var factors = BoltzmannFactors(in: arena)
    factors.prepare(for: temperature)
    let sum = factors.sum(
      energies: six.energies, six.breaks, times: six.ruleWeight, weights: six.weights)
    let energies = six.totals
    #expect(sum.least == energies.min())
    let expected = (0..<6).reduce(0.0) {
      $0 + six.weights[$1] * exp(-Double(energies[$1] - sum.least) / temperature)
    }
    #expect(abs(sum.weight - expected) < 1e-12 * expected, "seed \(seed)")
  }

  @Test("One of six is drawn in proportion", arguments: 0..<8 as Range<UInt64>)
  func draws(seed: UInt64) {
    let arena = Arena()
    var random = RandomStream(seed: seed, stream: 1)
    let six = Six(in: arena, using: &random)
    let temperature = 5 + 20 * random.unit()
    var factors = BoltzmannFactors(in: arena)
    factors.prepare(for: temperature)
    var counts = Array(repeating: 0, count: 6)
    for _ in 0..<samples(40_000) {
      counts[
        factors.draw(
          energies: six.energies, six.breaks, times: six.ruleWeight, weights: six.weights,
          unit: random.unit())] += 1
    }
    let least = six.totals.min() ?? 0
    let shares = (0..<6).map {
      six.weights[$0] * exp(-Double(six.totals[$0] - least) / temperature)
    }
    var test = ChiSquare()
    test.add(counts, probabilities: shares.map { $0 / shares.reduce(0, +) })
    // A false alarm in one case of 10⁸.
    #expect(test.tailProbability > ChiSquare.alarm, "seed \(seed): \(counts)")
  }

  /// Six energies, breaks and weights, two of which must not happen.
  private struct Six {
    let energies: OrderVector<Int>
    let breaks: OrderVector<Int>
    let weights: OrderVector<Double>
    let ruleWeight = 7

    init(in arena: Arena, using random: inout RandomStream) {
      energies = OrderVector(filledWith: 1 << 60, in: arena)
      breaks = OrderVector(filledWith: 0, in: arena)
      weights = OrderVector(filledWith: 1, in: arena)
      for order in 0..<4 {
        energies[order] = random.uniform(below: 60) - 30
        breaks[order] = random.uniform(below: 3)
        weights[order] = 1 + 5 * random.unit()
      }
    }

    var totals: [Int] { (0..<6).map { energies[$0] + ruleWeight * breaks[$0] } }
  }
}
