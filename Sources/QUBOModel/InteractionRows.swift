/// The couplings of a quadratic function, readable row by row.
///
/// Two storages conform: ``DenseRows`` for models in which most pairs interact, ``SparseRows`` for
/// the rest. Annealers are generic over this protocol and are specialised for each storage.
public protocol InteractionRows: Sendable {
  /// The number of variables: rows, and columns.
  var variableCount: Int { get }
  /// The memory the rows take, in bytes.
  var memoryBytes: Int { get }

  /// Whether rows list only the variables that interact.
  static var isSparse: Bool { get }

  /// Calls `body` with every j ≠ i that interacts with i, in increasing order, and b_ij.
  func forEachCoupling(of i: Int, _ body: (_ j: Int, _ coefficient: Int64) -> Void)

  /// Adds to flip energies what flipping variable k changes in those of the other variables.
  ///
  /// With σ_j = 1 − 2x_j (before the flip), ΔE_j grows by σ_j σ_k b_jk for each j ≠ k.
  ///
  /// - Parameters:
  ///   - flipEnergies: ΔE_j for every j; the caller negates that of k itself.
  ///   - signs: σ_j for every j, before the flip.
  ///   - k: The variable that flips, in 0..<`variableCount`.
  func updateFlipEnergies<Energy: FixedWidthInteger & SignedInteger>(
    _ flipEnergies: UnsafeMutablePointer<Energy>, signs: UnsafePointer<Energy>, flipping k: Int)
}
