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

/// The penalty weights A, B, C: minutes charged per unit of each broken rule.
public struct PenaltyWeights: Hashable, Sendable {
  /// The largest weight accepted, so that every coefficient fits 32 bits.
  public static let largest = Minutes(10_000_000)

  /// A: minutes per unit of squared deviation from demand, also from that for classes of cars.
  public let demand: Minutes
  /// B: minutes per unit of squared deviation from one sector per car.
  public let oneLocation: Minutes
  /// C: minutes per break of the presence rule, per leg that is longer than allowed, and per unit of
  /// squared deviation from the travel allowed per car.
  public let presence: Minutes

  /// Creates weights; each must be in `0...largest`.
  public init(demand: Minutes, oneLocation: Minutes, presence: Minutes) {
    for weight in [demand, oneLocation, presence] {
      precondition((.zero...Self.largest).contains(weight), "a penalty weight is in range")
    }
    self.demand = demand
    self.oneLocation = oneLocation
    self.presence = presence
  }

  /// The weight of a term in tenths of a minute per unit; travel counts as it is.
  func tenths(_ term: PenaltyTerm) -> Int64 {
    switch term {
    case .migration: 1  // Its units are tenths of minutes already.
    case .demand, .classDemand: Int64(demand.tenths)
    case .oneLocation: Int64(oneLocation.tenths)
    case .presence, .travelLimit: Int64(presence.tenths)
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
