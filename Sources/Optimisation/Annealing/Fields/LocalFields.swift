package import RandomStreams

/// The local fields of one state, from which every flip energy is read.
///
/// With σᵢ = 1 − 2xᵢ and hᵢ = aᵢ + Σⱼ b_ij xⱼ, flipping i changes the energy by ΔEᵢ = σᵢhᵢ, and then
/// hⱼ grows by σᵢb_ij for each j ≠ i. A conforming type is the storage and width of h.
package protocol LocalFields {
  /// What the Digital Annealer's step remembers from one step to the next.
  associatedtype Trial

  /// The number of bits.
  var count: Int { get }
  /// Creates the memory of the step before any step.
  static func trial(count: Int, using random: inout RandomStream) -> Trial
  /// ΔEᵢ.
  func flipEnergy(of i: Int) -> Int64
  /// Flips bit k.
  mutating func flip(_ k: Int)
  /// Frees the memory of the step, as `deinit` of a class would.
  static func deallocate(_ trial: Trial)
  /// Frees the fields.
  func deallocate()

  /// Makes Digital Annealer steps in the form that suits the storage.
  static func parallelTrials(
    _ replica: FlipReplica<Self>, steps: Int, temperature: Double, offsetIncrement: Int)
  /// Tries to flip every bit once, in order (Metropolis).
  static func sweep(_ replica: FlipReplica<Self>, temperature: Double)
}
