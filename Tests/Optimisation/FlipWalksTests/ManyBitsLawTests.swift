import FlipWalks
import QUBOModel
import RandomStreams
import Tempering
import Testing
import _TemperTestSupport

/// Holds waits and flips among many bits against their exact law, as the offset grows.
///
/// Bits do not interact, so flip energies are known; enough of them reach what six bits do not:
/// deep sums, offsets that make many flips certain, and temperatures far below flip energies.
struct ManyBitsLawTests {
  /// Flip energies from `least` to `largest`, dense at the lower end, and how to step.
  struct Case: Sendable {
    let least: Int
    let largest: Int
    let temperature: Double
    let increment: Int

    var energies: [Int] {
      (0..<150).map { least + (largest - least) * $0 * $0 / (149 * 149) }
    }
  }

  static let cases = [
    // Rare acceptance, and a middle with and without growth.
    Case(least: 40, largest: 300, temperature: 10, increment: 0),
    Case(least: 40, largest: 300, temperature: 10, increment: 3),
    Case(least: 12, largest: 200, temperature: 6, increment: 0),
    Case(least: 12, largest: 200, temperature: 6, increment: 5),
    // Hot, and offsets that pass over many flip energies at once.
    Case(least: 1, largest: 90, temperature: 30, increment: 0),
    Case(least: 60, largest: 400, temperature: 5, increment: 55),
    Case(least: 30, largest: 45, temperature: 4, increment: 9),
    // So cold that weights relative to an offset of 0 vanish.
    Case(least: 100, largest: 140, temperature: 0.05, increment: 20),
    Case(least: 100, largest: 140, temperature: 0.5, increment: 6),
    Case(least: 1_000, largest: 1_040, temperature: 1, increment: 90),
  ]

  @Test(
    "Waits and flips have the exact law, given the start",
    arguments: cases, [QUBOBuilder.Storage.dense, .sparse])
  func waits(one: Case, storage: QUBOBuilder.Storage) throws {
    var model = PlainQUBO(variableCount: 150)
    model.linear = one.energies.map { Int64($0) }
    let qubo = try model.built(storage)
    let longest = 25
    // By steps waited and bit; last, those that waited longer.
    var counts = Array(repeating: 0, count: longest * 150 + 1)
    for seed in 0..<UInt64(samples(2_000)) {
      let walker = flipWalker(
        qubo, move: .parallelTrial(offsetIncrement: one.increment),
        random: RandomStream(seed: seed))
      var waited = 0
      while waited < longest {
        walker.advance(steps: 1, temperature: one.temperature)
        if walker.acceptedMoves > 0 {
          let assignment = walker.assignment()
          let bit = try #require((0..<150).first { assignment[$0] })
          counts[waited * 150 + bit] += 1
          break
        }
        waited += 1
      }
      if waited == longest { counts[longest * 150] += 1 }
    }
    var test = ChiSquare()
    test.add(counts, probabilities: law(one, longest))
    #expect(test.tailProbability > ChiSquare.alarm, "\(test.degreesOfFreedom) degrees")
    #expect(test.degreesOfFreedom > 0)
  }

  @Test("Steps made at once wait as long as single ones", arguments: cases, [4, 9, 22])
  func runs(one: Case, steps: Int) throws {
    var model = PlainQUBO(variableCount: 150)
    model.linear = one.energies.map { Int64($0) }
    let qubo = try model.built(.sparse)
    var counts = [0, 0]
    for seed in 0..<UInt64(samples(1_000)) {
      let walker = flipWalker(
        qubo, move: .parallelTrial(offsetIncrement: one.increment),
        random: RandomStream(seed: seed, stream: 1))
      walker.advance(steps: steps, temperature: one.temperature)
      counts[walker.acceptedMoves > 0 ? 0 : 1] += 1
    }
    let stays = law(one, steps).last ?? 0
    var test = ChiSquare()
    test.add(counts, probabilities: [1 - stays, stays])
    #expect(test.tailProbability > ChiSquare.alarm, "\(counts), \(stays)")
  }

  /// P(flip k) = ∫ p_k Π_{i ≠ k} (1 − pᵢs) ds over keys s, by the midpoint rule, step after step.
  private func law(_ one: Case, _ longest: Int) -> [Double] {
    var law: [Double] = []
    var waiting = 1.0
    for step in 0..<longest {
      let accepted = one.energies.map { energy in
        let excess = Double(energy - step * one.increment)
        return excess <= 0 ? 1 : naturalExponential(max(-700, -excess / one.temperature))
      }
      var flips = accepted.map { _ in 0.0 }
      let points = 600
      for point in 0..<points where waiting > 1e-9 {
        let key = (Double(point) + 0.5) / Double(points)
        let open = accepted.reduce(1) { $0 * (1 - $1 * key) }
        for (k, p) in accepted.enumerated() { flips[k] += p / (1 - p * key) * open }
      }
      law += flips.map { $0 * waiting / Double(points) }
      waiting *= accepted.reduce(1) { $0 * (1 - $1) }
    }
    return law + [waiting]
  }
}
