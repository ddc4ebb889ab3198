package import QUBOModel
import RandomStreams

/// One walker by single flips, whatever the storage and width of its fields.
///
/// Its functions are made where the types are known: behind a protocol, or in another module, the
/// same walker would run without the specialised loops that it is worth measuring for.
package struct FlipWalker {
  /// Makes steps at a temperature > 0, in energy units; returns how many flips were made.
  package let advance: (_ steps: Int, _ temperature: Double) -> Int
  /// The current state.
  package let assignment: () -> BitVector
  /// Its energy, kept by differences.
  package let energy: () -> Int64

  /// Creates a walker at a state, with random numbers from stream 1 of a seed.
  package init(
    _ qubo: QUBO, move: FlipMove, from start: BitVector, kernels: KernelSet, seed: UInt64
  ) {
    self = FieldsChoice(qubo, kernels: kernels).visit(
      Maker(
        qubo: qubo, move: move, start: start, random: RandomStream(seed: seed, stream: 1)))
  }

  private init(
    advance: @escaping (Int, Double) -> Int, assignment: @escaping () -> BitVector,
    energy: @escaping () -> Int64
  ) {
    self.advance = advance
    self.assignment = assignment
    self.energy = energy
  }

  private struct Maker: FieldsVisitor {
    let qubo: QUBO
    let move: FlipMove
    let start: BitVector
    let random: RandomStream

    func visit<Fields: LocalFields>(
      _ make: (BitVector, inout RandomStream) -> Fields
    ) -> FlipWalker {
      var random = random
      let fields = make(start, &random)
      let replica = FlipReplica(
        qubo, fields: fields, constraints: nil, start: start, move: move, random: random)
      return FlipWalker(
        advance: { steps, temperature in
          let before = replica.acceptedMoves
          replica.advance(steps: steps, temperature: temperature)
          return replica.acceptedMoves - before
        },
        assignment: { replica.assignment }, energy: { replica.energy })
    }
  }
}
