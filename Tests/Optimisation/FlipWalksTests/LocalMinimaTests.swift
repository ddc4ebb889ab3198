import FlipWalks
import QUBOModel
import RandomStreams
import Tempering
import Testing
import _TemperTestSupport

struct LocalMinimaTests {
  @Test(
    "What is offered never makes the best minimum worse, and it stays one", arguments: seeds(30))
  func offers(seed: UInt64) throws {
    var random = RandomStream(seed: seed)
    let plain = PlainQUBO(
      variableCount: 5 + random.uniform(below: 60), density: 0.15, magnitude: 9, using: &random)
    let qubo = try plain.built(seed % 2 == 0 ? .sparse : .dense)
    let minima = LocalMinima(of: qubo, kernels: .best, random: RandomStream(seed: seed))
    for _ in 0..<8 {
      let before = minima.bestEnergy
      let state = Self.state(qubo.variableCount, &random)
      minima.offer(state)
      let best = minima.best
      #expect(best.energy == qubo.energy(of: best.state), "seed \(seed)")
      #expect(best.energy <= min(before, qubo.energy(of: state)), "seed \(seed)")
      #expect(qubo.flipEnergies(at: best.state).allSatisfy { $0 >= 0 }, "seed \(seed)")
    }
  }

  @Test("Crossover finds the best of all offspring of two states", arguments: seeds(60))
  func crossover(seed: UInt64) throws {
    var random = RandomStream(seed: seed, stream: 1)
    var plain = PlainQUBO(variableCount: 14, density: 0.12, magnitude: 9, using: &random)
    if seed % 3 == 0 {
      // A cut: flipping everything changes nothing.
      for i in 0..<14 {
        for j in 0..<14 { plain.couplings[i][j] *= 2 }
        plain.linear[i] = -plain.couplings[i].reduce(0, +) / 2
      }
    }
    let qubo = try plain.built(.sparse)
    let crossover = try #require(PartitionCrossover(qubo, random: RandomStream(seed: seed)))
    let minima = LocalMinima(of: qubo, kernels: .best, random: RandomStream(seed: seed))
    let walker = minima.walker(below: Self.state(14, &random))
    let (mother, father) = (walker.assignment(), Self.state(14, &random))
    let outcome = crossover.improve(walker, with: father)
    let difference = mother.differences(from: father)
    #expect(outcome.differing == difference.count || seed % 3 == 0, "seed \(seed)")
    #expect(outcome.largest <= outcome.differing, "seed \(seed)")
    // Offspring take whole components: neighbours that differ are taken together.
    var best = Int64.max
    for word in 0..<1 << difference.count {
      var child = mother
      for (place, bit) in difference.enumerated() where word >> place & 1 == 1 { child.flip(bit) }
      let taken = difference.filter { child[$0] != mother[$0] }
      let isWhole = taken.allSatisfy { bit in
        difference.allSatisfy { plain.couplings[bit][$0] == 0 || child[$0] != mother[$0] }
      }
      if isWhole { best = min(best, qubo.energy(of: child)) }
    }
    #expect(walker.energy <= best, "seed \(seed)")
    #expect(walker.energy == qubo.energy(of: walker.assignment()), "seed \(seed)")
  }

  @Test("Dense functions are not crossed")
  func dense() throws {
    var random = RandomStream(seed: 1)
    let plain = PlainQUBO(variableCount: 9, density: 1, magnitude: 9, using: &random)
    #expect(PartitionCrossover(try plain.built(.dense), random: random) == nil)
  }

  @Test(
    "Chains exchange two places of a permutation, however large the penalties", arguments: seeds(8))
  func chains(seed: UInt64) throws {
    var random = RandomStream(seed: seed, stream: 2)
    let size = 5
    let costs = (0..<size * size).map { _ in Int64(1 + random.uniform(below: 90)) }
    let qubo = try Self.assignmentProblem(costs, size: size, penalty: 1_000_000).built(.sparse)
    let walker = FlipWalker(
      qubo, move: .sweep,
      from: BitVector((0..<size * size).map { $0 / size == $0 % size }), kernels: .best, seed: seed)
    for _ in 0..<60 { walker.improveByChains(using: &random) }
    // No exchange of two places is left that lowers the costs.
    let places = walker.assignment().ones
    #expect(places.map { $0 / size } == Array(0..<size), "seed \(seed): \(places)")
    let columns = places.map { $0 % size }
    #expect(Set(columns).count == size, "seed \(seed): \(places)")
    for a in 0..<size {
      for b in 0..<a {
        let now = costs[a * size + columns[a]] + costs[b * size + columns[b]]
        let then = costs[a * size + columns[b]] + costs[b * size + columns[a]]
        #expect(now <= then, "seed \(seed): rows \(a) and \(b)")
      }
    }
  }

  /// Σ cx + P Σ(1 − Σx)² over the rows and columns of a square.
  private static func assignmentProblem(
    _ costs: [Int64], size: Int, penalty: Int64
  ) -> PlainQUBO {
    var plain = PlainQUBO(variableCount: size * size)
    for i in costs.indices {
      plain.linear[i] = costs[i] - 2 * penalty
      for j in costs.indices where i != j && (i / size == j / size || i % size == j % size) {
        plain.couplings[i][j] = 2 * penalty
      }
    }
    plain.offset = 2 * Int64(size) * penalty
    return plain
  }

  private static func state(_ count: Int, _ random: inout RandomStream) -> BitVector {
    BitVector(count: count) { _ in random.next() >> 63 == 1 }
  }
}
