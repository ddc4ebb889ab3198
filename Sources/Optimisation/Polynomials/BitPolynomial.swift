public import QUBOModel

/// A polynomial of any degree over bits: c + Σ over terms of coefficient · Π of its bits.
///
/// As x² = x for bits, a term is a set of bits, and each function of bits has one such polynomial.
/// Coefficients are whole units, and their magnitudes add up to 2⁶⁰ at most, so that no value and no
/// sum of terms overflows.
public struct BitPolynomial: Hashable, Sendable {
  /// A coefficient and the bits it is multiplied by.
  public struct Term: Hashable, Sendable {
    /// At least one bit, each once, in increasing order.
    public let bits: [Int]
    /// Not 0, in units.
    public let coefficient: Int64

    init(_ bits: [Int], _ coefficient: Int64) {
      self.bits = bits
      self.coefficient = coefficient
    }
  }

  /// What the magnitudes of all coefficients add up to at most, in units.
  public static let largestSum: Int64 = 1 << 60

  /// The number of bits.
  public let variableCount: Int
  /// The value where all bits are 0, in units.
  public let constant: Int64
  /// The terms, lower degrees first, no set of bits twice.
  public let terms: [Term]

  /// Adds up terms; bits of a term may repeat, and sets of bits, too.
  ///
  /// - Precondition: bits are in 0..<`variableCount`.
  /// - Throws: ``QUBOModel/QUBOError/energyOutOfRange`` if the magnitudes add up to more than
  ///   ``largestSum``.
  public init(
    variableCount: Int, terms given: [(bits: [Int], coefficient: Int64)]
  ) throws(QUBOError) {
    var sums: [[Int]: Int64] = [:]
    for (bits, coefficient) in given {
      let set = Set(bits).sorted()
      precondition(set.allSatisfy { (0..<variableCount).contains($0) }, "bits are counted")
      let (sum, overflow) = sums[set, default: 0].addingReportingOverflow(coefficient)
      guard !overflow else { throw .energyOutOfRange }
      sums[set] = sum
    }
    var total: UInt64 = 0
    for sum in sums.values {
      let (magnitude, overflow) = total.addingReportingOverflow(sum.magnitude)
      guard !overflow, magnitude <= Self.largestSum else { throw .energyOutOfRange }
      total = magnitude
    }
    self.variableCount = variableCount
    constant = sums.removeValue(forKey: []) ?? 0
    terms = sums.filter { $0.value != 0 }.map { Term($0.key, $0.value) }.sorted {
      $0.bits.count != $1.bits.count
        ? $0.bits.count < $1.bits.count : $0.bits.lexicographicallyPrecedes($1.bits)
    }
  }

  /// The most bits in a term; 0 for a constant.
  public var degree: Int { terms.last?.bits.count ?? 0 }

  /// The value of an assignment, in units; bits beyond ``variableCount`` do not matter.
  public func value(of assignment: BitVector) -> Int64 {
    precondition(assignment.count >= variableCount, "one value per bit")
    return terms.reduce(into: constant) { sum, term in
      if term.bits.allSatisfy({ assignment[$0] }) { sum += term.coefficient }
    }
  }

  /// Twice the polynomial, say, or the polynomial in other units.
  ///
  /// - Throws: ``QUBOModel/QUBOError/energyOutOfRange``.
  public func times(_ factor: Int64) throws(QUBOError) -> BitPolynomial {
    var products = try allTerms.map { term throws(QUBOError) in
      let (product, overflow) = term.coefficient.multipliedReportingOverflow(by: factor)
      guard !overflow else { throw .energyOutOfRange }
      return (bits: term.bits, coefficient: product)
    }
    products.removeAll { $0.coefficient == 0 }
    return try BitPolynomial(variableCount: variableCount, terms: products)
  }

  /// The sum with another polynomial of the same bits.
  ///
  /// - Throws: ``QUBOModel/QUBOError/energyOutOfRange``.
  public func plus(_ other: BitPolynomial) throws(QUBOError) -> BitPolynomial {
    try BitPolynomial(
      variableCount: max(variableCount, other.variableCount), terms: allTerms + other.allTerms)
  }

  /// The terms with the constant as one without bits.
  var allTerms: [(bits: [Int], coefficient: Int64)] {
    [(bits: [], coefficient: constant)]
      + terms.map { (bits: $0.bits, coefficient: $0.coefficient) }
  }
}
