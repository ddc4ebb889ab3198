public import QUBOModel

/// A quadratic function with more bits whose least value over these is a given polynomial's.
///
/// A negative term −a·Πx of k ≥ 3 bits takes one auxiliary bit, as −a·Πx = min over w of a·w·(k − 1 − Σx):
/// D. Freedman and P. Drineas, CVPR 2005, doi:10.1109/CVPR.2005.143. In positive terms a pair xy of bits,
/// the most frequent first, is replaced by a bit w with M·(xy − 2xw − 2yw + 3w) added, which is 0 where
/// w = xy and at least M elsewhere: I. G. Rosenberg, Cahiers du Centre d'Études de Recherche
/// Opérationnelle 17 (1975) 71–74. With M the sum of the coefficients of the terms in which it stands,
/// which are positive, setting w right never costs more than it gains: the other terms change by no
/// more than M. So the least value over w is that of the polynomial before, and over all auxiliary
/// bits, one by one from the last, that of the given one.
public struct Quadratisation: Sendable {
  /// A bit that was added, and the given bits whose product it stands for.
  public struct Auxiliary: Hashable, Sendable {
    /// Given bits, in increasing order.
    public let product: [Int]
  }

  /// The quadratic function: the bits of the polynomial, and then the auxiliary ones.
  public let polynomial: BitPolynomial
  /// The number of bits of the given polynomial.
  public let givenCount: Int
  /// What was added, in order.
  public let auxiliaries: [Auxiliary]

  /// Reduces a polynomial to degree 2.
  ///
  /// - Throws: ``QUBOModel/QUBOError/energyOutOfRange`` if the coefficients that come to be do not fit.
  public init(_ given: BitPolynomial) throws(QUBOError) {
    var work = QuadratisationWork(given)
    work.replaceNegativeTerms()
    while let pair = work.mostFrequentPair() { work.replace(pair) }
    givenCount = given.variableCount
    auxiliaries = work.auxiliaries
    polynomial = try BitPolynomial(
      variableCount: givenCount + auxiliaries.count, terms: work.quadraticTerms)
  }

  /// The assignment of all bits in which the auxiliary ones are the products they stand for.
  public func completed(_ assignment: BitVector) -> BitVector {
    BitVector(count: givenCount + auxiliaries.count) { bit in
      bit < givenCount
        ? assignment[bit] : auxiliaries[bit - givenCount].product.allSatisfy { assignment[$0] }
    }
  }

  /// The quadratic function.
  ///
  /// - Throws: ``QUBOModel/QUBOError`` if no storage holds it.
  public func qubo(unitsPerOne: Int) throws(QUBOError) -> QUBO {
    var builder = QUBOBuilder(
      variableCount: polynomial.variableCount, unitsPerOne: unitsPerOne)
    builder.addOffset(polynomial.constant)
    for term in polynomial.terms {
      if term.bits.count == 1 {
        builder.addLinear(term.bits[0], term.coefficient)
      } else {
        builder.addCoupling(term.bits[0], term.bits[1], term.coefficient)
      }
    }
    return try builder.build()
  }
}

/// The terms of a polynomial while its degree is reduced.
private struct QuadratisationWork {
  private let givenCount: Int
  private(set) var auxiliaries: [Quadratisation.Auxiliary] = []
  /// Terms of degree 2 or less, done with.
  private(set) var quadraticTerms: [(bits: [Int], coefficient: Int64)] = []
  /// Terms of higher degree; those left over by ``replaceNegativeTerms()`` are positive.
  private var high: [BitPolynomial.Term] = []

  /// Two bits of one term.
  struct Pair: Hashable { let first, second: Int }
  /// Which terms of ``high`` have a pair, and the pairs that occur so often, as they were counted.
  private var places: [Pair: Set<Int>] = [:]

  init(_ given: BitPolynomial) {
    givenCount = given.variableCount
    for term in given.allTerms where term.bits.count <= 2 { quadraticTerms.append(term) }
    high = given.terms.filter { $0.bits.count > 2 }
  }

  /// Freedman and Drineas: a bit for each.
  mutating func replaceNegativeTerms() {
    for term in high where term.coefficient < 0 {
      let bit = add(term.bits)
      let size = -term.coefficient
      let (price, overflow) = size.multipliedReportingOverflow(by: Int64(term.bits.count - 1))
      // What does not fit is refused where the terms are added up.
      quadraticTerms.append((bits: [bit], coefficient: overflow ? .max : price))
      for other in term.bits { quadraticTerms.append((bits: [other, bit], coefficient: -size)) }
    }
    high.removeAll { $0.coefficient < 0 }
    for index in high.indices { count(index) }
  }

  /// The pair in the most terms, the first of these in order; none once all is quadratic.
  func mostFrequentPair() -> Pair? {
    places.min {
      ($1.value.count, $0.key.first, $0.key.second) < ($0.value.count, $1.key.first, $1.key.second)
    }?.key
  }

  /// Rosenberg: a bit in place of the pair in all terms that have it.
  mutating func replace(_ pair: Pair) {
    let bit = add([pair.first, pair.second])
    var weight: Int64 = 0
    for index in places[pair, default: []].sorted() {
      forget(index)
      let term = high[index]
      weight += term.coefficient
      let left = term.bits.filter { $0 != pair.first && $0 != pair.second } + [bit]
      high[index] = BitPolynomial.Term(left, term.coefficient)
      if left.count > 2 {
        count(index)
      } else {
        quadraticTerms.append((bits: left, coefficient: term.coefficient))
      }
    }
    quadraticTerms.append((bits: [pair.first, pair.second], coefficient: weight))
    quadraticTerms.append((bits: [pair.first, bit], coefficient: -2 * weight))
    quadraticTerms.append((bits: [pair.second, bit], coefficient: -2 * weight))
    quadraticTerms.append((bits: [bit], coefficient: 3 * weight))
  }

  /// Adds an auxiliary bit for a product of bits, some of which may be auxiliary themselves.
  private mutating func add(_ bits: [Int]) -> Int {
    let product = bits.flatMap { bit in
      bit < givenCount ? [bit] : auxiliaries[bit - givenCount].product
    }
    auxiliaries.append(Quadratisation.Auxiliary(product: Set(product).sorted()))
    return givenCount + auxiliaries.count - 1
  }

  private mutating func count(_ index: Int) {
    for pair in pairs(of: high[index]) { places[pair, default: []].insert(index) }
  }

  private mutating func forget(_ index: Int) {
    for pair in pairs(of: high[index]) {
      places[pair]?.remove(index)
      if places[pair]?.isEmpty == true { places[pair] = nil }
    }
  }

  private func pairs(of term: BitPolynomial.Term) -> [Pair] {
    term.bits.indices.flatMap { second in
      term.bits[..<second].map { Pair(first: $0, second: term.bits[second]) }
    }
  }
}
