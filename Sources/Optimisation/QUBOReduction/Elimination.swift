import QUBOModel

/// A variable that was minimised out, and what its best value depends on.
struct Elimination: Sendable {
  /// The variable.
  let variable: Int
  /// Its coefficient when it was left out.
  let linear: Int64
  /// Its neighbours by then, in increasing order, and the coefficients of the pairs.
  let couplings: [(variable: Int, value: Int64)]

  /// a + Σⱼ bⱼxⱼ: the variable is best 1 where this is negative, and 0 where it is positive.
  func field(at assignment: BitVector) -> Int64 {
    couplings.reduce(linear) { assignment[$1.variable] ? $0 + $1.value : $0 }
  }

  /// f(x) = min(0, a + Σⱼ bⱼxⱼ) of up to three neighbours, by the bits of an index.
  private var minima: [Int64] {
    (0..<1 << couplings.count).map { bits in
      min(
        0,
        couplings.indices.reduce(linear) { bits >> $1 & 1 == 1 ? $0 + couplings[$1].value : $0 })
    }
  }

  /// f as a polynomial, by the sets of neighbours that a term multiplies, as bits of an index.
  ///
  /// The Möbius transform: a term is the alternating sum of f over the subsets of its neighbours.
  var polynomial: [Int64] {
    var terms = minima
    for place in couplings.indices {
      for bits in terms.indices where bits >> place & 1 == 1 {
        terms[bits] -= terms[bits ^ 1 << place]
      }
    }
    return terms
  }

  /// The value of the variable in every minimiser, or in one of them, if its sign never changes.
  var fixedValue: Bool? {
    let lowest = couplings.reduce(linear) { $0 + min(0, $1.value) }
    if lowest >= 0 { return false }
    let highest = couplings.reduce(linear) { $0 + max(0, $1.value) }
    return highest <= 0 ? true : nil
  }
}
