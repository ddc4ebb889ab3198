public import PatrolModel

/// The parts of a schedule's energy, named as planners and the published model name them.
public enum PenaltyTerm: String, CaseIterable, Hashable, Sendable {
  /// Minutes spent moving between sectors: the objective, equation (2).
  case migration
  /// Squared deviation from the demand of each step and sector, weight A.
  case demand
  /// Squared deviation from one sector per car and step, weight B.
  case oneLocation
  /// Breaks of the presence rule and legs longer than allowed, weight C.
  case presence
  /// Squared deviation from what sectors need of classes of cars, weight A.
  case classDemand
  /// Squared deviation from the minutes that a car may travel over the shift, weight C.
  case travelLimit

  /// The terms that an instance has: four, and those of rules that not every instance has.
  public static func terms(of instance: PatrolInstance) -> [PenaltyTerm] {
    allCases.filter {
      switch $0 {
      case .migration, .demand, .oneLocation, .presence: true
      case .classDemand: !instance.rules.classMinimums.isEmpty
      case .travelLimit: instance.rules.carTravelLimit != nil
      }
    }
  }
}

/// What a state costs, term by term.
public struct EnergyBreakdown: Hashable, Sendable {
  /// Units of each term: tenths of minutes for migration, counted breaks for the others.
  private let units: [PenaltyTerm: Int64]
  private let weights: PenaltyWeights
  /// The price of a unit of the travel limit, where it is not C.
  private let travelLimitTenths: Int64?

  init(units: [PenaltyTerm: Int64], weights: PenaltyWeights, travelLimitTenths: Int64? = nil) {
    self.units = units
    self.weights = weights
    self.travelLimitTenths = travelLimitTenths
  }

  /// The unweighted value of a term: tenths of minutes for migration, else units of deviation.
  public func units(_ term: PenaltyTerm) -> Int { Int(units[term] ?? 0) }

  /// What a term adds to the energy.
  public subscript(term: PenaltyTerm) -> Minutes {
    let price = (term == .travelLimit ? travelLimitTenths : nil) ?? weights.tenths(term)
    return Minutes(tenths: Int((units[term] ?? 0) * price))
  }

  /// The energy: the sum over all terms.
  public var total: Minutes { PenaltyTerm.allCases.map { self[$0] }.reduce(.zero, +) }

  /// Whether no rule is broken, so that the energy is the travel alone.
  public var isFeasible: Bool {
    PenaltyTerm.allCases.allSatisfy { $0 == .migration || units($0) == 0 }
  }
}
