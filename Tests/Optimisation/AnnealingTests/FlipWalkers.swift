import Annealing
import QUBOModel
import RandomStreams
import _TemperTestSupport

/// A flip replica of any storage and width, for tests that run over all of them.
protocol AnyFlipWalker: AnyObject {
  var assignment: BitVector { get }
  var energy: Int64 { get }
  var violation: Int64 { get }
  var acceptedMoves: Int { get }
  var best: Incumbent<BitVector> { get }
  func advance(steps: Int, temperature: Double)
  func sampledBarriers() -> [Int64]
}

extension FlipReplica: AnyFlipWalker {}

extension AnyFlipWalker {
  /// The assignment as a word, variable i at bit i.
  var word: Int {
    let assignment = assignment
    var word = 0
    for i in 0..<assignment.count where assignment[i] { word |= 1 << i }
    return word
  }
}

/// Creates a replica with the storage of a function, and fields of so many bits or more.
func flipWalker(
  _ qubo: QUBO, fieldBits: Int = 16, constraints: QUBO? = nil, start: BitVector? = nil,
  move: FlipMove, kernels: KernelSet = .best, random: RandomStream
) -> any AnyFlipWalker {
  FieldsChoice(qubo, kernels: kernels, atLeastBits: fieldBits).visit(
    WalkerMaker(
      qubo: qubo, constraints: constraints,
      start: start ?? BitVector(count: qubo.variableCount), move: move, random: random))
}

private struct WalkerMaker: FieldsVisitor {
  let qubo: QUBO
  let constraints: QUBO?
  let start: BitVector
  let move: FlipMove
  let random: RandomStream

  func visit<Fields: LocalFields>(
    _ make: (BitVector, inout RandomStream) -> Fields
  ) -> any AnyFlipWalker {
    var random = random
    let fields = make(start, &random)
    return FlipReplica(
      qubo, fields: fields, constraints: constraints, start: start, move: move, random: random)
  }
}
