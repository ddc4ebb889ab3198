import CAnnealKernels
import QUBOModel
import RandomStreams

/// Fields of a state of a dense function, updated and searched by vector kernels.
package struct DenseFields<Field>: LocalFields
where Field: FixedWidthInteger & SignedInteger & BitwiseCopyable & Sendable {
  package let count: Int
  /// `count` rounded up to whole vectors.
  let paddedCount: Int
  /// hᵢ, padded with what no bound reaches.
  let fields: UnsafeMutablePointer<Field>
  /// σᵢ, padded with 1.
  let signs: UnsafeMutablePointer<Field>
  /// What a sweep remembers from one flip to the next.
  var sweep: anneal_sweep
  private let kernels: anneal_dense_kernels
  private let acceptedKernel: KernelSet.Accepted
  private let rows: RowAddresses
  private let scale: Int32

  /// Creates the fields at a state.
  init<Weight>(
    _ qubo: QUBO, rows: DenseRows<Weight>, kernels: anneal_dense_kernels,
    accepted: KernelSet.Accepted, at start: BitVector, using random: inout RandomStream
  ) {
    count = rows.variableCount
    paddedCount = rows.stride
    fields = .allocate(capacity: max(1, paddedCount))
    signs = .allocate(capacity: max(1, paddedCount))
    fields.initialize(repeating: .max, count: paddedCount)
    signs.initialize(repeating: 1, count: paddedCount)
    for (i, flipEnergy) in qubo.flipEnergies(at: start).enumerated() {
      signs[i] = start[i] ? -1 : 1
      fields[i] = Field(flipEnergy) * signs[i]
    }
    sweep = anneal_sweep(
      random: anneal_random16(using: &random), thresholds: anneal_sweep().thresholds, temperature: 1
    )
    self.kernels = kernels
    acceptedKernel = accepted
    self.rows = RowAddresses(rows)
    scale = Int32(rows.scale)
  }

  package func deallocate() {
    fields.deallocate()
    signs.deallocate()
  }

  @inline(__always)
  package func flipEnergy(of i: Int) -> Int64 { Int64(fields[i] &* signs[i]) }

  package mutating func flip(_ k: Int) {
    kernels.add_row(fields, rows[k], paddedCount, Int32(signs[k]) &* scale)
    signs[k].negate()
  }

  /// Flips bit k and lists the bits with ΔE ≤ bound; returns how many there are.
  func flip(
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

  /// The first bit at or after `position` that a Metropolis trial accepts, or nil.
  mutating func nextAccepted(from position: Int) -> Int? {
    let bit = kernels.next_accepted(fields, signs, paddedCount, position, &sweep)
    return bit < paddedCount ? bit : nil
  }

  /// Draws for each of some flip energies and lists the positions of the accepted ones.
  mutating func accepted(
    _ energies: UnsafePointer<Int32>, count: Int, offset: Int,
    into positions: UnsafeMutablePointer<Int32>
  ) -> Int {
    acceptedKernel(energies, count, Int32(truncatingIfNeeded: offset), &sweep, positions)
  }

  /// The bound as the kernels take it: below the fields of padding.
  static func limit(_ bound: Double) -> Int32 {
    Int32(min(max(bound.rounded(.down), -0x1p30), Double(min(Int64(Field.max) - 1, 1 << 30))))
  }
}

/// Where the rows of a dense matrix are, whatever their type.
private struct RowAddresses {
  private let first: UnsafeRawPointer
  private let bytesPerRow: Int
  private let owner: any InteractionRows

  init<Weight>(_ rows: DenseRows<Weight>) {
    first = UnsafeRawPointer(rows.row(0))
    bytesPerRow = rows.stride * MemoryLayout<Weight>.stride
    owner = rows
  }

  @inline(__always)
  subscript(row: Int) -> UnsafeRawPointer { first + row * bytesPerRow }
}
