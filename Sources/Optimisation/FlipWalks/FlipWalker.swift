import CAnnealKernels
package import QUBOModel
package import RandomStreams
package import Tempering

/// One walker by single flips, whatever the storage and width of its fields.
///
/// It is a set of functions, made where the types are known: behind a protocol, or in another
/// module, the same walker would run without the specialised loops that it is there for.
package struct FlipWalker: Replica {
  struct Functions {
    let advance: (_ steps: Int, _ temperature: Double) -> Void
    let randomise: () -> Void
    let refuseTies: () -> Void
    let moveTo: (BitVector) -> Void
    let descend: () -> Void
    let improveByChains: (inout RandomStream) -> Void
    let flip: (Int) -> Void
    let sampledBarriers: () -> [Int64]
    let flipEnergies: () -> [Int64]
    let assignment: () -> BitVector
    let energy: () -> Int64
    let violation: () -> Int64
    let acceptedMoves: () -> Int
    let best: () -> Incumbent<BitVector>
  }

  private let functions: Functions

  init(_ functions: Functions) { self.functions = functions }

  /// Creates a walker at a state, with random numbers from stream 1 of a seed.
  package init(
    _ qubo: QUBO, move: FlipMove, from start: BitVector, kernels: KernelSet, seed: UInt64
  ) {
    self = FlipWalkers(of: qubo, move: move, kernels: kernels)
      .walker(at: start, random: RandomStream(seed: seed, stream: 1))
  }

  package func advance(steps: Int, temperature: Double) { functions.advance(steps, temperature) }

  /// Makes steps at a temperature > 0, in energy units; returns how many flips were made.
  package func advance(_ steps: Int, _ temperature: Double) -> Int {
    let before = acceptedMoves
    functions.advance(steps, temperature)
    return acceptedMoves - before
  }

  /// Flips each bit with equal chances.
  package func randomise() { functions.randomise() }

  /// Refuses one in eight of the flips that cost nothing in sweeps, from now on.
  package func refuseTies() { functions.refuseTies() }

  /// Goes to another state; for walkers that only sweep, as parallel trials would not notice.
  package func move(to state: BitVector) { functions.moveTo(state) }

  /// Goes down to a state where no flip lowers the energy; for walkers that only sweep.
  package func descend() { functions.descend() }

  /// Improves a local minimum by chains of flips, none of which needs to pay by itself.
  package func improveByChains(using random: inout RandomStream) {
    functions.improveByChains(&random)
  }

  /// Flips a bit, for walkers that only sweep.
  package func flip(_ bit: Int) { functions.flip(bit) }

  package func sampledBarriers() -> [Int64] { functions.sampledBarriers() }

  /// The energy change of every single flip, as the walker keeps it up to date.
  package var flipEnergies: [Int64] { functions.flipEnergies() }

  /// The current state.
  package func assignment() -> BitVector { functions.assignment() }

  package var energy: Int64 { functions.energy() }

  /// By how much the current state breaks the constraints.
  package var violation: Int64 { functions.violation() }

  package var acceptedMoves: Int { functions.acceptedMoves() }

  package var best: Incumbent<BitVector> { functions.best() }
}

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

extension FlipReplica {
  /// This replica without its types.
  var walker: FlipWalker {
    FlipWalker(
      FlipWalker.Functions(
        advance: { self.advance(steps: $0, temperature: $1) }, randomise: { self.randomise() },
        refuseTies: { self.trial.refuseTies() }, moveTo: { self.move(to: $0) },
        descend: { self.descend() },
        improveByChains: { self.improveByChains(using: &$0) }, flip: { self.flip($0) },
        sampledBarriers: { self.sampledBarriers() }, flipEnergies: { self.flipEnergies },
        assignment: { self.assignment }, energy: { self.energy }, violation: { self.violation },
        acceptedMoves: { self.acceptedMoves }, best: { self.best }))
  }
}
