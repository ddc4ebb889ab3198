import FlipWalks
import RandomStreams
import Tempering
import Testing
import _TemperTestSupport

/// Holds the race by itself against the law of Algorithm 2, evaluated naively.
///
/// Of 36 chi-square tests here, each fails a correct program with probability 10⁻⁸.
struct KeyTimeRaceTests {
  /// Flip energies, a temperature, and an increment of the offset.
  struct Case: Sendable, CustomTestStringConvertible {
    let energies: [Int64]
    let temperature: Double
    var increment = 0

    var testDescription: String { "ΔE \(energies), T \(temperature), increment \(increment)" }

    /// min(1, exp(−(ΔE − E_off) / T)) of each bit after so many rejections.
    func probabilities(after rejections: Int) -> [Double] {
      energies.map { energy in
        let excess = Double(energy) - Double(rejections * increment)
        return excess <= 0 ? 1 : naturalExponential(-min(700, excess / temperature))
      }
    }

    /// P(bit k is chosen) = Σ_{S ∋ k} 1/|S| Π_{i ∈ S} pᵢ Π_{i ∉ S} (1 − pᵢ); last, P(none).
    func outcomes(after rejections: Int) -> [Double] {
      let p = probabilities(after: rejections)
      var outcomes = Array(repeating: 0.0, count: p.count + 1)
      for subset in 0..<1 << p.count {
        let chance = p.indices.reduce(1.0) { $0 * (subset >> $1 & 1 == 1 ? p[$1] : 1 - p[$1]) }
        if subset == 0 { outcomes[p.count] = chance }
        for k in p.indices where subset >> k & 1 == 1 {
          outcomes[k] += chance / Double(subset.nonzeroBitCount)
        }
      }
      return outcomes
    }
  }

  static let cases = [
    // Rare, about as often as not, and all bits eager.
    Case(energies: [9, 12, 10, 30, 11, 9], temperature: 3),
    Case(energies: [5, 5, 1, 8, 20, 2, 3], temperature: 4),
    Case(energies: [0, -3, 1, 0, 2, 900], temperature: 10),
    Case(energies: [-1, 40], temperature: 1),
    // Offsets: small ones, one that makes all bits certain at once, and one that outgrows weights.
    Case(energies: [9, 12, 10, 30, 11, 9], temperature: 3, increment: 1),
    Case(energies: [9, 12, 10, 30, 11, 9], temperature: 3, increment: 4),
    Case(energies: [9, 12, 10, 30, 11, 9], temperature: 3, increment: 50),
    Case(energies: [40, 41, 45], temperature: 0.5, increment: 7),
  ]

  /// A race over the energies, ready to run.
  private func race(_ one: Case, in arena: Arena) -> KeyTimeRace {
    var factors = AcceptanceTable(in: arena)
    factors.prepare(for: one.temperature)
    var race = KeyTimeRace(count: one.energies.count, in: arena)
    race.prepare(temperature: one.temperature, increment: one.increment)
    race.weigh(from: 0, count: one.energies.count, table: factors) { one.energies[$0] }
    return race
  }

  @Test(
    "One step has the law of a parallel trial, however many were rejected before it",
    arguments: cases)
  func singleSteps(one: Case) {
    let arena = Arena()
    var random = RandomStream(seed: 5)
    var race = race(one, in: arena)
    // By rejections since the last acceptance.
    var counts: [Int: [Int]] = [:]
    var rejections = 0
    for _ in 0..<samples(40_000) {
      let tried = race.tryAll(within: 1, using: &random)
      #expect(tried.steps == 1)
      counts[rejections, default: Array(repeating: 0, count: one.energies.count + 1)][
        tried.chosen ?? one.energies.count] += 1
      if tried.chosen == nil {
        race.grow()
        rejections += one.increment > 0 ? 1 : 0
      } else {
        race.reset()
        race.tree.refresh()
        rejections = 0
      }
      #expect(race.offset == rejections * one.increment)
    }
    var test = ChiSquare()
    for (rejections, counts) in counts {
      test.add(counts, probabilities: one.outcomes(after: rejections))
    }
    #expect(test.tailProbability > ChiSquare.alarm, "\(test.degreesOfFreedom) degrees")
  }

  @Test("Steps passed over at once are as many as single ones would be", arguments: cases, [3, 40])
  func runs(one: Case, most: Int) {
    let arena = Arena()
    var random = RandomStream(seed: 6)
    var race = race(one, in: arena)
    // P(first acceptance in step t), and last, that there is none.
    var law: [Double] = []
    var waiting = 1.0
    for step in 0..<most {
      let none = one.probabilities(after: step).reduce(1) { $0 * (1 - $1) }
      law.append(waiting * (1 - none))
      waiting *= none
    }
    law.append(waiting)
    var counts = Array(repeating: 0, count: most + 1)
    for _ in 0..<samples(20_000) {
      var (step, chosen) = (0, Int?.none)
      while step < most, chosen == nil {
        let tried = race.tryAll(within: most - step, using: &random)
        #expect(tried.steps >= 1 && step + tried.steps <= most)
        step += tried.steps
        chosen = tried.chosen
        if chosen == nil { race.grow() }
        #expect(chosen != nil || race.offset == step * one.increment)
      }
      counts[chosen == nil ? most : step - 1] += 1
      race.reset()
      race.tree.refresh()
    }
    var test = ChiSquare()
    test.add(counts, probabilities: law)
    #expect(test.tailProbability > ChiSquare.alarm, "\(counts)")
  }

  @Test("Weights that an offset outgrows are made anew for it, and the law stays")
  func outgrown() {
    let one = Case(energies: [2_000, 2_003, 2_010, 2_040], temperature: 2, increment: 100)
    let arena = Arena()
    var factors = AcceptanceTable(in: arena)
    factors.prepare(for: one.temperature)
    var race = race(one, in: arena)
    for _ in 0..<19 { race.grow() }
    #expect(race.isOutgrown && race.offset == 1_900)
    race.weigh(from: 1_900, count: 4, table: factors) { one.energies[$0] }
    #expect(!race.isOutgrown && race.base == 1_900)
    var random = RandomStream(seed: 7)
    // With the offset at 2,000 bit 0 is certain, and the others nearly so, little, and not at all.
    race.grow()
    var counts = Array(repeating: 0, count: 5)
    for _ in 0..<samples(40_000) {
      counts[race.tryAll(within: 1, using: &random).chosen ?? 4] += 1
    }
    var test = ChiSquare()
    test.add(counts, probabilities: one.outcomes(after: 20))
    #expect(test.tailProbability > ChiSquare.alarm, "\(counts)")
  }

  @Test("Of no bits, and of bits that weigh nothing, none is ever chosen")
  func nothing() {
    let arena = Arena()
    var random = RandomStream(seed: 1)
    for one in [Case(energies: [], temperature: 1), Case(energies: [1 << 30], temperature: 1)] {
      var race = race(one, in: arena)
      let tried = race.tryAll(within: 1_000, using: &random)
      #expect(tried.chosen == nil && tried.steps == 1_000)
    }
  }
}
