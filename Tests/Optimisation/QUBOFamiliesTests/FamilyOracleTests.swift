import Coefficients
import QUBOFamilies
import QUBOFiles
import QUBOModel
import RandomStreams
import Testing
import _TemperTestSupport

@Suite("Random functions, beside their definitions,")
struct FamilyOracleTests {
  /// The coefficients of a function as a symmetric matrix.
  private static func couplings(_ model: QUBO) -> [[Int64]] {
    (0..<model.variableCount).map { i in
      var row = [Int64](repeating: 0, count: model.variableCount)
      model.interactions.rows.forEachCoupling(of: i) { j, value in row[j] = value }
      return row
    }
  }

  @Test("cut each edge once", arguments: 0..<20 as Range<UInt64>)
  func cuts(seed: UInt64) throws {
    let n = 2 + Int(seed) % 7
    let file = try QUBORecipe(.maxCut, variables: n, density: 60, seed: seed).generate()
    let rows = Self.couplings(file.model)
    #expect(file.sense == .maximise && file.model.offset == 0)
    for x in assignments(n) {
      var cut: Int64 = 0
      for i in 0..<n {
        for j in 0..<i where rows[i][j] != 0 && x[i] != x[j] { cut += 1 }
      }
      #expect(file.value(of: x) == ExactDecimal(units: cut), "\(x)")
    }
  }

  @Test("of spins are Σ J s s with J of ±1", arguments: 0..<20 as Range<UInt64>)
  func spins(seed: UInt64) throws {
    let n = 1 + Int(seed) % 7
    let file = try QUBORecipe(
      .sherringtonKirkpatrick, variables: n, density: seed % 2 == 0 ? 100 : 40, seed: seed
    ).generate()
    let rows = Self.couplings(file.model)
    #expect(file.sense == .minimise)
    for x in assignments(n) {
      var energy: Int64 = 0
      for i in 0..<n {
        for j in 0..<i {
          // In bits, 4 J x x is the only product.
          #expect([-4, 0, 4].contains(rows[i][j]))
          energy += rows[i][j] / 4 * Int64((2 * x[i] - 1) * (2 * x[j] - 1))
        }
      }
      #expect(file.value(of: x) == ExactDecimal(units: energy), "\(x)")
    }
    // All spins turned over have the same energy.
    for x in assignments(n) { #expect(file.value(of: x) == file.value(of: x.map { 1 - $0 })) }
  }

  @Test("take each pair with the same chance, wherever it is")
  func chances() throws {
    let (n, density, draws) = (6, 30.0, 4000)
    var counts = [[Int]](repeating: [Int](repeating: 0, count: n), count: n)
    var both = 0
    for seed in 0..<UInt64(draws) {
      let model = try QUBORecipe(.maxCut, variables: n, density: density, seed: seed).generate()
        .model
      let rows = Self.couplings(model)
      for i in 0..<n { for j in 0..<i where rows[i][j] != 0 { counts[i][j] += 1 } }
      // Two pairs that follow each other in the order of drawing.
      both += rows[0][1] != 0 && rows[0][2] != 0 ? 1 : 0
    }
    // Binomial: mean 1200, standard deviation 29; six of them for 15 pairs is below 1e-7.
    for i in 0..<n { for j in 0..<i { #expect(abs(counts[i][j] - 1200) < 174, "\(i) \(j)") } }
    // Independent: 0.09 of 4000 is 360, standard deviation 18.
    #expect(abs(both - 360) < 108)
  }

  @Test("have as many of either sign")
  func signs() throws {
    let n = 200
    let file = try QUBORecipe(.sherringtonKirkpatrick, variables: n, density: 100, seed: 5)
      .generate()
    let positive = Self.couplings(file.model).enumerated().reduce(0) { sum, row in
      sum + row.element[..<row.offset].count { $0 > 0 }
    }
    // Of 19,900 pairs: mean 9,950, standard deviation 71; six of them.
    #expect(abs(positive - 9950) < 426)
  }

  @Test("of Palubeckis have values xᵀQx of a symmetric Q", arguments: [1, 7, 1_000_000_000])
  func palubeckis(seed: UInt64) throws {
    let n = 7
    let file = try QUBORecipe(.palubeckis, variables: n, density: 70, seed: seed).generate()
    // The published generator, drawn anew into a matrix.
    var state = Int(seed)
    func draw() -> Double {
      state = state * 16_807 % 2_147_483_647
      return Double(state) * 4.656612875e-10
    }
    func entry() -> Int { Int((draw() * 201).rounded(.down)) - 100 }
    var matrix = [[Int]](repeating: [Int](repeating: 0, count: n), count: n)
    for i in 0..<n {
      matrix[i][i] = entry()
      for j in i + 1..<n where draw() * 100 <= 70 {
        matrix[i][j] = entry()
        matrix[j][i] = matrix[i][j]
      }
    }
    for x in assignments(n) {
      var value = 0
      for i in 0..<n { for j in 0..<n { value += matrix[i][j] * x[i] * x[j] } }
      #expect(file.value(of: x) == ExactDecimal(units: Int64(value)), "\(x)")
    }
  }
}

extension QUBOFile {
  /// The value of an assignment.
  fileprivate func value(of x: [Int]) -> ExactDecimal {
    value(ofEnergy: model.energy(of: BitVector(x.map { $0 == 1 })))
  }
}
