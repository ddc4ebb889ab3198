import QUBOModel
import RandomStreams
import Testing
import _TemperTestSupport

/// Holds every storage against a list of coefficients.
struct EnergyTests {
  /// Each storage, and coefficients that make the builder choose it.
  enum Case: String, CaseIterable {
    case dense8
    case dense16
    case dense32
    case denseFloat
    case sparse32
    case sparse64

    var storage: QUBOBuilder.Storage { rawValue.hasPrefix("dense") ? .dense : .sparse }

    /// A coupling that no narrower storage holds.
    var widest: Int64 {
      switch self {
      case .dense8: -127
      case .dense16: 128
      case .dense32: 1 << 15
      case .denseFloat: 1 << 31
      case .sparse32: -1 << 31
      case .sparse64: (1 << 40) + 1
      }
    }
  }

  @Test(
    "Energies and flip energies equal those of the coefficients", arguments: Case.allCases,
    0..<20 as Range<UInt64>)
  func energies(one: Case, seed: UInt64) throws {
    var random = RandomStream(seed: seed)
    let (plain, qubo) = try Self.model(one, using: &random)
    #expect(qubo.interactions.name == one.rawValue)
    for _ in 0..<20 {
      let bits = random.bits(plain.variableCount)
      let assignment = BitVector(bits)
      #expect(qubo.energy(of: assignment) == plain.energy(bits))
      let flips = plain.flipEnergies(bits)
      #expect(qubo.flipEnergies(at: assignment) == flips)
      #expect(flips.indices.map { qubo.flipEnergy(of: $0, at: assignment) } == flips)
      #expect(flips.allSatisfy { $0.magnitude <= qubo.largestFlip.magnitude })
    }
  }

  @Test("Rows list couplings in order, without zeros", arguments: Case.allCases)
  func rows(one: Case) throws {
    var random = RandomStream(seed: 3)
    let (plain, qubo) = try Self.model(one, using: &random)
    #expect(qubo.interactions.rows.memoryBytes > 0)
    for i in plain.linear.indices {
      var listed: [Int] = []
      qubo.interactions.rows.forEachCoupling(of: i) { j, coefficient in
        listed.append(j)
        #expect(coefficient == plain.couplings[i][j])
      }
      #expect(listed == plain.linear.indices.filter { plain.couplings[i][$0] != 0 })
    }
  }

  private static func model(
    _ one: Case, using random: inout RandomStream
  ) throws -> (PlainQUBO, QUBO) {
    var plain = PlainQUBO(
      variableCount: 3 + random.uniform(below: 70), density: 0.4, magnitude: 99, using: &random)
    // The 1 leaves no common divisor, which would make the others narrower.
    for (j, coefficient) in [(1, one.widest), (2, 1)] {
      plain.couplings[0][j] = coefficient
      plain.couplings[j][0] = coefficient
    }
    return (plain, try plain.built(one.storage))
  }
}

extension PlainQUBO {
  /// ΔE of each flip, as the difference of two energies.
  fileprivate func flipEnergies(_ bits: [Bool]) -> [Int64] {
    let energy = energy(bits)
    return bits.indices.map { i in
      var flipped = bits
      flipped[i].toggle()
      return self.energy(flipped) - energy
    }
  }
}

extension QUBO.Interactions {
  /// The case's name.
  var name: String {
    switch self {
    case .dense8: "dense8"
    case .dense16: "dense16"
    case .dense32: "dense32"
    case .denseFloat: "denseFloat"
    case .sparse32: "sparse32"
    case .sparse64: "sparse64"
    }
  }
}
