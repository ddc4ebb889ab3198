import QUBOFamilies
import QUBOFiles
import QUBOModel
import RandomStreams
import Testing

@Suite("Random functions")
struct GeneratorTests {
  @Test("come from the generator that Park and Miller checked")
  func minimalStandard() {
    var random = MinimalStandard(seed: 1)
    for _ in 0..<10_000 { _ = random.unit() }
    #expect(random.state == 1_043_618_065)
  }

  @Test("of Palubeckis are those of the published algorithm", arguments: [20.0, 50, 100])
  func palubeckis(density: Double) throws {
    let n = 12
    let file = try QUBORecipe(.palubeckis, variables: n, density: density, seed: 31_000).generate()
    #expect(file.sense == .maximise)
    var state = 31_000
    func draw() -> Double {
      state = state * 16_807 % 2_147_483_647
      return Double(state) / 2_147_483_648
    }
    for i in 0..<n {
      let diagonal = Int64((draw() * 201 - 100).rounded(.down))
      #expect(file.model.linear[i] == -diagonal)
      var row = [Int64](repeating: 0, count: n)
      file.model.interactions.rows.forEachCoupling(of: i) { j, value in row[j] = value }
      for j in i + 1..<n {
        let isPair = draw() * 100 <= density
        let entry = isPair ? Int64((draw() * 201 - 100).rounded(.down)) : 0
        #expect(row[j] == -2 * entry)
      }
    }
  }

  @Test(
    "of spins have couplings of one size and the energy of spins", arguments: 0..<5 as Range<UInt64>
  )
  func spins(seed: UInt64) throws {
    let n = 9
    let file = try QUBORecipe(
      .sherringtonKirkpatrick, variables: n, density: 100, seed: seed
    ).generate()
    var random = RandomStream(seed: seed, stream: 99)
    let spins = (0..<n).map { _ in random.uniform(below: 2) * 2 - 1 }
    var energy: Int64 = 0
    for i in 0..<n {
      file.model.interactions.rows.forEachCoupling(of: i) { j, value in
        #expect(value.magnitude == 4)
        if j > i { energy += value / 4 * Int64(spins[i] * spins[j]) }
      }
    }
    #expect(file.pairCount == n * (n - 1) / 2)
    #expect(file.model.energy(of: BitVector(spins.map { $0 == 1 })) == energy)
  }

  @Test(
    "of graphs have about the density asked for, and are graphs", arguments: 0..<5 as Range<UInt64>)
  func graphs(seed: UInt64) throws {
    let file = try QUBORecipe(.maxCut, variables: 400, density: 5, seed: seed).generate()
    // 79,800 pairs: mean 3,990, standard deviation 62; five of them, two-sided, is below 1e-6.
    #expect((3680...4300).contains(file.pairCount))
    let text = try file.text(as: .rudy)
    #expect(text.notes.isEmpty)
    #expect(try QUBOFile(text.bytes, file: "g.rud").pairCount == file.pairCount)
  }

  @Test("come the same from the same seed only", arguments: QUBOFamily.allCases)
  func seeds(family: QUBOFamily) throws {
    func text(_ seed: UInt64) throws -> [UInt8] {
      try QUBORecipe(family, variables: 30, density: 50, seed: seed).generate()
        .text(as: family.usualFormat).bytes
    }
    #expect(try text(1) == text(1))
    #expect(try text(1) != text(2))
  }

  @Test("are made at the limits, and refused beyond them")
  func limits() throws {
    for family in QUBOFamily.allCases {
      for variables in [1, 2] {
        for density in [0.0, 100] {
          let recipe = QUBORecipe(family, variables: variables, density: density, seed: 1)
          let file = try recipe.generate()
          #expect(family == .palubeckis || file.pairCount == (density == 0 ? 0 : variables - 1))
        }
      }
    }
    #expect(QUBORecipe(.palubeckis, variables: 9, density: 9, seed: 0).problem != nil)
    #expect(QUBORecipe(.palubeckis, variables: 9, density: 9, seed: 2_147_483_647).problem != nil)
    #expect(QUBORecipe(.maxCut, variables: 1_000_000, density: 1, seed: 0).problem != nil)
    #expect(QUBORecipe(.maxCut, variables: 0, density: 1, seed: 0).problem != nil)
  }
}
