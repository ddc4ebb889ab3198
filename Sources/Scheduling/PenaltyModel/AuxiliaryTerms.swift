import PatrolModel
import QUBOModel

/// Kinds of bits beside those that say where cars are.
public enum AuxiliaryBits: String, CaseIterable, Hashable, Sendable {
  /// Products that make a stay that is too long quadratic.
  case stays
  /// By how much the cars of a class exceed what a sector needs of them.
  case classSlack
  /// Moves of cars, where their travel over the shift is limited, and what is left of the limit.
  case travel
}

/// The terms that need auxiliary bits, which they take one after the other behind all others.
struct AuxiliaryTerms: Sendable {
  let presence: PresenceTerm
  let classDemand: ClassDemandTerm
  let travelLimit: TravelLimitTerm

  init(_ instance: PatrolInstance, layout: VariableLayout) {
    presence = PresenceTerm(layout: layout, rule: instance.presence)
    classDemand = ClassDemandTerm(
      instance, layout: layout, firstSlack: layout.assignmentCount + presence.auxiliaryCount)
    travelLimit = TravelLimitTerm(
      instance, layout: layout, firstBit: classDemand.slackBits.upperBound)
  }

  /// The number of all bits.
  var variableCount: Int { travelLimit.bits.upperBound }

  /// Sets every auxiliary bit to what it stands for, its cheapest value.
  func settle(_ assignment: inout BitVector) {
    presence.settleAuxiliaries(of: &assignment)
    classDemand.settleAuxiliaries(of: &assignment)
    travelLimit.settleAuxiliaries(of: &assignment)
  }
}

extension TravelLimitTerm {
  /// Throws if a weighted coupling does not fit 32 bits.
  func checkCouplings(weight: Int64) throws(QUBOError) {
    let largest = largestCoupling.multipliedReportingOverflow(by: max(1, weight))
    guard !largest.overflow, largest.partialValue <= Int64(Int32.max) else {
      throw .coefficientNotExact(
        largest.overflow ? .max : largest.partialValue, storage: "sparse 32-bit")
    }
  }
}
