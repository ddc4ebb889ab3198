import LinearPrograms
import QUBOModel
import QUBOSolving
import RandomStreams
import Testing
import _TemperTestSupport

@Suite("A linearised QUBO")
struct LinearisedQUBOTests {
  @Test("has the least energy of all assignments", .needsHiGHS, arguments: 0..<60)
  func minimum(seed: Int) throws {
    let qubo = try Self.random(seed: UInt64(seed), bits: 1 + seed % 10)
    let least = (0..<1 << qubo.variableCount).map { state in
      qubo.energy(of: BitVector((0..<qubo.variableCount).map { state >> $0 & 1 == 1 }))
    }.min()
    let found = try LinearisedQUBO(qubo).minimise()
    #expect(found.isProven && found.energy == least)
    #expect(found.assignment.map { qubo.energy(of: $0) } == least)
  }

  @Test("costs what the assignment costs, products included", arguments: 0..<20)
  func objective(seed: Int) throws {
    let qubo = try Self.random(seed: UInt64(seed), bits: 6)
    let program = try LinearisedQUBO(qubo).program
    var random = RandomStream(seed: UInt64(seed), stream: 2)
    let bits = random.bits(6)
    var values = bits.map { $0 ? 1.0 : 0.0 }
    for i in 0..<6 {
      qubo.interactions.rows.forEachCoupling(of: i) { j, _ in
        if j > i { values.append(bits[i] && bits[j] ? 1 : 0) }
      }
    }
    #expect(program.violation(of: values) == nil)
    let energy = qubo.energy(of: BitVector(bits))
    #expect(program.objective(of: values) == Double(energy - qubo.offset))
  }

  @Test("of no bits is its constant")
  func empty() throws {
    var builder = QUBOBuilder(variableCount: 0)
    builder.addOffset(7)
    let found = try LinearisedQUBO(builder.build()).minimise()
    #expect(found.energy == 7 && found.isProven)
  }

  private static func random(seed: UInt64, bits: Int) throws -> QUBO {
    var random = RandomStream(seed: seed)
    var builder = QUBOBuilder(variableCount: bits)
    builder.addOffset(Int64(random.uniform(below: 100)) - 50)
    for i in 0..<bits {
      builder.addLinear(i, Int64(random.uniform(below: 41)) - 20)
      for j in 0..<i where random.uniform(below: 3) > 0 {
        builder.addCoupling(i, j, Int64(random.uniform(below: 41)) - 20)
      }
    }
    return try builder.build()
  }
}
