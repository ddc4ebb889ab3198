/// What a plan costs, in the parts of which every objective is made.
public struct PlanCost: Hashable, Sendable {
  /// The minutes that all cars travel.
  public let travel: Minutes
  /// What cars that are missing, or too many, cost.
  public let prices: Minutes
  /// The minutes of the car that has most, those of earlier days included.
  public let worst: Minutes

  /// Puts the parts together.
  public init(travel: Minutes, prices: Minutes, worst: Minutes) {
    self.travel = travel
    self.prices = prices
    self.worst = worst
  }

  /// Travel and prices.
  public var total: Minutes { travel + prices }

  /// What an objective makes of the costs, exact: in thousandths of minutes.
  public func value(under objective: RosterRules.Objective) -> ObjectiveValue {
    switch objective {
    case .total: ObjectiveValue(thousandths: total.tenths * 100, then: 0)
    case .worst: ObjectiveValue(thousandths: worst.tenths * 100, then: total.tenths * 100)
    case .fair(let hundredths):
      ObjectiveValue(thousandths: total.tenths * 100 + worst.tenths * hundredths, then: 0)
    }
  }
}

/// The value of an objective: less is better, and where the first parts are equal the second decides.
public struct ObjectiveValue: Hashable, Comparable, Sendable {
  /// The minutes that are to be few, in thousandths.
  public let thousandths: Int
  /// The minutes that decide between equal ones, in thousandths.
  public let then: Int

  /// A value of two parts.
  public init(thousandths: Int, then: Int) {
    self.thousandths = thousandths
    self.then = then
  }

  /// The first part in minutes.
  public var minutes: Double { Double(thousandths) / 1000 }

  /// Whether the first value is better.
  public static func < (a: Self, b: Self) -> Bool {
    (a.thousandths, a.then) < (b.thousandths, b.then)
  }
}
