import CAnnealKernels
import QUBOModel
import Tempering

/// Fields of a state of a dense function, updated and searched by vector kernels.
struct DenseFields<Field>: LocalFields
where Field: FixedWidthInteger & SignedInteger & BitwiseCopyable & Sendable {
  let count: Int
  /// `count` rounded up to whole vectors.
  private let paddedCount: Int
  /// hᵢ, padded with what no bound reaches.
  private let fields: UnsafeMutablePointer<Field>
  /// σᵢ, padded with 1.
  private let signs: UnsafeMutablePointer<Field>
  private let kernels: anneal_dense_kernels
  private let acceptedKernel: KernelSet.Accepted
  private let rows: RowAddresses
  /// What the stored weights of the rows are to be multiplied by.
  private let scale: Int32

  /// Creates the fields at a state.
  init<Weight>(
    _ qubo: QUBO, rows: DenseRows<Weight>, kernels: anneal_dense_kernels,
    accepted: KernelSet.Accepted, at start: BitVector, in arena: Arena
  ) {
    count = rows.variableCount
    paddedCount = rows.stride
    fields = arena.allocate(paddedCount, filledWith: .max)
    signs = arena.allocate(paddedCount, filledWith: 1)
    for (i, flipEnergy) in qubo.flipEnergies(at: start).enumerated() {
      signs[i] = start[i] ? -1 : 1
      fields[i] = Field(flipEnergy) * signs[i]
    }
    self.kernels = kernels
    acceptedKernel = accepted
    self.rows = RowAddresses(rows)
    arena.keep(rows)
    scale = Int32(rows.scale)
  }

  @inline(__always)
  func flipEnergy(of i: Int) -> Int64 { Int64(fields[i] &* signs[i]) }

  /// ΔEᵢ in 32 bits, which hold the thresholds of all kernels.
  @inline(__always)
  func narrowFlipEnergy(of i: Int) -> Int32 { Int32(truncatingIfNeeded: fields[i] &* signs[i]) }

  mutating func flip(_ k: Int) {
    kernels.add_row(fields, rows[k], paddedCount, Int32(signs[k]) &* scale)
    signs[k].negate()
  }

  /// Flips bit k and lists the bits with ΔE ≤ bound; returns how many there are.
  mutating func flip(
    _ k: Int, collecting bits: UnsafeMutablePointer<Int32>, upTo bound: Double
  ) -> Int {
    let factor = Int32(signs[k]) &* scale
    signs[k].negate()
    return kernels.add_row_and_collect(
      fields, signs, rows[k], paddedCount, factor, Self.limit(bound), bits)
  }

  /// Lists the bits with ΔE ≤ bound; returns how many there are.
  func collect(_ bits: UnsafeMutablePointer<Int32>, upTo bound: Double) -> Int {
    kernels.collect(fields, signs, paddedCount, Self.limit(bound), bits)
  }

  /// The first bit at or after `position` whose ΔE is within its threshold, or nil; thresholds are
  /// drawn as blocks of bits are entered.
  func nextAccepted(from position: Int, drawing draws: inout anneal_sweep) -> Int? {
    let bit = kernels.next_accepted(fields, signs, paddedCount, position, &draws)
    return bit < paddedCount ? bit : nil
  }

  /// Draws for each of some flip energies and lists the positions of the accepted ones.
  func accepted(
    _ energies: UnsafePointer<Int32>, count: Int, offset: Int,
    into positions: UnsafeMutablePointer<Int32>, drawing draws: inout anneal_sweep
  ) -> Int {
    acceptedKernel(energies, count, Int32(truncatingIfNeeded: offset), &draws, positions)
  }

  /// The bound as the kernels take it: below the fields of padding, and at most 2³⁰, which leaves
  /// room to add energies in 32 bits.
  private static func limit(_ bound: Double) -> Int32 {
    Int32(min(max(bound.rounded(.down), -0x1p30), Double(min(Int64(Field.max) - 1, 1 << 30))))
  }
}

/// Where the rows of a dense matrix are, whatever their type; the matrix must outlive it.
private struct RowAddresses {
  private let first: UnsafeRawPointer
  private let bytesPerRow: Int

  init<Weight>(_ rows: DenseRows<Weight>) {
    first = UnsafeRawPointer(rows.row(0))
    bytesPerRow = rows.stride * MemoryLayout<Weight>.stride
  }

  @inline(__always)
  subscript(row: Int) -> UnsafeRawPointer { first + row * bytesPerRow }
}
