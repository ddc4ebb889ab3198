import Figures
public import PatrolModel
import PenaltyModel
public import RosterPenalties
public import ShiftFunctions

extension QUBOForecast {
  /// The forecast in lines for people.
  public func text(_ instance: PatrolInstance) -> String {
    let terms = PenaltyTerm.terms(of: instance).map {
      "\($0.rawValue) \(Figure.grouped(size.couplings[$0] ?? 0))"
    }
    let bounds = PenaltyBounds(instance)
    return """
      Instance    \(instance.name): \(instance.carCount) cars, \(instance.sectorCount) sectors, \
      \(instance.stepCount) steps; \(instance.presence)
      Bits        \(Figure.grouped(size.bits)) (\(auxiliaryWords); \
      \(Figure.grouped(fullSize.bits)) with bits for sectors without demand)
      Couplings   \(Figure.grouped(size.couplingCount)) = \(Figure.percent(size.density)) of all \
      pairs: \(terms.joined(separator: ", "))
      Storage     sparse rows, \(ByteCount(size.sparseBytes)) while building; a full matrix of \
      16-bit entries would take \(ByteCount(size.dense16Bytes))
      Build time  \(Figure.fixed(Figure.seconds(buildTime), 3)) s, from a sample of \
      \(Figure.grouped(sampledCouplings)) couplings built now
      Weights     \(Self.words(bounds.practical))
                  \(Self.words(bounds.sufficient))
      """
  }

  /// The auxiliary bits, by name where there are others than those of stays.
  private var auxiliaryWords: String {
    let kinds = AuxiliaryBits.allCases.filter { size.auxiliaries[$0] ?? 0 > 0 }
    let named = kinds.map { "\(Figure.grouped(size.auxiliaries[$0] ?? 0)) \($0.rawValue)" }
    return "\(Figure.grouped(size.auxiliaryBits)) auxiliary"
      + (kinds.allSatisfy { $0 == .stays } ? "" : ": \(named.joined(separator: ", "))")
  }

  private static func words(_ choice: WeightChoice) -> String {
    "\(choice.weights.words) minutes (\(choice.words))"
  }
}

extension RosterQUBOSize {
  /// The figures in lines for people.
  public func text(_ instance: PatrolInstance) -> String {
    """
    Instance    \(instance.name): \(instance.carCount) cars, \(instance.sectorCount) sectors, \
    \(instance.stepCount) steps; \(instance.rosterFeatures.map(\.rawValue).joined(separator: ", "))
    Bits        \(Figure.grouped(bits)) (\(Figure.grouped(bits - assignmentBits)) auxiliary: products, \
    slack, prices)
    Couplings   \(Figure.grouped(couplings)), counted
    Storage     \(ByteCount(memoryBytes)) while building
    """
  }
}
