package import QUBOModel
import RandomStreams

/// Fields of a state of any function, updated neighbour by neighbour.
package struct SparseFields<Rows: InteractionRows, Field>: LocalFields
where Field: FixedWidthInteger & SignedInteger & BitwiseCopyable & Sendable {
  package let count: Int
  /// hᵢ.
  let fields: UnsafeMutablePointer<Field>
  /// σᵢ.
  let signs: UnsafeMutablePointer<Int8>
  private let rows: Rows

  /// Creates the fields at a state.
  init(_ qubo: QUBO, rows: Rows, at start: BitVector) {
    count = rows.variableCount
    self.rows = rows
    fields = .allocate(capacity: max(1, count))
    signs = .allocate(capacity: max(1, count))
    for (i, flipEnergy) in qubo.flipEnergies(at: start).enumerated() {
      (signs + i).initialize(to: start[i] ? -1 : 1)
      (fields + i).initialize(to: Field(flipEnergy) * Field(signs[i]))
    }
  }

  package func deallocate() {
    fields.deallocate()
    signs.deallocate()
  }

  @inline(__always)
  package func flipEnergy(of i: Int) -> Int64 {
    Int64(fields[i] &* Field(truncatingIfNeeded: signs[i]))
  }

  package mutating func flip(_ k: Int) { flip(k) { _, _ in } }

  /// Flips bit k and calls `body` with every neighbour and then k, and their new flip energies.
  @inline(__always)
  func flip(_ k: Int, _ body: (_ j: Int, _ flipEnergy: Int64) -> Void) {
    let sign = Field(truncatingIfNeeded: signs[k])
    signs[k].negate()
    rows.forEachCoupling(of: k) { j, coefficient in
      let field = fields[j] &+ sign &* Field(truncatingIfNeeded: coefficient)
      fields[j] = field
      body(j, Int64(field &* Field(truncatingIfNeeded: signs[j])))
    }
    body(k, flipEnergy(of: k))
  }
}
