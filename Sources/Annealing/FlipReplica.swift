package import QUBOModel
package import RandomStreams

/// A walker over bit assignments that knows the energy change of every single flip.
///
/// Two arrays hold all that a step reads: ΔEᵢ and σᵢ = 1 − 2xᵢ. Flipping k adds σⱼσₖb_jk to ΔEⱼ for
/// each neighbour j and negates ΔEₖ; the fields of the hardware are hᵢ = σᵢΔEᵢ.
package final class FlipReplica<Rows: InteractionRows, Energy>: Replica
where Energy: FixedWidthInteger & SignedInteger & SIMDScalar & BitwiseCopyable {
  let move: FlipMove
  let count: Int
  /// ΔEᵢ, padded with `Energy.max` to whole vectors.
  let flipEnergies: UnsafeMutablePointer<Energy>
  /// σᵢ, padded with 1.
  let signs: UnsafeMutablePointer<Energy>
  /// `count` rounded up to whole vectors.
  let paddedCount: Int
  // Unchecked here and below: one thread at a time advances a walker, and no accesses overlap.
  @exclusivity(unchecked) var random: RandomStream
  /// What the step remembers, in the form that suits the storage.
  @exclusivity(unchecked) var trial: ParallelTrial
  @exclusivity(unchecked) var raced: RacedTrial
  package private(set) var energy: Int64
  package private(set) var violation: Int64
  package private(set) var acceptedMoves = 0
  package private(set) var best: Incumbent<BitVector>
  private let rows: Rows
  private let constraints: QUBO?
  @exclusivity(unchecked) package private(set) var assignment: BitVector
  /// The rank of the best state seen, which may be the current one and not yet copied to `best`.
  private var bestRank: Rank
  private var isUnsaved = false

  /// Creates a walker at an assignment.
  ///
  /// - Parameters:
  ///   - qubo: The function whose couplings are `rows`.
  ///   - rows: The couplings in their concrete storage.
  ///   - constraints: Zero exactly at valid states, positive elsewhere; `nil` if all are valid.
  ///   - start: The assignment to start from.
  ///   - move: How to move.
  ///   - random: The walker's own random numbers.
  package init(
    _ qubo: QUBO, rows: Rows, constraints: QUBO?, start: BitVector, move: FlipMove,
    random: RandomStream
  ) {
    self.rows = rows
    self.constraints = constraints
    self.move = move
    self.random = random
    count = qubo.variableCount
    trial = ParallelTrial(count: Rows.isSparse ? 0 : count)
    raced = RacedTrial(count: Rows.isSparse ? count : 0)
    paddedCount = (count + 15) / 16 * 16
    flipEnergies = .allocate(capacity: max(1, paddedCount))
    signs = .allocate(capacity: max(1, paddedCount))
    flipEnergies.initialize(repeating: .max, count: paddedCount)
    signs.initialize(repeating: 1, count: paddedCount)
    for (i, flipEnergy) in qubo.flipEnergies(at: start).enumerated() {
      flipEnergies[i] = Energy(flipEnergy)
      signs[i] = start[i] ? -1 : 1
    }
    assignment = start
    energy = qubo.energy(of: start)
    violation = constraints?.energy(of: start) ?? 0
    best = Incumbent(state: start, energy: energy, violation: violation)
    bestRank = best.rank
    if !Rows.isSparse { trial.gap = trial.rareGap(using: &self.random) }
  }

  deinit {
    flipEnergies.deallocate()
    signs.deallocate()
    trial.candidates.deallocate()
    raced.race.deallocate()
  }

  package func advance(steps: Int, temperature: Double) {
    switch move {
    case .parallelTrial(let increment) where Rows.isSparse:
      racedTrials(steps: steps, temperature: temperature, offsetIncrement: increment)
    case .parallelTrial(let increment):
      parallelTrials(steps: steps, temperature: temperature, offsetIncrement: increment)
    case .sweep:
      for _ in 0..<steps { sweep(temperature: temperature) }
    }
    saveIfBest()
  }

  /// Flips variable k and brings everything up to date.
  func flip(_ k: Int) {
    let change = Int64(flipEnergies[k])
    let violationChange = constraints?.flipEnergy(of: k, at: assignment) ?? 0
    let next = Rank(violation: violation + violationChange, energy: energy + change)
    if bestRank < next { saveIfBest() }
    rows.updateFlipEnergies(flipEnergies, signs: signs, flipping: k)
    flipEnergies[k].negate()
    signs[k].negate()
    assignment.flip(k)
    energy = next.energy
    violation = next.violation
    acceptedMoves += 1
    if next < bestRank {
      bestRank = next
      isUnsaved = true
    }
  }

  /// Calls `body` with every variable that interacts with another.
  func forEachNeighbour(of k: Int, _ body: (Int) -> Void) {
    rows.forEachCoupling(of: k) { j, _ in body(j) }
  }

  /// Positive flip energies at the local minimum that descent in variable order reaches.
  package func sampledBarriers() -> [Int64] {
    var before = -1
    while acceptedMoves != before {
      before = acceptedMoves
      for i in 0..<count where flipEnergies[i] < 0 { flip(i) }
    }
    saveIfBest()
    return (0..<count).map { Int64(flipEnergies[$0]) }.filter { $0 > 0 }.sorted()
  }

  /// Copies the current state to `best` if it is better and was not copied yet.
  ///
  /// Copying waits until the walk is about to leave a best state, so a long descent copies once.
  private func saveIfBest() {
    guard isUnsaved else { return }
    isUnsaved = false
    best = Incumbent(state: assignment, energy: energy, violation: violation)
  }
}
