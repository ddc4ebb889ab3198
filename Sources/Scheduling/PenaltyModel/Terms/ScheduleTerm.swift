import QUBOModel

/// One named part of the energy as an unweighted quadratic function with integer coefficients.
///
/// `value(of:)` follows the term's definition, the coefficients follow its expansion: tests hold
/// the two against each other.
protocol ScheduleTerm: Sendable {
  /// The constant of the expansion.
  var offset: Int64 { get }
  /// Calls `body` with each linear coefficient; a bit may come more than once.
  func forEachLinear(_ body: (_ bit: Int, _ coefficient: Int64) -> Void)
  /// Calls `body` with each coupling, every pair at most once over all terms.
  func forEachCoupling(_ body: (_ bit: Int, _ other: Int, _ coefficient: Int32) -> Void)
  /// The term at an assignment, from its definition.
  func value(of assignment: BitVector) -> Int64
}
