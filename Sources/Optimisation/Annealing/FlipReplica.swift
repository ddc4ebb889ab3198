package import QUBOModel
package import RandomStreams

/// A walker over bit assignments that knows the energy change of every single flip.
package final class FlipReplica<Fields: LocalFields>: Replica {
  let move: FlipMove
  // Unchecked here and below: one thread at a time advances a walker, and no accesses overlap.
  @exclusivity(unchecked) var random: RandomStream
  @exclusivity(unchecked) var fields: Fields
  @exclusivity(unchecked) var trial: Fields.Trial
  @exclusivity(unchecked) package private(set) var assignment: BitVector
  @exclusivity(unchecked) package private(set) var energy: Int64
  @exclusivity(unchecked) package private(set) var acceptedMoves = 0
  package private(set) var best: Incumbent<BitVector>
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
  ///   - random: The walker's own random numbers.
  package init(
    _ qubo: QUBO, fields: Fields, constraints: QUBO?, start: BitVector, move: FlipMove,
    random: RandomStream
  ) {
    self.fields = fields
    self.move = move
    self.random = random
    trial = Fields.trial(count: qubo.variableCount, using: &self.random)
    ledger = constraints.map { ConstraintLedger($0, at: start) }
    assignment = start
    energy = qubo.energy(of: start)
    best = Incumbent(
      state: start, energy: energy, violation: constraints?.energy(of: start) ?? 0)
    bestRank = best.rank
  }

  deinit {
    fields.deallocate()
    Fields.deallocate(trial)
  }

  /// By how much the current state breaks the constraints.
  package var violation: Int64 { ledger?.violation(of: assignment) ?? 0 }

  package func advance(steps: Int, temperature: Double) {
    switch move {
    case .parallelTrial(let increment):
      Fields.parallelTrials(
        self, steps: steps, temperature: temperature, offsetIncrement: increment)
    case .sweep:
      for _ in 0..<steps { Fields.sweep(self, temperature: temperature) }
    }
    saveIfBest()
  }

  /// Flips variable k and brings everything up to date.
  func flip(_ k: Int) {
    let change = fields.flipEnergy(of: k)
    willFlip(k, change)
    fields.flip(k)
    didFlip()
  }

  /// Books the flip of variable k; the fields are the caller's to update, then ``didFlip()``.
  @inline(__always)
  func willFlip(_ k: Int, _ change: Int64) {
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
    for k in 0..<fields.count where random.next() >> 63 == 1 { flip(k) }
    saveIfBest()
  }

  /// Positive flip energies at the local minimum that descent in variable order reaches.
  package func sampledBarriers() -> [Int64] {
    var before = -1
    while acceptedMoves != before {
      before = acceptedMoves
      for i in 0..<fields.count where fields.flipEnergy(of: i) < 0 { flip(i) }
    }
    saveIfBest()
    return (0..<fields.count).map { fields.flipEnergy(of: $0) }.filter { $0 > 0 }.sorted()
  }

  /// Copies the current state to `best` if it is better and was not copied yet.
  ///
  /// Copying waits until the walk is about to leave a best state, so a long descent copies once.
  private func saveIfBest() {
    guard isUnsaved else { return }
    isUnsaved = false
    best = Incumbent(state: assignment, energy: bestRank.energy, violation: bestRank.violation)
  }
}
