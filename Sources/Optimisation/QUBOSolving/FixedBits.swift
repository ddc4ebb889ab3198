import QUBOModel

/// A function some of whose bits have given values: one of the others.
struct FixedBits {
  /// The function of the free bits.
  let model: QUBO
  private let free: [Int]
  private let whole: BitVector

  /// Fixes bits of a function at values.
  ///
  /// - Throws: ``QUBOModel/QUBOError`` if the sums of coefficients that come to be leave the range.
  init(_ qubo: QUBO, _ values: [Int: Bool]) throws(QUBOError) {
    var whole = BitVector(count: qubo.variableCount)
    for (bit, value) in values { whole[bit] = value }
    let free = (0..<qubo.variableCount).filter { values[$0] == nil }
    var place = Array(repeating: -1, count: qubo.variableCount)
    for (index, bit) in free.enumerated() { place[bit] = index }
    var builder = QUBOBuilder(variableCount: free.count, unitsPerOne: qubo.unitsPerOne)
    builder.addOffset(qubo.energy(of: whole))
    for (index, bit) in free.enumerated() {
      builder.addLinear(index, qubo.linear[bit])
      qubo.interactions.rows.forEachCoupling(of: bit) { other, coefficient in
        if place[other] > index {
          builder.addCoupling(index, place[other], coefficient)
        } else if place[other] < 0, whole[other] {
          builder.addLinear(index, coefficient)
        }
      }
    }
    model = try builder.build()
    self.free = free
    self.whole = whole
  }

  /// An assignment of the free bits with the fixed ones.
  func whole(_ assignment: BitVector) -> BitVector {
    var whole = whole
    for (index, bit) in free.enumerated() { whole[bit] = assignment[index] }
    return whole
  }

  /// The free bits of an assignment.
  func free(of assignment: BitVector) -> BitVector { BitVector(free.map { assignment[$0] }) }
}
