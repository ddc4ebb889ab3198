import Failures
import QUBOModel
import RandomStreams
import Testing
import _TemperTestSupport

struct BuilderTests {
  @Test("Repeated coefficients add up, in either order of a pair")
  func repeated() throws {
    var builder = QUBOBuilder(variableCount: 3, unitsPerOne: 10)
    builder.addOffset(5)
    builder.addOffset(-7)
    builder.addLinear(1, 4)
    builder.addLinear(1, 4)
    builder.addCoupling(0, 2, 3)
    builder.addCoupling(2, 0, 8)
    builder.addCoupling(0, 1, 6)
    builder.addCoupling(1, 0, -6)
    let qubo = try builder.build(storage: .sparse)
    #expect(qubo.offset == -2 && qubo.linear == [0, 8, 0] && qubo.unitsPerOne == 10)
    #expect(qubo.energy(of: BitVector([true, true, true])) == 17)
    #expect(qubo.largestFlip == 11)
    guard case .sparse32(let rows) = qubo.interactions else {
      Issue.record("small coefficients are stored in 32 bits")
      return
    }
    // The pair whose coefficients cancel takes no room.
    #expect(rows.pattern.entryCount == 2)
  }

  @Test("A tenth of all pairs decides between dense and sparse")
  func automaticStorage() throws {
    for (pairs, name) in [(18, "sparse32"), (19, "dense8")] {
      var builder = QUBOBuilder(variableCount: 20)
      for pair in 0..<pairs { builder.addCoupling(pair, pair + 1, 1) }
      #expect(try builder.build().interactions.name == name)
    }
  }

  @Test("Functions without variables or couplings have energies", arguments: [0, 1, 2])
  func empty(count: Int) throws {
    for storage in [QUBOBuilder.Storage.automatic, .dense, .sparse] {
      var builder = QUBOBuilder(variableCount: count)
      builder.addOffset(-3)
      let qubo = try builder.build(storage: storage)
      #expect(qubo.energy(of: BitVector(count: count)) == -3)
      #expect(qubo.flipEnergies(at: BitVector(count: count)) == Array(repeating: 0, count: count))
      #expect(qubo.largestFlip == 0)
    }
  }

  @Test("A sum that leaves 64 bits is noticed, even if it comes back")
  func overflow() {
    for extreme in [Int64.max, .min] {
      let step: Int64 = extreme > 0 ? 1 : -1
      var builders = Array(repeating: QUBOBuilder(variableCount: 2), count: 3)
      for value in [extreme, step, -step, extreme == .min ? .max : -extreme] {
        builders[0].addOffset(value)
        builders[1].addLinear(0, value)
        builders[2].addCoupling(0, 1, value)
      }
      for builder in builders {
        #expect(throws: QUBOError.energyOutOfRange) { try builder.build() }
      }
    }
  }

  @Test("Coefficients that add up to more than 2^62 are refused, up to it accepted")
  func range() throws {
    let limit: Int64 = 1 << 62
    for value in [limit, -limit] {
      var builders = Array(repeating: QUBOBuilder(variableCount: 2), count: 2)
      builders[0].addOffset(value)
      builders[1].addLinear(1, value)
      for var builder in builders {
        #expect(try builder.build().offset == builder.build().energy(of: BitVector(count: 2)))
        builder.addLinear(0, 1)
        #expect(throws: QUBOError.energyOutOfRange) { try builder.build() }
      }
    }
    var pair = QUBOBuilder(variableCount: 2)
    pair.addCoupling(0, 1, limit / 2)
    #expect(try pair.build(storage: .sparse).largestFlip == limit / 2)
    pair.addOffset(1)
    #expect(throws: QUBOError.energyOutOfRange) { try pair.build(storage: .sparse) }
  }

  @Test("Extreme coefficients are refused in every storage", arguments: [Int64.min, .max])
  func extremes(value: Int64) {
    for storage in [QUBOBuilder.Storage.automatic, .dense, .sparse] {
      for kind in 0..<3 {
        var builder = QUBOBuilder(variableCount: 3)
        switch kind {
        case 0: builder.addOffset(value)
        case 1: builder.addLinear(2, value)
        default: builder.addCoupling(1, 2, value)
        }
        #expect(throws: QUBOError.self) { try builder.build(storage: storage) }
      }
    }
  }

  @Test("Many small couplings that add up to more than 2^62 are refused")
  func sums() {
    var builder = QUBOBuilder(variableCount: 40)
    for i in 0..<40 {
      for j in 0..<i { builder.addCoupling(i, j, 1 << 51) }
    }
    #expect(throws: Never.self) { try builder.build() }
    for i in 0..<40 { builder.addLinear(i, 1 << 57) }
    #expect(throws: QUBOError.energyOutOfRange) { try builder.build() }
  }

  @Test("A coupling that no dense storage holds is refused there, and stored sparsely else")
  func inexact() throws {
    let odd: Int64 = (1 << 32) + 1
    var builder = QUBOBuilder(variableCount: 3)
    builder.addCoupling(0, 1, odd)
    builder.addCoupling(1, 2, 1)
    #expect(throws: QUBOError.coefficientNotExact(odd, storage: "dense Float")) {
      try builder.build(storage: .dense)
    }
    let qubo = try builder.build()
    #expect(qubo.interactions.name == "sparse64")
    #expect(qubo.energy(of: BitVector([true, true, false])) == odd)
  }

  @Test("Dense couplings are divided by what divides them all", arguments: [1, 2, 3, 1 << 40])
  func scale(divisor: Int64) throws {
    var builder = QUBOBuilder(variableCount: 3)
    builder.addCoupling(0, 1, -127 * divisor)
    builder.addCoupling(1, 2, 5 * divisor)
    let qubo = try builder.build(storage: .dense)
    guard case .dense8(let rows) = qubo.interactions else {
      Issue.record("multiples of up to 127 take a byte")
      return
    }
    #expect(rows.scale == divisor)
    #expect(qubo.energy(of: BitVector([true, true, true])) == -122 * divisor)
  }

  @Test("Errors say what to do")
  func errors() {
    #expect(
      QUBOError.memoryLimit(needed: 3 << 30, limit: 1_572_864).description == """
        the model needs 3.0 GiB but the limit is 1.5 MiB; raise the memory limit, use fewer \
        replicas, or exchange moves, which need no matrix
        """)
    #expect(QUBOError.energyOutOfRange.description.contains("2^62"))
    #expect(
      QUBOError.coefficientNotExact(7, storage: "dense Float").description.contains(
        "coefficient 7 cannot be held exactly in dense Float storage"))
  }
}
