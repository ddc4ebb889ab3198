import QUBOModel
import QUBOReduction
import RandomStreams
import Testing
import _TemperTestSupport

/// Holds reductions against every assignment of small functions.
struct QUBOReductionTests {
  @Test(
    "An assignment of what is left expands to the best that agrees with it", arguments: seeds(60))
  func expansion(seed: UInt64) throws {
    let plain = Self.model(seed)
    let qubo = try plain.built(.sparse)
    let reduction = QUBOReduction(qubo)
    let count = reduction.reduced.variableCount
    #expect(count + reduction.eliminatedCount == plain.variableCount, "seed \(seed)")
    // The best energy of all assignments that agree on the kept variables, by trying them all.
    var best = Array(repeating: Int64.max, count: 1 << count)
    for word in 0..<1 << plain.variableCount {
      let whole = BitVector((0..<plain.variableCount).map { word >> $0 & 1 == 1 })
      let left = reduction.restricted(whole)
      let place = left.ones.reduce(0) { $0 | 1 << $1 }
      best[place] = min(best[place], plain.energy((0..<plain.variableCount).map { whole[$0] }))
    }
    for word in 0..<1 << count {
      let left = BitVector((0..<count).map { word >> $0 & 1 == 1 })
      let whole = reduction.expanded(left)
      #expect(reduction.restricted(whole) == left, "seed \(seed)")
      let energy = qubo.energy(of: whole)
      #expect(energy == reduction.reduced.energy(of: left), "seed \(seed), state \(word)")
      // A variable fixed by its sign may be worse elsewhere, but never better.
      #expect(energy >= best[word], "seed \(seed), state \(word)")
    }
    #expect(
      best.min()
        == (0..<1 << count).map { word in
          reduction.reduced.energy(of: BitVector((0..<count).map { word >> $0 & 1 == 1 }))
        }.min(), "seed \(seed)")
  }

  @Test("A state that no flip improves expands to one that no flip improves", arguments: seeds(40))
  func flips(seed: UInt64) throws {
    let qubo = try Self.model(seed).built(.sparse)
    let reduction = QUBOReduction(qubo)
    for word in 0..<1 << reduction.reduced.variableCount {
      let left = BitVector((0..<reduction.reduced.variableCount).map { word >> $0 & 1 == 1 })
      guard reduction.reduced.flipEnergies(at: left).allSatisfy({ $0 >= 0 }) else { continue }
      let flips = qubo.flipEnergies(at: reduction.expanded(left))
      #expect(flips.allSatisfy { $0 >= 0 }, "seed \(seed), state \(word): \(flips)")
    }
  }

  @Test("Trees, rings and cubic graphs without fields lose what the rules promise")
  func structures() throws {
    // A ring of spins with fields: degree two all over.
    var ring = PlainQUBO(variableCount: 12)
    for i in 0..<12 { Self.couple(&ring, i, (i + 1) % 12, i % 2 == 0 ? 4 : -6) }
    ring.linear = (0..<12).map { Int64($0 % 5) - 2 }
    let solved = QUBOReduction(try ring.built(.sparse))
    #expect(solved.reduced.variableCount == 0 && solved.reduced.offset == ring.minimum())
    // The cube's eight vertices have three neighbours each, and no field: a cut.
    var cube = PlainQUBO(variableCount: 8)
    for i in 0..<8 {
      for axis in [1, 2, 4] where i & axis == 0 {
        Self.couple(&cube, i, i | axis, 2)
        cube.linear[i] -= 1
        cube.linear[i | axis] -= 1
      }
    }
    let cut = QUBOReduction(try cube.built(.sparse))
    #expect(cut.reduced.variableCount == 0 && cut.reduced.offset == -12)
  }

  @Test("Large full matrices, and energies near the ends of 64 bits, are left as they are")
  func untouched() throws {
    for count in [256, 257] {
      var plain = PlainQUBO(variableCount: count)
      plain.linear[7] = 3
      let dense = QUBOReduction(try plain.built(.dense))
      #expect(dense.eliminatedCount == (count == 256 ? 256 : 0))
    }
    var large = PlainQUBO(variableCount: 3)
    large.linear = [1 << 57, -5, 2]
    #expect(QUBOReduction(try large.built(.sparse)).eliminatedCount == 0)
  }

  private static func couple(_ plain: inout PlainQUBO, _ i: Int, _ j: Int, _ value: Int64) {
    plain.couplings[i][j] += value
    plain.couplings[j][i] += value
  }

  /// A sparse function of up to 12 variables; every second one is a cut, without fields.
  private static func model(_ seed: UInt64) -> PlainQUBO {
    var random = RandomStream(seed: seed)
    let count = 4 + random.uniform(below: 9)
    var plain = PlainQUBO(variableCount: count, density: 0.3, magnitude: 9, using: &random)
    guard seed % 2 == 0 else { return plain }
    for i in 0..<count {
      for j in 0..<count { plain.couplings[i][j] *= 2 }
      plain.linear[i] = -plain.couplings[i].reduce(0, +) / 2
    }
    return plain
  }
}
