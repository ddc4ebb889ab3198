import FlipWalks
import QUBOModel
import RandomStreams
import Tempering
import Testing
import _TemperTestSupport

struct FlipReplicaTests {
  /// A storage, the least width of fields, and a coupling that makes the builder choose weights.
  struct Case: Sendable {
    let storage: QUBOBuilder.Storage
    let fieldBits: Int
    let widest: Int64
  }

  static let cases: [Case] =
    [QUBOBuilder.Storage.dense, .sparse].flatMap { storage in
      [
        (9, 16), (9, 32), (9, 64), (2_001, 16), (2_001, 32), (2_001, 64), (70_001, 32),
        (70_001, 64), (1 << 33, 64), (-1 << 50, 64),
      ]
      .map { Case(storage: storage, fieldBits: $0.1, widest: $0.0) }
    } + [Case(storage: .sparse, fieldBits: 64, widest: (1 << 40) + 1)]

  @Test("What a walker keeps up to date equals what is recomputed", arguments: cases, 0..<8)
  func invariants(one: Case, seed: Int) throws {
    var random = RandomStream(seed: UInt64(seed))
    var plain = PlainQUBO(
      variableCount: 2 + random.uniform(below: 60), density: 0.3, magnitude: 40, using: &random)
    plain.couplings[0][1] = one.widest
    plain.couplings[1][0] = one.widest
    let qubo = try plain.built(one.storage)
    let constraints = try Self.penalties(plain.variableCount, using: &random)
    let moves: [FlipMove] = [
      .parallelTrial(offsetIncrement: 0), .parallelTrial(offsetIncrement: 7), .sweep,
    ]
    for move in moves {
      let walker = flipWalker(
        qubo, fieldBits: one.fieldBits, constraints: constraints,
        start: BitVector(random.bits(plain.variableCount)), move: move, random: random)
      _ = random.next()
      var best = (walker.violation, walker.energy)
      for _ in 0..<40 {
        // Single parallel trials show every state; sweeps show only their ends.
        walker.advance(
          steps: move == .sweep ? 1 + random.uniform(below: 5) : 1,
          temperature: naturalExponential(7 * random.unit() - 1))
        let state = walker.assignment()
        #expect(walker.energy == qubo.energy(of: state))
        #expect(walker.violation == constraints.energy(of: state))
        if (walker.violation, walker.energy) < best { best = (walker.violation, walker.energy) }
        #expect((walker.best.violation, walker.best.energy) <= best)
        if move != .sweep { #expect((walker.best.violation, walker.best.energy) == best) }
        #expect(walker.best.energy == qubo.energy(of: walker.best.state))
        #expect(walker.best.violation == constraints.energy(of: walker.best.state))
      }
      expectDescent(walker, qubo)
    }
  }

  /// Steepest descent ends in a local minimum, and flip energies there equal recomputed ones.
  private func expectDescent(_ walker: FlipWalker, _ qubo: QUBO) {
    let barriers = walker.sampledBarriers()
    let flips = qubo.flipEnergies(at: walker.assignment())
    #expect(flips.allSatisfy { $0 >= 0 })
    #expect(barriers == flips.filter { $0 > 0 }.sorted())
  }

  @Test("A walker over no bits stays where it is")
  func noBits() throws {
    for storage in [QUBOBuilder.Storage.dense, .sparse] {
      for move in [FlipMove.sweep, .parallelTrial(offsetIncrement: 3)] {
        let walker = flipWalker(
          try PlainQUBO(variableCount: 0).built(storage), move: move, random: RandomStream(seed: 1))
        walker.advance(steps: 100, temperature: 1)
        #expect(walker.energy == 0 && walker.sampledBarriers().isEmpty)
      }
    }
  }

  @Test("Sweeps visit states with Boltzmann's frequencies", arguments: [0.8, 3.0])
  func boltzmann(temperature: Double) throws {
    var random = RandomStream(seed: 4)
    let plain = PlainQUBO(variableCount: 4, density: 0.8, magnitude: 3, using: &random)
    let weights = (0..<16).map { word in
      let energy = plain.energy((0..<4).map { word >> $0 & 1 == 1 })
      return naturalExponential(-Double(energy) / temperature)
    }
    let walker = flipWalker(try plain.built(), move: .sweep, random: random)
    var counts = Array(repeating: 0, count: 16)
    for _ in 0..<samples(20_000) {
      walker.advance(steps: 40, temperature: temperature)
      counts[walker.word] += 1
    }
    var test = ChiSquare()
    test.add(counts, probabilities: weights.map { $0 / weights.reduce(0, +) })
    #expect(test.tailProbability > ChiSquare.alarm, "\(counts)")
  }

  /// A function that is never negative: a third of all pairs should not both be 1.
  private static func penalties(
    _ count: Int, using random: inout RandomStream
  ) throws -> QUBO {
    var plain = PlainQUBO(variableCount: count, density: 0.3, magnitude: 2, using: &random)
    plain.offset = 0
    plain.linear = plain.linear.map { max(0, $0) }
    plain.couplings = plain.couplings.map { $0.map { max(0, $0) } }
    return try plain.built()
  }
}
