import CAnnealKernels
package import QUBOModel
package import RandomStreams

/// Uses the concrete fields that a function needs; see ``FieldsChoice``.
package protocol FieldsVisitor {
  /// What the visit comes to.
  associatedtype Result

  /// Works with fields of one type; `make` creates them at a state.
  func visit<Fields: LocalFields>(
    _ make: (BitVector, inout RandomStream) -> Fields
  ) -> Result
}

/// Picks storage and width of local fields for a function, so that each has specialised loops.
///
/// Fields are 16 bits wide where no flip energy leaves that range, else 32, else 64.
package struct FieldsChoice {
  private let qubo: QUBO
  private let kernels: KernelSet
  private let largestFlip: Int64

  /// Prepares the choice; `atLeastBits` above 16 forces wider fields than needed.
  package init(_ qubo: QUBO, kernels: KernelSet, atLeastBits: Int = 16) {
    self.qubo = qubo
    self.kernels = kernels
    largestFlip = max(qubo.largestFlip, atLeastBits > 32 ? 1 << 40 : atLeastBits > 16 ? 1 << 20 : 0)
  }

  /// Hands the fields to a visitor.
  package func visit<Visitor: FieldsVisitor>(_ visitor: Visitor) -> Visitor.Result {
    let kernels = kernels.table.pointee
    let isNarrow = largestFlip < Int16.max
    switch qubo.interactions {
    case .dense8(let rows) where isNarrow:
      return dense(rows, kernels.int8_into_int16, Int16.self, visitor)
    case .dense16(let rows) where isNarrow:
      return dense(rows, kernels.int16_into_int16, Int16.self, visitor)
    // Thresholds end at 2³⁰: within it nothing is cut off.
    case .dense8(let rows) where largestFlip < 1 << 30:
      return dense(rows, kernels.int8_into_int32, Int32.self, visitor)
    case .dense16(let rows) where largestFlip < 1 << 30:
      return dense(rows, kernels.int16_into_int32, Int32.self, visitor)
    case .dense32(let rows) where largestFlip < 1 << 30:
      return dense(rows, kernels.int32_into_int32, Int32.self, visitor)
    case .dense8(let rows): return plain(rows, Int64.self, visitor)
    case .dense16(let rows): return plain(rows, Int64.self, visitor)
    case .dense32(let rows): return plain(rows, Int64.self, visitor)
    case .denseFloat(let rows): return plain(rows, Int64.self, visitor)
    case .sparse32(let rows) where largestFlip < Int32.max:
      return plain(rows, Int32.self, visitor)
    case .sparse32(let rows): return plain(rows, Int64.self, visitor)
    case .sparse64(let rows): return plain(rows, Int64.self, visitor)
    }
  }

  private func dense<Weight, Field, Visitor: FieldsVisitor>(
    _ rows: DenseRows<Weight>, _ loops: anneal_dense_kernels, _: Field.Type, _ visitor: Visitor
  ) -> Visitor.Result
  where Field: FixedWidthInteger & SignedInteger & BitwiseCopyable & Sendable {
    visitor.visit { start, random in
      DenseFields<Field>(
        qubo, rows: rows, kernels: loops, accepted: kernels.table.pointee.accepted, at: start,
        using: &random)
    }
  }

  private func plain<Rows: InteractionRows, Field, Visitor: FieldsVisitor>(
    _ rows: Rows, _: Field.Type, _ visitor: Visitor
  ) -> Visitor.Result
  where Field: FixedWidthInteger & SignedInteger & BitwiseCopyable & Sendable {
    visitor.visit { start, _ in SparseFields<Rows, Field>(qubo, rows: rows, at: start) }
  }
}
