import Polynomials
import QUBOModel
import RandomStreams

/// Random polynomials, and all assignments of a few bits.
enum RandomPolynomial {
  /// Terms of up to `degree` bits with coefficients of at most `largest`.
  static func draw(
    _ random: inout RandomStream, bits: Int, degree: Int, terms: Int, largest: Int64
  ) throws -> BitPolynomial {
    try BitPolynomial(
      variableCount: bits,
      terms: (0..<terms).map { _ in
        let count = Int.random(in: 1...degree, using: &random)
        let set = Array((0..<bits).shuffled(using: &random).prefix(count))
        return (bits: set, coefficient: Int64.random(in: -largest...largest, using: &random))
      })
  }

  /// The assignments of so many bits.
  static func states(_ bits: Int) -> [BitVector] {
    (0..<1 << bits).map { word in BitVector(count: bits) { word >> $0 & 1 == 1 } }
  }
}
