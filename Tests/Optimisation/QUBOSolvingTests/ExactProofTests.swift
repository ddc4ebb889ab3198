import Coefficients
import QUBOFiles
import QUBOModel
import QUBOSolving
import RandomStreams
import Testing
import _TemperTestSupport

@Suite("The least energy of a function")
struct ExactProofTests {
  /// Functions whose coefficients have up to 15 digits, in every mixture.
  private static func random(seed: UInt64, most: Int = 11) throws -> QUBO {
    var random = RandomStream(seed: seed, stream: 31)
    let n = 2 + random.uniform(below: most - 1)
    let digits = 1 + random.uniform(below: 15)
    let density = 1 + random.uniform(below: 4)
    var builder = QUBOBuilder(variableCount: n)
    func coefficient() -> Int64 {
      let size = 1 + random.uniform(below: digits)
      let limit = (0..<size).reduce(Int64(1)) { power, _ in power * 10 }
      let magnitude = Int64(random.next() % UInt64(limit))
      return random.uniform(below: 2) == 0 ? magnitude : -magnitude
    }
    builder.addOffset(coefficient())
    for i in 0..<n {
      builder.addLinear(i, coefficient())
      for j in 0..<i where random.uniform(below: 4) < density {
        builder.addCoupling(i, j, coefficient())
      }
    }
    return try builder.build()
  }

  /// All assignments, each energy added up anew.
  private static func least(_ qubo: QUBO) -> Int64 {
    (0..<1 << qubo.variableCount).reduce(Int64.max) { least, state in
      let bits = BitVector((0..<qubo.variableCount).map { state >> $0 & 1 == 1 })
      return min(least, qubo.energy(of: bits))
    }
  }

  @Test("with coefficients of 1 to 15 digits is proven", arguments: 0..<300 as Range<UInt64>)
  func digits(seed: UInt64) throws {
    let qubo = try Self.random(seed: seed)
    let outcome = try QUBOExactRun(QUBOFile(model: qubo)).run()
    let least = Self.least(qubo)
    #expect(outcome.minimum.isProven && outcome.minimum.energy == least, "seed \(seed)")
    #expect(outcome.minimum.assignment.map { qubo.energy(of: $0) } == least, "seed \(seed)")
  }

  @Test(
    "is the same by every way that proves it", arguments: ExactWay.allCases,
    0..<80 as Range<UInt64>)
  func ways(way: ExactWay, seed: UInt64) throws {
    let qubo = try Self.random(seed: seed, most: 9)
    let found = try #require(way.minimum(of: qubo))
    #expect(found.energy == Self.least(qubo), "seed \(seed)")
    #expect(qubo.energy(of: found.assignment) == found.energy, "seed \(seed)")
  }

  @Test(
    "of sparse chains and dense blocks beyond enumeration is the same by two ways",
    arguments: 0..<6 as Range<UInt64>)
  func larger(seed: UInt64) throws {
    var random = RandomStream(seed: seed, stream: 32)
    let n = 26 + random.uniform(below: 8)
    var builder = QUBOBuilder(variableCount: n)
    for i in 0..<n {
      builder.addLinear(i, Int64(random.uniform(below: 2_000_001)) - 1_000_000)
      for j in max(0, i - 4)..<i {
        builder.addCoupling(i, j, Int64(random.uniform(below: 2_000_001)) - 1_000_000)
      }
    }
    let qubo = try builder.build()
    let eliminated = try #require(ExactWay.elimination.minimum(of: qubo))
    let branched = try #require(ExactWay.branching.minimum(of: qubo))
    #expect(eliminated.energy == branched.energy, "seed \(seed)")
  }

  @Test("of no bits is the constant, and of bits that do nothing too")
  func empty() throws {
    for count in [0, 3] {
      var builder = QUBOBuilder(variableCount: count)
      builder.addOffset(-7)
      let outcome = try QUBOExactRun(QUBOFile(model: try builder.build())).run()
      #expect(outcome.minimum.isProven && outcome.value?.description == "-7")
    }
  }

  @Test("is not claimed where the search was cut short, and it is said why")
  func cut() throws {
    var builder = QUBOBuilder(variableCount: 90)
    var random = RandomStream(seed: 1)
    for i in 0..<90 {
      for j in 0..<i { builder.addCoupling(i, j, Int64(random.uniform(below: 201)) - 100) }
    }
    var run = QUBOExactRun(QUBOFile(model: try builder.build()))
    run.isCancelled = { true }
    let minimum = try run.run().minimum
    #expect(!minimum.isProven && minimum.wasCancelled && minimum.doubt == "it was interrupted")
    #expect(minimum.bound.map { bound in minimum.energy.map { bound < $0 } ?? false } == true)
  }
}
