public import PatrolModel
import PenaltyModel

/// How large a roster's QUBO is: counted by putting its terms together, up to a limit.
public struct RosterQUBOSize: Hashable, Sendable {
  /// Bits that say where cars are and when breaks begin.
  public let assignmentBits: Int
  /// All bits: also slack of limits, prices of cells, and products.
  public let bits: Int
  /// The couplings, equal pairs of different terms counted more than once.
  public let couplings: Int
  /// Whether there are more than the memory allows; then the figures are those at which that was seen.
  public let isTooLarge: Bool

  /// Counts what a shift's function takes, in no more than `memoryLimit` bytes.
  public init(_ instance: PatrolInstance, memoryLimit: Int) {
    let one = Minutes(tenths: 1)
    var terms = RosterTerms(
      instance, weights: PenaltyWeights(demand: one, oneLocation: one, presence: one),
      couplingLimit: memoryLimit / RosterQUBO.bytesPerCoupling)
    terms.addAll()
    assignmentBits = terms.bits.names.count
    bits = terms.form.bitCount
    couplings = terms.form.couplingCount
    isTooLarge = terms.form.isTooLarge
  }

  /// Memory while the function is built, in bytes.
  public var memoryBytes: Int { couplings * RosterQUBO.bytesPerCoupling }
}
