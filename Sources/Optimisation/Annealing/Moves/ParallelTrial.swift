import CAnnealKernels
package import RandomStreams

/// What the Digital Annealer's step remembers from one step to the next, for dense storage.
///
/// Aramon et al., "Physics-inspired optimization for quadratic unconstrained problems using a
/// digital annealer", Front. Phys. 7:48 (2019), doi:10.3389/fphy.2019.00048, Algorithm 2.
package struct ParallelTrial {
  /// E_off: what is subtracted from every ΔE until some flip is accepted.
  var offset = 0
  /// The bits with ΔE ≤ `bound`, in order: the only ones that an ordinary draw can accept.
  let candidates: UnsafeMutablePointer<Int32>
  /// ΔE of each candidate, padded with the largest number to a multiple of 16.
  let energies: UnsafeMutablePointer<Int32>
  var candidateCount = 0
  /// The bound `candidates` was collected with; −∞ if they are out of date.
  var bound = -Double.infinity
  /// Positions among the candidates that a step accepted.
  let accepted: UnsafeMutablePointer<Int32>
  /// Bits to pass over before the next rare draw, carried on from step to step.
  var gap = 0
  /// L: a draw above it is rare.
  let rareDraw: Double
  /// −ln(1 − e⁻ᴸ), the rate of rare draws per bit.
  private let rareRate: Double

  init(count: Int, using random: inout RandomStream) {
    // Room for padding bits, and for the store that follows the last candidate.
    let capacity = (count + 63) / 64 * 64 + 64
    candidates = .allocate(capacity: capacity)
    energies = .allocate(capacity: capacity)
    accepted = .allocate(capacity: capacity)
    // e⁻ᴸ = 1 / 16N: a rare draw comes once in 16 steps.
    let scale = 16 * Double(max(1, count))
    rareDraw = naturalLogarithm(scale)
    rareRate = -naturalLogarithm(1 - 1 / scale)
    gap = rareGap(using: &random)
  }

  func deallocate() {
    candidates.deallocate()
    energies.deallocate()
    accepted.deallocate()
  }

  /// The bits to pass over before one with a rare draw, a geometric variate.
  func rareGap(using random: inout RandomStream) -> Int { Int(random.exponential() / rareRate) }
}

extension DenseFields {
  package static func trial(count: Int, using random: inout RandomStream) -> ParallelTrial {
    ParallelTrial(count: count, using: &random)
  }

  package static func deallocate(_ trial: ParallelTrial) { trial.deallocate() }

  /// Makes Digital Annealer steps: exact in law, without a draw for most bits.
  ///
  /// Bit i is accepted when ΔEᵢ − E_off ≤ T·e for an exponential draw e. Draws above L are rare: a
  /// share q = e⁻ᴸ of all bits has one, found by geometric jumps, and then e is L plus another
  /// exponential draw. Hence bits above E_off + T·L need no draw of their own; the others, the
  /// candidates, are listed by vector compares in the pass that updates the fields.
  package static func parallelTrials(
    _ replica: FlipReplica<Self>, steps: Int, temperature: Double, offsetIncrement: Int
  ) {
    replica.fields.sweep.temperature = Float(temperature)
    replica.trial.bound = -.infinity
    for _ in 0..<steps {
      if let chosen = replica.trialOfAllBits(temperature) {
        replica.trial.offset = 0
        replica.flipAndCollect(chosen, temperature, slack: offsetIncrement)
      } else {
        // Beyond every flip energy there is nothing to gain from growing further.
        replica.trial.offset = min(replica.trial.offset + offsetIncrement, 1 << 30)
      }
    }
  }
}

extension FlipReplica {
  /// Tries every bit and returns one of the accepted, all equally likely, or `nil` if there is none.
  fileprivate func trialOfAllBits<Field>(_ temperature: Double) -> Int?
  where Fields == DenseFields<Field> {
    let reach = Double(trial.offset) + temperature * trial.rareDraw
    if trial.bound < reach { collectCandidates(upTo: reach + 4 * temperature) }
    let accepted = fields.accepted(
      trial.energies, count: trial.candidateCount, offset: trial.offset, into: trial.accepted)
    // Mostly a single bit, or none: no draw decides then.
    var chosen =
      accepted == 0
      ? nil
      : trial.accepted[accepted == 1 ? 0 : pick(accepted)]
        .bit(in: trial.candidates)
    var rivals = accepted
    while trial.gap < fields.count {
      let i = trial.gap
      let energy = Double(fields.flipEnergy(of: i))
      if energy > trial.bound,
        energy - Double(trial.offset) <= temperature * (trial.rareDraw + random.exponential())
      {
        rivals += 1
        if pick(rivals) == 0 { chosen = i }
      }
      trial.gap += 1 + trial.rareGap(using: &random)
    }
    trial.gap -= fields.count
    return chosen
  }

  private func pick(_ count: Int) -> Int { count == 1 ? 0 : random.uniform(below: count) }

  /// Flips a bit and lists the candidates of the next steps in the same pass.
  fileprivate func flipAndCollect<Field>(_ k: Int, _ temperature: Double, slack: Int)
  where Fields == DenseFields<Field> {
    willFlip(k, fields.flipEnergy(of: k))
    trial.bound = temperature * trial.rareDraw + 4 * Double(slack)
    trial.candidateCount = fields.flip(k, collecting: trial.candidates, upTo: trial.bound)
    didFlip()
    readCandidateEnergies()
  }

  private func collectCandidates<Field>(upTo bound: Double) where Fields == DenseFields<Field> {
    trial.bound = bound
    trial.candidateCount = fields.collect(trial.candidates, upTo: bound)
    readCandidateEnergies()
  }

  private func readCandidateEnergies<Field>() where Fields == DenseFields<Field> {
    // Local copies stay in registers: stores through pointers might otherwise change members.
    let (field, sign) = (fields.fields, fields.signs)
    let (candidates, energies, count) = (trial.candidates, trial.energies, trial.candidateCount)
    for position in 0..<count {
      let i = Int(candidates[position])
      energies[position] = Int32(truncatingIfNeeded: field[i] &* sign[i])
    }
    for position in count..<(count + 15) / 16 * 16 { energies[position] = .max }
  }
}

extension Int32 {
  /// The candidate at this position.
  fileprivate func bit(in candidates: UnsafeMutablePointer<Int32>) -> Int {
    Int(candidates[Int(self)])
  }
}
