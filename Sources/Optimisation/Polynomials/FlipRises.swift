/// By how much a polynomial can rise where one bit is flipped, whatever the others are: the sum of the
/// coefficients of one sign in the bit's derivative.
///
/// A. Verma and M. Lewis, Discrete Optimization 44 (2022) 100594, doi:10.1016/j.disopt.2020.100594,
/// use the greatest of these as a penalty weight for quadratic functions.
struct FlipRises {
  /// The most that setting each bit adds, at least 0, in units.
  private(set) var setting: [Int64]
  /// The most that clearing each bit adds, at least 0, in units.
  private(set) var clearing: [Int64]

  init(_ polynomial: BitPolynomial) {
    // The terms with two bits or more may be there or not; the linear one always is.
    var certain = Array(repeating: Int64(0), count: polynomial.variableCount)
    var (above, below) = (certain, certain)
    for term in polynomial.terms {
      for bit in term.bits {
        if term.bits.count == 1 {
          certain[bit] += term.coefficient
        } else if term.coefficient > 0 {
          above[bit] += term.coefficient
        } else {
          below[bit] -= term.coefficient
        }
      }
    }
    setting = certain.indices.map { max(0, certain[$0] + above[$0]) }
    clearing = certain.indices.map { max(0, below[$0] - certain[$0]) }
  }
}
