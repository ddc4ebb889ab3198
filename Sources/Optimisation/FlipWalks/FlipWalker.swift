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
