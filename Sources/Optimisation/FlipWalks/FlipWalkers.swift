import CAnnealKernels
package import QUBOModel
package import RandomStreams
import Tempering

/// Makes the walkers over one function, with fields of the storage and width that it needs.
///
/// Fields are 16 bits wide where no flip energy leaves that range, else 32, else 64; dense functions
/// are tried by candidates, sparse ones by a race of keys. Each combination has loops of its own.
package struct FlipWalkers {
  private let make: (_ start: BitVector, _ random: RandomStream) -> FlipWalker

  /// Prepares to make walkers.
  ///
  /// - Parameters:
  ///   - qubo: The function.
  ///   - constraints: Zero exactly at valid states, positive elsewhere; `nil` if all are valid.
  ///   - move: How bits are flipped.
  ///   - kernels: The inner loops of dense functions.
  ///   - bits: Above 16, the least width of fields, whatever the flip energies.
  package init(
    of qubo: QUBO, constraints: QUBO? = nil, move: FlipMove, kernels: KernelSet = .best,
    fieldsOfAtLeast bits: Int = 16
  ) {
    let plan = Plan(qubo: qubo, constraints: constraints, move: move, kernels: kernels)
    make = plan.choose(
      largestFlip: max(qubo.largestFlip, bits > 32 ? 1 << 40 : bits > 16 ? 1 << 20 : 0))
  }

  /// A walker at a state, with random numbers of its own.
  package func walker(at start: BitVector, random: RandomStream) -> FlipWalker {
    make(start, random)
  }
}

/// What all walkers over a function have in common.
private struct Plan {
  typealias Make = (BitVector, RandomStream) -> FlipWalker

  let qubo: QUBO
  let constraints: QUBO?
  let move: FlipMove
  let kernels: KernelSet

  func choose(largestFlip: Int64) -> Make {
    let loops = kernels.table.pointee
    let isNarrow = largestFlip < Int16.max
    switch qubo.interactions {
    case .dense8(let rows) where isNarrow: return dense(rows, loops.int8_into_int16, Int16.self)
    case .dense16(let rows) where isNarrow: return dense(rows, loops.int16_into_int16, Int16.self)
    // Thresholds end at 2³⁰: within it nothing is cut off.
    case .dense8(let rows) where largestFlip < 1 << 30:
      return dense(rows, loops.int8_into_int32, Int32.self)
    case .dense16(let rows) where largestFlip < 1 << 30:
      return dense(rows, loops.int16_into_int32, Int32.self)
    case .dense32(let rows) where largestFlip < 1 << 30:
      return dense(rows, loops.int32_into_int32, Int32.self)
    case .dense8(let rows): return plain(rows, Int64.self)
    case .dense16(let rows): return plain(rows, Int64.self)
    case .dense32(let rows): return plain(rows, Int64.self)
    case .denseFloat(let rows): return plain(rows, Int64.self)
    case .sparse32(let rows) where largestFlip < Int32.max: return plain(rows, Int32.self)
    case .sparse32(let rows): return plain(rows, Int64.self)
    case .sparse64(let rows): return plain(rows, Int64.self)
    }
  }

  private func dense<Weight, Field>(
    _ rows: DenseRows<Weight>, _ loops: anneal_dense_kernels, _: Field.Type
  ) -> Make
  where Field: FixedWidthInteger & SignedInteger & BitwiseCopyable & Sendable {
    { start, random in
      let arena = Arena()
      let fields = DenseFields<Field>(
        qubo, rows: rows, kernels: loops, accepted: kernels.table.pointee.accepted, at: start,
        in: arena)
      return walker(CandidateTrial.self, fields, start, arena, random)
    }
  }

  private func plain<Rows: InteractionRows, Field>(_ rows: Rows, _: Field.Type) -> Make
  where Field: FixedWidthInteger & SignedInteger & BitwiseCopyable & Sendable {
    { start, random in
      let arena = Arena()
      let fields = SparseFields<Rows, Field>(qubo, rows: rows, at: start, in: arena)
      return walker(RacedTrial.self, fields, start, arena, random)
    }
  }

  private func walker<Trial: ParallelTrial>(
    _: Trial.Type, _ fields: Trial.Fields, _ start: BitVector, _ arena: Arena,
    _ random: RandomStream
  ) -> FlipWalker {
    FlipReplica<Trial>(
      qubo, fields: fields, constraints: constraints, start: start, move: move, arena: arena,
      random: random
    ).walker
  }
}
