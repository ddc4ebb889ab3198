import CAnnealKernels
import QUBOModel
import RandomStreams

/// Sixteen replicas of a sparse function that are swept together, one in each lane of a vector.
///
/// Whatever a lane does, all lanes try the same bit at the same time, and a flip in any of them
/// visits the same neighbours: so rows are read once for sixteen replicas, and nothing depends on
/// how many of them accept. For sparse functions this is several times faster than one replica
/// after the other; for dense ones a row is too long to be visited for the sake of few lanes.
final class SweepBundle<Field> where Field: FixedWidthInteger & SignedInteger & BitwiseCopyable {
  /// Replicas in a bundle.
  static var lanes: Int { 16 }

  private let qubo: QUBO
  private let rows: SweepRows
  private let sweep: (UnsafeMutablePointer<anneal_bundle>) -> Void
  private let save: (UnsafeMutablePointer<anneal_bundle>) -> Void
  private let lanesOfBits: LaneStorage<Field>
  private var bundle: anneal_bundle

  /// Creates a bundle whose replicas start at random states.
  init(
    _ qubo: QUBO, rows: SweepRows, kernels: KernelSet, using random: inout RandomStream
  ) {
    self.qubo = qubo
    self.rows = rows
    let table = kernels.table.pointee
    let isNarrow = Field.bitWidth == 16
    let sweepKernel = isNarrow ? table.sweep_bundle_int16 : table.sweep_bundle_int32
    let saveKernel = isNarrow ? table.save_int16 : table.save_int32
    sweep = { sweepKernel?($0) }
    save = { saveKernel?($0) }
    lanesOfBits = LaneStorage(count: qubo.variableCount)
    bundle = anneal_bundle()
    bundle.count = qubo.variableCount
    bundle.starts = rows.starts
    bundle.columns = rows.columns
    bundle.weights = rows.weights
    bundle.fields = UnsafeMutableRawPointer(lanesOfBits.fields)
    bundle.signs = UnsafeMutableRawPointer(lanesOfBits.signs)
    bundle.best_bits = lanesOfBits.bestBits
    bundle.best_energy = .max
    bundle.unsaved_lane = -1
    for lane in 0..<Self.lanes {
      place(lane, at: Self.randomState(qubo, using: &random))
    }
    bundle.random = anneal_random16(using: &random)
    save(&bundle)
  }

  private static func randomState(_ qubo: QUBO, using random: inout RandomStream) -> BitVector {
    BitVector((0..<qubo.variableCount).map { _ in random.next() >> 63 == 1 })
  }

  /// Puts a lane at a state.
  private func place(_ lane: Int, at state: BitVector) {
    for (i, flipEnergy) in qubo.flipEnergies(at: state).enumerated() {
      let sign: Field = state[i] ? -1 : 1
      lanesOfBits.signs[Self.lanes * i + lane] = sign
      lanesOfBits.fields[Self.lanes * i + lane] = Field(flipEnergy) * sign
    }
    let energy = Int32(qubo.energy(of: state) - qubo.offset)
    withUnsafeMutableBytes(of: &bundle.energies) {
      $0.storeBytes(of: energy, toByteOffset: 4 * lane, as: Int32.self)
    }
    if energy < bundle.best_energy {
      save(&bundle)
      bundle.best_energy = energy
      bundle.unsaved_lane = Int32(lane)
    }
  }

  /// Accepted flips of all lanes.
  var acceptedMoves: Int { Int(bundle.flips) }

  /// The energy of a lane's current state.
  func energy(of lane: Int) -> Int64 {
    withUnsafeBytes(of: bundle.energies) {
      Int64($0.load(fromByteOffset: 4 * lane, as: Int32.self)) + qubo.offset
    }
  }

  /// The best state of any lane.
  var best: Incumbent<BitVector> {
    let bits = (0..<qubo.variableCount).map { lanesOfBits.bestBits[$0] != 0 }
    return Incumbent(
      state: BitVector(bits), energy: Int64(bundle.best_energy) + qubo.offset, violation: 0)
  }

  /// The energy of the best state of any lane.
  var bestEnergy: Int64 { Int64(bundle.best_energy) + qubo.offset }

  /// The current state of a lane.
  func state(of lane: Int) -> BitVector {
    BitVector((0..<qubo.variableCount).map { lanesOfBits.signs[Self.lanes * $0 + lane] < 0 })
  }

  /// Sweeps all lanes, each at its own temperature.
  func advance(steps: Int, temperatures: some Sequence<Double>) {
    withUnsafeMutableBytes(of: &bundle.temperatures) {
      for (lane, temperature) in temperatures.enumerated() {
        $0.storeBytes(of: Float(temperature), toByteOffset: 4 * lane, as: Float.self)
      }
    }
    for _ in 0..<steps { sweep(&bundle) }
    save(&bundle)
  }
}

/// The couplings of a sparse function as the bundle kernels read them.
final class SweepRows {
  let starts: UnsafePointer<Int64>
  let columns: UnsafePointer<Int32>
  let weights: UnsafePointer<Int32>
  private let owners: [AnyObject]

  init(_ rows: SparseRows<Int32>) {
    let starts = AlignedArray<Int64>(repeating: 0, count: rows.variableCount + 1) { target in
      for row in 0..<rows.variableCount {
        target[row + 1] = Int64(rows.pattern.entries(of: row).upperBound)
      }
    }
    let columns = AlignedArray(
      (0..<rows.pattern.entryCount).map {
        Int32(truncatingIfNeeded: rows.pattern.column(of: $0))
      })
    var weights: [Int32] = []
    weights.reserveCapacity(rows.pattern.entryCount)
    for row in 0..<rows.variableCount {
      rows.forEachCoupling(of: row) { weights.append(Int32(truncatingIfNeeded: $1)) }
    }
    let aligned = AlignedArray(weights)
    self.starts = starts.first
    self.columns = columns.first
    self.weights = aligned.first
    owners = [starts, columns, aligned]
  }
}

/// Fields and signs of sixteen states side by side, and one state more.
private final class LaneStorage<Field> where Field: FixedWidthInteger & BitwiseCopyable {
  let fields: UnsafeMutablePointer<Field>
  let signs: UnsafeMutablePointer<Field>
  let bestBits: UnsafeMutablePointer<UInt8>

  init(count: Int) {
    fields = Self.lines(count)
    signs = Self.lines(count)
    bestBits = .allocate(capacity: max(1, count))
    fields.initialize(repeating: 0, count: 16 * count)
    signs.initialize(repeating: 1, count: 16 * count)
    bestBits.initialize(repeating: 0, count: count)
  }

  deinit {
    UnsafeMutableRawPointer(fields).deallocate()
    UnsafeMutableRawPointer(signs).deallocate()
    bestBits.deallocate()
  }

  /// Room for 16 numbers per bit, on whole cache lines.
  private static func lines(_ count: Int) -> UnsafeMutablePointer<Field> {
    let capacity = 16 * max(1, count)
    return UnsafeMutableRawPointer.allocate(
      byteCount: capacity * MemoryLayout<Field>.stride, alignment: 64
    ).bindMemory(to: Field.self, capacity: capacity)
  }
}
