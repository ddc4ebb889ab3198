import QUBOModel
import RandomStreams
import Tempering

/// A walker over bit assignments that knows the energy change of every single flip.
final class FlipReplica<Trial: ParallelTrial> {
  private let move: FlipMove
  /// Owns what the trial points to.
  private let arena: Arena
  // Unchecked here and below: one thread at a time advances a walker, and no accesses overlap.
  @exclusivity(unchecked) var random: RandomStream
  /// The flip energies, and how all bits are tried.
  @exclusivity(unchecked) var trial: Trial
  @exclusivity(unchecked) private(set) var assignment: BitVector
  @exclusivity(unchecked) private(set) var energy: Int64
  @exclusivity(unchecked) private(set) var acceptedMoves = 0
  private(set) var best: Incumbent<BitVector>
  @exclusivity(unchecked) private var ledger: ConstraintLedger?
  /// The rank of the best state seen, which may be the current one and not yet copied to `best`.
  @exclusivity(unchecked) private var bestRank: Rank
  @exclusivity(unchecked) private var isUnsaved = false

  /// Creates a walker at an assignment.
  ///
  /// - Parameters:
  ///   - qubo: The function.
  ///   - fields: Its fields at `start`.
  ///   - constraints: Zero exactly at valid states, positive elsewhere; `nil` if all are valid.
  ///   - start: The assignment to start from.
  ///   - move: How to move.
  ///   - arena: The owner of the fields' memory.
  ///   - random: The walker's own random numbers.
  init(
    _ qubo: QUBO, fields: Trial.Fields, constraints: QUBO?, start: BitVector, move: FlipMove,
    arena: Arena, random: RandomStream
  ) {
    self.move = move
    self.arena = arena
    self.random = random
    trial = Trial(fields, in: arena, using: &self.random)
    ledger = constraints.map { ConstraintLedger($0, at: start) }
    assignment = start
    energy = qubo.energy(of: start)
    best = Incumbent(
      state: start, energy: energy, violation: constraints?.energy(of: start) ?? 0)
    bestRank = best.rank
  }

  /// By how much the current state breaks the constraints.
  var violation: Int64 { ledger?.violation(of: assignment) ?? 0 }

  /// Makes steps at a temperature > 0, in energy units.
  func advance(steps: Int, temperature: Double) {
    switch move {
    case .parallelTrial(let increment):
      makeDigitalAnnealerSteps(steps, temperature: temperature, offsetIncrement: increment)
    case .sweep:
      for _ in 0..<steps { sweep(temperature: temperature) }
    }
    saveIfBest()
  }

  /// Flips bit k and brings everything up to date, but for what a trial derives from fields.
  func flip(_ k: Int) {
    willFlip(k)
    trial.fields.flip(k)
    didFlip()
  }

  /// Books the flip of bit k; the fields are the caller's to update, then ``didFlip()``.
  @inline(__always)
  func willFlip(_ k: Int) {
    let change = trial.fields.flipEnergy(of: k)
    // Without constraints a flip that does not raise the energy leads to a state as good.
    if isUnsaved && (change > 0 || ledger != nil) { saveIfBest() }
    assignment.flip(k)
    energy += change
    acceptedMoves += 1
  }

  /// Notices an incumbent.
  @inline(__always)
  func didFlip() {
    // With a valid incumbent only states of less energy need to be judged.
    if bestRank.violation > 0 || energy < bestRank.energy { judge() }
  }

  private func judge() {
    let rank = Rank(violation: violation, energy: energy)
    guard rank < bestRank else { return }
    bestRank = rank
    isUnsaved = true
  }

  /// Flips each bit with equal chances: faster than adding up the fields of a random state.
  func randomise() {
    for k in 0..<trial.fields.count where random.next() >> 63 == 1 { flip(k) }
    saveIfBest()
  }

  /// Goes to another state by flipping the bits that differ, for walkers that only sweep.
  func move(to state: BitVector) {
    for k in state.differences(from: assignment) { flip(k) }
    saveIfBest()
  }

  /// Flips bits in variable order while that lowers the energy, to a state where no flip does.
  func descend() {
    var before = -1
    while acceptedMoves != before {
      before = acceptedMoves
      for i in 0..<trial.fields.count where trial.fields.flipEnergy(of: i) < 0 { flip(i) }
    }
    saveIfBest()
  }

  /// Positive flip energies at the local minimum that descent in variable order reaches.
  func sampledBarriers() -> [Int64] {
    descend()
    return flipEnergies.filter { $0 > 0 }.sorted()
  }

  /// The energy change of every single flip.
  var flipEnergies: [Int64] { (0..<trial.fields.count).map { trial.fields.flipEnergy(of: $0) } }

  /// Copies the current state to `best` if it is better and was not copied yet.
  ///
  /// Copying waits until the walk is about to leave a best state, so a long descent copies once.
  private func saveIfBest() {
    guard isUnsaved else { return }
    isUnsaved = false
    best = Incumbent(state: assignment, energy: bestRank.energy, violation: bestRank.violation)
  }
}
