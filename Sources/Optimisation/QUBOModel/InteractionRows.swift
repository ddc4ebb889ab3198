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
}
