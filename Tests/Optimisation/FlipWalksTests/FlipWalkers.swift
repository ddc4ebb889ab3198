import FlipWalks
import QUBOModel
import RandomStreams

/// Creates a walker with the storage of a function, and fields of so many bits or more.
func flipWalker(
  _ qubo: QUBO, fieldBits: Int = 16, constraints: QUBO? = nil, start: BitVector? = nil,
  move: FlipMove, kernels: KernelSet = .best, random: RandomStream
) -> FlipWalker {
  FlipWalkers(
    of: qubo, constraints: constraints, move: move, kernels: kernels, fieldsOfAtLeast: fieldBits
  ).walker(at: start ?? BitVector(count: qubo.variableCount), random: random)
}

extension FlipWalker {
  /// The assignment as a word, variable i at bit i.
  var word: Int {
    let assignment = assignment()
    var word = 0
    for i in 0..<assignment.count where assignment[i] { word |= 1 << i }
    return word
  }
}
