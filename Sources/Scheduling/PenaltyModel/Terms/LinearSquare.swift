import QUBOModel

/// A square of a linear function of bits, (Σ a · bit + constant)², as it expands with bit² = bit.
struct LinearSquare: Sendable {
  /// The bits with their coefficients a; no bit comes twice.
  let terms: [(bit: Int, coefficient: Int)]
  let constant: Int

  var offset: Int64 { Int64(constant) * Int64(constant) }

  func forEachLinear(_ body: (_ bit: Int, _ coefficient: Int64) -> Void) {
    for (bit, a) in terms { body(bit, Int64(a) * Int64(a + 2 * constant)) }
  }

  /// Calls `body` with each coupling; all 2ab have to fit 32 bits.
  func forEachCoupling(_ body: (_ bit: Int, _ other: Int, _ coefficient: Int32) -> Void) {
    for (position, (bit, a)) in terms.enumerated() {
      for (other, b) in terms[(position + 1)...] { body(bit, other, Int32(2 * a * b)) }
    }
  }

  func value(of assignment: BitVector) -> Int64 {
    let sum = terms.reduce(constant) { assignment[$1.bit] ? $0 + $1.coefficient : $0 }
    return Int64(sum) * Int64(sum)
  }
}

/// Bits that together say a number in 0...`most`, every one of these and no other.
///
/// Their coefficients are 1, 2, 4, … and what is left of `most`: ⌈log₂(`most` + 1)⌉ bits.
struct SlackBits: Sendable {
  let first: Int
  let coefficients: [Int]

  /// Takes as many bits as are needed, from `first` on.
  init(first: Int, upTo most: Int) {
    self.first = first
    var coefficients: [Int] = []
    var rest = max(0, most)
    while rest > 0 {
      let next = min(rest, 1 << coefficients.count)
      coefficients.append(next)
      rest -= next
    }
    self.coefficients = coefficients
  }

  /// The number of bits for numbers in 0...`most`.
  static func count(upTo most: Int) -> Int {
    most <= 0 ? 0 : Int.bitWidth - most.leadingZeroBitCount
  }

  var bits: Range<Int> { first..<first + coefficients.count }

  /// The bits with their coefficients.
  var terms: [(bit: Int, coefficient: Int)] { Array(zip(bits, coefficients)) }

  /// Sets the bits to a number, or to the nearest one that they can say.
  func write(_ number: Int, to assignment: inout BitVector) {
    // The last coefficient first: what it leaves is less than the next power of two.
    var rest = max(0, number)
    for (bit, coefficient) in terms.reversed() {
      assignment[bit] = rest >= coefficient
      if rest >= coefficient { rest -= coefficient }
    }
  }
}
