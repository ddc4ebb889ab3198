import Annealing
import QUBOModel
import RandomStreams
import _TemperTestSupport

/// A flip replica of any storage and width, for tests that run over all of them.
protocol FlipWalker: AnyObject {
  var assignment: BitVector { get }
  var energy: Int64 { get }
  var violation: Int64 { get }
  var best: Incumbent<BitVector> { get }
  func advance(steps: Int, temperature: Double)
  func sampledBarriers() -> [Int64]
}

extension FlipReplica: FlipWalker {}

extension FlipWalker {
  /// The assignment as a word, variable i at bit i.
  var word: Int {
    let assignment = assignment
    var word = 0
    for i in 0..<assignment.count where assignment[i] { word |= 1 << i }
    return word
  }
}

/// Creates a replica with the storage of a function.
func flipWalker(
  _ qubo: QUBO, isWide: Bool = false, constraints: QUBO? = nil, start: BitVector? = nil,
  move: FlipMove, random: RandomStream
) -> any FlipWalker {
  func replica<Rows: InteractionRows>(_ rows: Rows) -> any FlipWalker {
    let start = start ?? BitVector(count: qubo.variableCount)
    if isWide {
      return FlipReplica<Rows, Int64>(
        qubo, rows: rows, constraints: constraints, start: start, move: move, random: random)
    }
    return FlipReplica<Rows, Int32>(
      qubo, rows: rows, constraints: constraints, start: start, move: move, random: random)
  }
  switch qubo.interactions {
  case .dense16(let rows): return replica(rows)
  case .dense32(let rows): return replica(rows)
  case .denseFloat(let rows): return replica(rows)
  case .sparse32(let rows): return replica(rows)
  case .sparse64(let rows): return replica(rows)
  }
}
