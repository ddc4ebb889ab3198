public import PatrolModel

/// One of the penalty weights; formulas, files and options call it by its letter.
public enum PenaltyWeight: String, CaseIterable, Hashable, Sendable {
  /// A: what a unit of squared deviation from demand costs.
  case demand = "A"
  /// B: what a unit of squared deviation from one sector per car costs.
  case oneLocation = "B"
  /// C: what a break of the presence rule costs.
  case presence = "C"

  /// The letter in formulas.
  public var letter: String { rawValue }
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

  /// Creates weights by asking for each of them, A, B, C in this order; each in `0...largest`.
  public init<Failure: Error>(
    _ minutes: (PenaltyWeight) throws(Failure) -> Minutes
  ) throws(Failure) {
    self.init(
      demand: try minutes(.demand), oneLocation: try minutes(.oneLocation),
      presence: try minutes(.presence))
  }

  /// One of the weights.
  public subscript(weight: PenaltyWeight) -> Minutes {
    switch weight {
    case .demand: demand
    case .oneLocation: oneLocation
    case .presence: presence
    }
  }

  /// The weights in minutes, by their letters.
  public var minutesByLetter: [String: Double] {
    Dictionary(uniqueKeysWithValues: PenaltyWeight.allCases.map { ($0.letter, self[$0].value) })
  }

  /// The weights with their letters, as in `A 6.5, B 6.5, C 9.8`.
  public var words: String {
    PenaltyWeight.allCases.map { "\($0.letter) \(self[$0])" }.joined(separator: ", ")
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
