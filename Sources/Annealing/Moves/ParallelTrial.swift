import RandomStreams

/// What the Digital Annealer's step remembers from one step to the next.
///
/// Aramon et al., "Physics-inspired optimization for quadratic unconstrained problems using a
/// digital annealer", Front. Phys. 7:48 (2019), doi:10.3389/fphy.2019.00048, Algorithm 2.
struct ParallelTrial {
  /// E_off: what is subtracted from every ΔE until some flip is accepted.
  var offset = 0.0
  /// Bits with ΔE ≤ `bound`: the only ones that an ordinary draw can accept.
  var candidates: UnsafeMutableBufferPointer<Int32>
  var candidateCount = 0
  /// The bound `candidates` was collected with; `nil` after a flip.
  var bound: Double?
  /// Bits to pass over before the next rare draw, carried on from step to step.
  var gap = 0
  /// L: a draw above it is rare.
  let rareDraw: Double
  /// −ln(1 − e⁻ᴸ), the rate of rare draws per bit.
  let rareRate: Double

  init(count: Int) {
    candidates = .allocate(capacity: max(1, count))
    // e⁻ᴸ = 1 / 16N: a rare draw comes once in 16 steps.
    let scale = 16 * Double(max(1, count))
    rareDraw = naturalLogarithm(scale)
    rareRate = -naturalLogarithm(1 - 1 / scale)
  }

  /// The bits to pass over before one with a rare draw, a geometric variate.
  func rareGap(using random: inout RandomStream) -> Int { Int(random.exponential() / rareRate) }
}

extension FlipReplica {
  /// Makes Digital Annealer steps: exact in law, without a draw for most bits.
  ///
  /// Bit i is accepted when ΔEᵢ − E_off ≤ T·e for an exponential draw e. Draws above L are rare: a
  /// share q = e⁻ᴸ of all bits has one, found by geometric jumps, and then e is L plus another
  /// exponential draw. Hence bits above E_off + T·L need no draw of their own; the others, the
  /// candidates, are collected once per flip by vector compares.
  func parallelTrials(steps: Int, temperature: Double, offsetIncrement: Int) {
    trial.bound = nil
    for _ in 0..<steps {
      let chosen = trialOfAllBits(temperature)
      if let chosen {
        flip(chosen)
        trial.bound = nil
        trial.offset = 0
      } else {
        trial.offset += Double(offsetIncrement)
      }
    }
  }

  /// Tries every bit and returns one of the accepted, all equally likely, or `nil` if there is none.
  private func trialOfAllBits(_ temperature: Double) -> Int? {
    let reach = trial.offset + temperature * trial.rareDraw
    if trial.bound.map({ $0 < reach }) ?? true { collectCandidates(upTo: reach + temperature) }
    var accepted = 0
    var chosen: Int?
    func accept(_ i: Int) {
      accepted += 1
      if accepted == 1 || random.uniform(below: accepted) == 0 { chosen = i }
    }
    for position in 0..<trial.candidateCount {
      let i = Int(trial.candidates[position])
      let excess = Double(flipEnergies[i]) - trial.offset
      if excess <= 0 || excess <= temperature * random.exponential() { accept(i) }
    }
    while trial.gap < count {
      let i = trial.gap
      let excess = Double(flipEnergies[i]) - trial.offset
      let isCandidate = Double(flipEnergies[i]) <= (trial.bound ?? reach)
      let draw = trial.rareDraw + random.exponential()
      if !isCandidate && excess <= temperature * draw { accept(i) }
      trial.gap += 1 + trial.rareGap(using: &random)
    }
    trial.gap -= count
    return chosen
  }

  /// Lists the bits with ΔE ≤ bound, comparing sixteen at a time.
  private func collectCandidates(upTo bound: Double) {
    trial.bound = bound
    let limit = Energy(clamping: Int64(min(bound, 0x1p62)))
    let lanes = SIMD16<Energy>(repeating: limit)
    let vectors = UnsafeRawPointer(flipEnergies)
    var found = 0
    for start in stride(from: 0, to: paddedCount, by: 16) {
      let energies = vectors.loadUnaligned(
        fromByteOffset: start * MemoryLayout<Energy>.stride, as: SIMD16<Energy>.self)
      guard any(energies .<= lanes) else { continue }
      for i in start..<min(start + 16, count) where flipEnergies[i] <= limit {
        trial.candidates[found] = Int32(truncatingIfNeeded: i)
        found += 1
      }
    }
    trial.candidateCount = found
  }
}
