import CAnnealKernels
package import QUBOModel
package import RandomStreams
package import Tempering

/// Sixteen replicas of a sparse function that are swept together, one in each lane of a vector.
///
/// Whatever a lane does, all lanes try the same bit at the same time, and a flip in any of them
/// visits the same neighbours: so rows are read once for sixteen replicas, and nothing depends on
/// how many of them accept. For sparse functions this is several times faster than one replica
/// after the other; for dense ones a row is too long to be visited for the sake of few lanes.
package final class SweepBundle {
  /// Replicas in a bundle: 32-bit numbers in a vector of 64 bytes.
  package static let lanes = 16

  private let qubo: QUBO
  private let rows: SweepRows
  private let arena = Arena()
  /// Fields and signs of sixteen states side by side.
  private let lanesOfBits: LaneFields
  private let sweep: (@convention(c) (UnsafeMutablePointer<anneal_bundle>?) -> Void)?
  private let save: (@convention(c) (UnsafeMutablePointer<anneal_bundle>?) -> Void)?
  private var bundle = anneal_bundle()

  /// Creates a bundle whose replicas start at random states.
  ///
  /// - Precondition: `qubo.largestFlip` < 2³⁰, where thresholds end.
  package init(
    _ qubo: QUBO, rows: SweepRows, kernels: KernelSet, refusesTies: Bool = false,
    using random: inout RandomStream
  ) {
    self.qubo = qubo
    self.rows = rows
    let table = kernels.table.pointee
    lanesOfBits = LaneFields(
      count: qubo.variableCount, isNarrow: qubo.largestFlip < Int16.max, in: arena)
    sweep = lanesOfBits.isNarrow ? table.sweep_bundle_int16 : table.sweep_bundle_int32
    save = lanesOfBits.isNarrow ? table.save_int16 : table.save_int32
    bundle.count = qubo.variableCount
    bundle.starts = rows.starts
    bundle.columns = rows.columns
    bundle.weights = rows.weights
    bundle.fields = lanesOfBits.fields
    bundle.signs = lanesOfBits.signs
    bundle.best_bits = arena.allocate(qubo.variableCount, filledWith: 0)
    bundle.best_energy = .max
    bundle.unsaved_lane = -1
    bundle.may_refuse_ties = refusesTies ? 1 : 0
    for lane in 0..<Self.lanes {
      place(lane, at: Self.randomState(qubo, using: &random))
    }
    bundle.random = anneal_random16(using: &random)
    save?(&bundle)
  }

  private static func randomState(_ qubo: QUBO, using random: inout RandomStream) -> BitVector {
    BitVector(count: qubo.variableCount) { _ in random.next() >> 63 == 1 }
  }

  /// Puts a lane at a state.
  private func place(_ lane: Int, at state: BitVector) {
    place(
      lane, at: state, energy: qubo.energy(of: state), flipEnergies: qubo.flipEnergies(at: state))
  }

  /// Puts a lane at a state of known energies.
  package func place(_ lane: Int, at state: BitVector, energy: Int64, flipEnergies: [Int64]) {
    if bundle.unsaved_lane == lane { save?(&bundle) }
    lanesOfBits.place(lane, at: state, flipEnergies: flipEnergies)
    let energy = energy - qubo.offset
    withUnsafeMutableBytes(of: &bundle.energies) {
      $0.storeBytes(of: energy, toByteOffset: 8 * lane, as: Int64.self)
    }
    if energy < bundle.best_energy {
      save?(&bundle)
      bundle.best_energy = energy
      bundle.unsaved_lane = Int32(lane)
    }
  }

  /// Accepted flips of all lanes.
  package var acceptedMoves: Int { Int(bundle.flips) }

  /// The energy of a lane's current state.
  package func energy(of lane: Int) -> Int64 {
    withUnsafeBytes(of: bundle.energies) {
      $0.load(fromByteOffset: 8 * lane, as: Int64.self) + qubo.offset
    }
  }

  /// The current state of a lane.
  package func state(of lane: Int) -> BitVector { lanesOfBits.state(of: lane) }

  /// The best state of any lane.
  package var best: Incumbent<BitVector> {
    let bits = bundle.best_bits
    let state = BitVector(count: qubo.variableCount) { bits?[$0] ?? 0 != 0 }
    return Incumbent(state: state, energy: bestEnergy, violation: 0)
  }

  /// The energy of the best state of any lane.
  package var bestEnergy: Int64 { bundle.best_energy + qubo.offset }

  /// Sweeps all lanes, each at its own temperature.
  package func advance(steps: Int, temperatures: some Sequence<Double>) {
    withUnsafeMutableBytes(of: &bundle.temperatures) {
      for (lane, temperature) in temperatures.enumerated() {
        $0.storeBytes(of: Float(temperature), toByteOffset: 4 * lane, as: Float.self)
      }
    }
    for _ in 0..<steps { sweep?(&bundle) }
    save?(&bundle)
  }
}

/// Fields and signs of sixteen states, 16 or 32 bits wide: 16 · bit + lane.
private struct LaneFields {
  let count: Int
  let isNarrow: Bool
  /// hᵢ of each lane.
  let fields: UnsafeMutableRawPointer
  /// σᵢ of each lane.
  let signs: UnsafeMutableRawPointer

  init(count: Int, isNarrow: Bool, in arena: Arena) {
    self.count = count
    self.isNarrow = isNarrow
    let cells = SweepBundle.lanes * count
    fields = Self.room(cells, isNarrow, in: arena)
    signs = Self.room(cells, isNarrow, in: arena)
  }

  private static func room(
    _ cells: Int, _ isNarrow: Bool, in arena: Arena
  ) -> UnsafeMutableRawPointer {
    isNarrow
      ? UnsafeMutableRawPointer(arena.allocate(cells, filledWith: Int16(0)))
      : UnsafeMutableRawPointer(arena.allocate(cells, filledWith: Int32(0)))
  }

  func place(_ lane: Int, at state: BitVector, flipEnergies: [Int64]) {
    isNarrow
      ? store(Int16.self, lane, state, flipEnergies) : store(Int32.self, lane, state, flipEnergies)
  }

  private func store<Field: FixedWidthInteger & BitwiseCopyable & SignedInteger>(
    _: Field.Type, _ lane: Int, _ state: BitVector, _ flipEnergies: [Int64]
  ) {
    let fields = fields.assumingMemoryBound(to: Field.self)
    let signs = signs.assumingMemoryBound(to: Field.self)
    for (i, flipEnergy) in flipEnergies.enumerated() {
      let sign: Field = state[i] ? -1 : 1
      signs[SweepBundle.lanes * i + lane] = sign
      fields[SweepBundle.lanes * i + lane] = Field(flipEnergy) * sign
    }
  }

  func state(of lane: Int) -> BitVector {
    let bytes = isNarrow ? 2 : 4
    // The sign bit is in the last byte of the lane, numbers being little-endian.
    let lastByte = UnsafeRawPointer(signs) + bytes * lane + bytes - 1
    return BitVector(count: count) { i in
      lastByte.load(fromByteOffset: bytes * SweepBundle.lanes * i, as: Int8.self) < 0
    }
  }
}
