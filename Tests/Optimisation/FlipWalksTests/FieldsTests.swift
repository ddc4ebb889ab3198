import FlipWalks
import QUBOModel
import RandomStreams
import Tempering
import Testing
import _TemperTestSupport

/// Holds the flip energies that walkers keep up to date against the definition, for every storage
/// and width of fields.
struct FieldsTests {
  @Test(
    "After every step, flip energies are the differences of two energies",
    arguments: FlipReplicaTests.cases, 0..<3)
  func flipEnergies(one: FlipReplicaTests.Case, seed: Int) throws {
    var random = RandomStream(seed: UInt64(seed), stream: 3)
    var plain = PlainQUBO(
      variableCount: 2 + random.uniform(below: 25), density: 0.4, magnitude: 40, using: &random)
    plain.couplings[0][1] = one.widest
    plain.couplings[1][0] = one.widest
    for move in [
      FlipMove.parallelTrial(offsetIncrement: 0), .parallelTrial(offsetIncrement: 9), .sweep,
    ] {
      let walker = flipWalker(
        try plain.built(one.storage), fieldBits: one.fieldBits,
        start: BitVector(random.bits(plain.variableCount)), move: move, random: random)
      _ = random.next()
      for step in 0..<25 {
        #expect(
          walker.flipEnergies == Self.differences(plain, at: walker.assignment()),
          "\(move), step \(step)")
        walker.advance(steps: 1, temperature: naturalExponential(6 * random.unit() - 1))
      }
      walker.randomise()
      #expect(walker.flipEnergies == Self.differences(plain, at: walker.assignment()), "\(move)")
    }
  }

  /// E with bit i flipped less E, from the definition.
  private static func differences(_ plain: PlainQUBO, at state: BitVector) -> [Int64] {
    let bits = (0..<state.count).map { state[$0] }
    let energy = plain.energy(bits)
    return bits.indices.map { i in
      var flipped = bits
      flipped[i].toggle()
      return plain.energy(flipped) - energy
    }
  }

  @Test("The energy that a flip adds is the flip energy of before", arguments: 0..<20)
  func energies(seed: Int) throws {
    var random = RandomStream(seed: UInt64(seed), stream: 4)
    let plain = PlainQUBO(variableCount: 30, density: 0.5, magnitude: 60, using: &random)
    for storage in [QUBOBuilder.Storage.dense, .sparse] {
      let walker = flipWalker(
        try plain.built(storage), move: .parallelTrial(offsetIncrement: 2), random: random)
      for _ in 0..<100 {
        let (before, energy, flips) = (walker.assignment(), walker.energy, walker.flipEnergies)
        walker.advance(steps: 1, temperature: 40)
        let flipped = walker.assignment().differences(from: before).map { $0 }
        #expect(flipped.count <= 1)
        #expect(walker.energy - energy == flipped.reduce(0) { $0 + flips[$1] }, "\(storage)")
      }
    }
  }

  @Test("A ledger's violation is that of the state it is asked about", arguments: 0..<20)
  func ledger(seed: Int) throws {
    var random = RandomStream(seed: UInt64(seed), stream: 5)
    let count = 1 + random.uniform(below: 40)
    let constraints = try PlainQUBO(
      variableCount: count, density: 0.4, magnitude: 5, using: &random
    ).built()
    var ledger = ConstraintLedger(constraints, at: BitVector(count: count))
    for _ in 0..<50 {
      let state = BitVector(random.bits(count))
      #expect(ledger.violation(of: state) == constraints.energy(of: state))
    }
  }
}
