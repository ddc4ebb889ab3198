import Polynomials
import QUBOModel
import RandomStreams
import Testing
import _TemperTestSupport

/// Holds quadratic functions against the polynomials they are made of, at every assignment.
struct QuadratisationTests {
  @Test("The least value over the auxiliary bits is the polynomial's", arguments: seeds(300))
  func leastOverAuxiliaries(seed: UInt64) throws {
    var random = RandomStream(seed: seed, stream: 16)
    let degree = 3 + Int(seed % 3)
    let polynomial = try RandomPolynomial.draw(
      &random, bits: 6, degree: degree, terms: Int.random(in: 1...7, using: &random), largest: 9)
    let quadratisation = try Quadratisation(polynomial)
    #expect(quadratisation.polynomial.degree <= 2)
    let added = quadratisation.auxiliaries.count
    let qubo = try quadratisation.qubo(unitsPerOne: 1)
    for state in RandomPolynomial.states(6) {
      let value = polynomial.value(of: state)
      #expect(qubo.energy(of: quadratisation.completed(state)) == value, "seed \(seed)")
      guard added <= 10 else { continue }
      let least = RandomPolynomial.states(added).map { extra in
        qubo.energy(of: BitVector(count: 6 + added) { $0 < 6 ? state[$0] : extra[$0 - 6] })
      }.min()
      #expect(least == value, "seed \(seed), state \(state)")
    }
  }

  @Test("Auxiliary bits are the products that they are named after")
  func products() throws {
    let positive = try Quadratisation(
      BitPolynomial(
        variableCount: 4,
        terms: [(bits: [0, 1, 2], coefficient: 5), (bits: [0, 1, 3], coefficient: 2)]))
    // One bit in place of the pair that both terms have.
    #expect(positive.auxiliaries.map(\.product) == [[0, 1]])
    let negative = try Quadratisation(
      BitPolynomial(variableCount: 5, terms: [(bits: [0, 1, 2, 3, 4], coefficient: -3)]))
    #expect(negative.auxiliaries.map(\.product) == [[0, 1, 2, 3, 4]])
    #expect(negative.completed(BitVector([true, true, true, true, true]))[5])
    #expect(!negative.completed(BitVector([true, true, true, true, false]))[5])
  }

  @Test("What does not fit into 64 bits is refused, and does not trap")
  func limits() throws {
    let largest = BitPolynomial.largestSum
    #expect(throws: QUBOError.energyOutOfRange) {
      try BitPolynomial(
        variableCount: 2, terms: [(bits: [0], coefficient: largest), (bits: [1], coefficient: 1)])
    }
    #expect(throws: QUBOError.energyOutOfRange) {
      try BitPolynomial(
        variableCount: 1, terms: [(bits: [0], coefficient: .max), (bits: [0], coefficient: 1)])
    }
    for sign: Int64 in [1, -1] {
      let polynomial = try BitPolynomial(
        variableCount: 30, terms: [(bits: Array(0..<30), coefficient: sign * largest)])
      #expect(throws: QUBOError.energyOutOfRange) { try Quadratisation(polynomial) }
      #expect(throws: QUBOError.energyOutOfRange) { try polynomial.times(sign * 8) }
    }
  }
}
