import CAnnealKernels
import RandomStreams
import Tempering

/// Parallel trials over dense fields that draw only for bits near their threshold, exact in law.
///
/// Bit i is accepted when ΔEᵢ − E_off ≤ T·e for an exponential draw e. Draws above L are rare: a
/// share q = e⁻ᴸ of all bits has one, found by geometric jumps, and then e is L plus another
/// exponential draw, for these have no memory. Hence bits above E_off + T·L need no draw of their
/// own; the others, the candidates, are listed by vector compares in the pass that updates fields.
struct CandidateTrial<Field>: ParallelTrial
where Field: FixedWidthInteger & SignedInteger & BitwiseCopyable & Sendable {
  var fields: DenseFields<Field>
  /// Sixteen generators, and the thresholds of a sweep.
  private var draws: anneal_sweep
  /// E_off: what is subtracted from every ΔE until some flip is accepted.
  private var offset = 0
  private var increment = 0
  private var temperature = 1.0
  /// The bits with ΔE ≤ `bound`, in order: the only ones that an ordinary draw can accept.
  private let candidates: UnsafeMutablePointer<Int32>
  /// ΔE of each candidate, padded with the largest number to a multiple of 16.
  private let energies: UnsafeMutablePointer<Int32>
  private var candidateCount = 0
  /// The bound `candidates` was collected with; −∞ if they are out of date.
  private var bound = -Double.infinity
  /// Positions among the candidates that a step accepted.
  private let accepted: UnsafeMutablePointer<Int32>
  /// Bits to pass over before the next rare draw, carried on from step to step.
  private var gap = 0
  /// L: a draw above it is rare.
  private let rareDraw: Double
  /// −ln(1 − e⁻ᴸ), the rate of rare draws per bit.
  private let rareRate: Double

  /// Thresholds of the kernels end at 2³⁰, and so do the flip energies that are stored here: beyond
  /// there is nothing to gain from growing further.
  private static var largestOffset: Int { 1 << 30 }
  /// Rare draws per step, e⁻ᴸ N.
  ///
  /// Fewer mean a larger L and more candidates, ln(2) T per halving;
  /// at 1/16 looking for them costs a sixteenth of what a draw for every step would.
  private static var rareDrawsPerStep: Double { 1 / 16 }
  /// Candidates are listed up to so far above the bound of the step that lists them, in T or in
  /// increments of E_off: enough for four rejections before they have to be listed anew.
  private static var headroom: Double { 4 }

  init(
    _ fields: DenseFields<Field>, in arena: Arena, using random: inout RandomStream
  ) {
    self.fields = fields
    draws = anneal_sweep()
    draws.random = anneal_random16(using: &random)
    // The list has room for padding bits, and for the vector store that follows its last element.
    let capacity = (fields.count + 63) / 64 * 64 + 64
    candidates = arena.allocate(capacity, filledWith: 0)
    energies = arena.allocate(capacity, filledWith: 0)
    accepted = arena.allocate(capacity, filledWith: 0)
    let bitsPerRareDraw = Double(max(1, fields.count)) / Self.rareDrawsPerStep
    rareDraw = naturalLogarithm(bitsPerRareDraw)
    rareRate = -naturalLogarithm(1 - 1 / bitsPerRareDraw)
    gap = rareGap(using: &random)
  }

  mutating func prepare(temperature: Double, offsetIncrement: Int) {
    self.temperature = temperature
    increment = offsetIncrement
    draws.temperature = Float(temperature)
    bound = -.infinity
  }

  mutating func growOffset() { offset = min(offset + increment, Self.largestOffset) }

  mutating func resetOffset() { offset = 0 }

  /// Makes one step.
  mutating func tryAllBits(
    within steps: Int, using random: inout RandomStream
  ) -> (chosen: Int?, steps: Int) {
    let reach = Double(offset) + temperature * rareDraw
    if bound < reach { listCandidates(upTo: reach + Self.headroom * temperature) }
    // Ordinary draws.
    var acceptedCount = fields.accepted(
      energies, count: candidateCount, offset: offset, into: accepted, drawing: &draws)
    var chosen =
      acceptedCount == 0
      ? nil : Int(candidates[Int(accepted[Self.pick(acceptedCount, using: &random)])])
    // Rare draws: each one accepted takes the place of the chosen bit in one case of so many.
    while gap < fields.count {
      let energy = Double(fields.flipEnergy(of: gap))
      if energy > bound,
        energy - Double(offset) <= temperature * (rareDraw + random.exponential())
      {
        acceptedCount += 1
        if Self.pick(acceptedCount, using: &random) == 0 { chosen = gap }
      }
      gap += 1 + rareGap(using: &random)
    }
    gap -= fields.count
    return (chosen, 1)
  }

  /// Flips a bit and lists the candidates of the next steps in the same pass.
  mutating func flip(_ k: Int) {
    bound = temperature * rareDraw + Self.headroom * Double(increment)
    candidateCount = fields.flip(k, collecting: candidates, upTo: bound)
    readCandidateEnergies()
  }

  mutating func refuseTies() { draws.may_refuse_ties = 1 }

  /// Trials of a sweep: thresholds T·e are drawn for 32 bits at a time, and refused bits cost no
  /// branch.
  mutating func nextAccepted(
    from position: Int, temperature: Double, using random: inout RandomStream
  ) -> Int? {
    draws.temperature = Float(temperature)
    return fields.nextAccepted(from: position, drawing: &draws)
  }
}

extension CandidateTrial {
  private mutating func listCandidates(upTo bound: Double) {
    self.bound = bound
    candidateCount = fields.collect(candidates, upTo: bound)
    readCandidateEnergies()
  }

  private func readCandidateEnergies() {
    // Local copies stay in registers: stores through pointers might otherwise change members.
    let (fields, candidates, energies) = (fields, candidates, energies)
    let count = candidateCount
    for position in 0..<count {
      energies[position] = fields.narrowFlipEnergy(of: Int(candidates[position]))
    }
    for position in count..<(count + 15) / 16 * 16 { energies[position] = .max }
  }

  /// One of so many, each equally likely; mostly there is a single one, and no draw decides.
  private static func pick(_ count: Int, using random: inout RandomStream) -> Int {
    count == 1 ? 0 : random.uniform(below: count)
  }

  /// The bits to pass over before one with a rare draw, a geometric variate.
  private func rareGap(using random: inout RandomStream) -> Int {
    Int(random.exponential() / rareRate)
  }
}
