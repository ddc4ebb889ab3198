/// The local fields of one state, from which every flip energy is read.
///
/// With σᵢ = 1 − 2xᵢ and hᵢ = aᵢ + Σⱼ b_ij xⱼ, flipping i changes the energy by ΔEᵢ = σᵢhᵢ, and then
/// hⱼ grows by σᵢb_ij for each j ≠ i. A conforming type is the storage and width of h; it knows
/// nothing of who asks, or why bits are flipped.
protocol LocalFields {
  /// The number of bits.
  var count: Int { get }
  /// ΔEᵢ.
  func flipEnergy(of i: Int) -> Int64
  /// Flips bit k.
  mutating func flip(_ k: Int)
}
