import QUBOModel
import Tempering

/// Fields of a state of any function, updated neighbour by neighbour.
struct SparseFields<Rows: InteractionRows, Field>: LocalFields
where Field: FixedWidthInteger & SignedInteger & BitwiseCopyable & Sendable {
  let count: Int
  /// hᵢ.
  private let fields: UnsafeMutablePointer<Field>
  /// σᵢ.
  private let signs: UnsafeMutablePointer<Int8>
  private let rows: Rows

  /// Creates the fields at a state.
  init(_ qubo: QUBO, rows: Rows, at start: BitVector, in arena: Arena) {
    count = rows.variableCount
    self.rows = rows
    fields = arena.allocate(count, filledWith: 0)
    signs = arena.allocate(count, filledWith: 1)
    for (i, flipEnergy) in qubo.flipEnergies(at: start).enumerated() {
      signs[i] = start[i] ? -1 : 1
      fields[i] = Field(flipEnergy) * Field(signs[i])
    }
  }

  @inline(__always)
  func flipEnergy(of i: Int) -> Int64 {
    Int64(fields[i] &* Field(truncatingIfNeeded: signs[i]))
  }

  mutating func flip(_ k: Int) { flip(k) { _, _ in } }

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
