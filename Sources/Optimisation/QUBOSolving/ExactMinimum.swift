public import QUBOModel

/// The least energy of a function, as far as it is known.
public struct ExactMinimum: Hashable, Sendable {
  /// The best assignment found.
  public internal(set) var assignment: BitVector?
  /// Its energy in units, exact.
  public let energy: Int64?
  /// No assignment has less, in units.
  public let bound: Int64?
  /// Whether somebody asked for the end before there was a proof.
  public var wasCancelled = false
  /// Why there is no proof, in words that follow "since".
  public var doubt: String?

  /// Whether no assignment has less energy.
  public var isProven: Bool { energy != nil && energy == bound }
}
