public import PatrolModel

/// What an independent reading of a schedule says: which rules it breaks, and what it costs.
///
/// Travel of an infeasible schedule is added up all the same, over the entries that could be read;
/// show it only with the word infeasible.
public struct Verdict: Hashable, Sendable {
  /// The first violations, at most ``ScheduleChecker/listedViolations``: of entries in their order,
  /// then of cars, demand, presence, assignments, legs, classes and travel.
  public let violations: [Violation]
  /// The number of all violations, listed or not.
  public let violationCount: Int
  /// What each car does, in the order in which the entries first name them.
  public let cars: [CarRecord]
  /// Travel of all cars.
  public let totalTravel: Minutes
  /// What cars that are missing, or too many, cost: zero unless the shift sets prices.
  public let prices: Minutes
  /// The minutes of the car that has most, those of earlier days included.
  public let worst: Minutes

  init(violations: ViolationList, cars: [CarRecord], prices: Minutes, worst: Minutes) {
    self.violations = violations.listed
    violationCount = violations.count
    self.cars = cars
    totalTravel = cars.reduce(.zero) { $0 + $1.travel }
    self.prices = prices
    self.worst = worst
  }

  /// What the plan costs, whatever the objective makes of it.
  public var cost: PlanCost { PlanCost(travel: totalTravel, prices: prices, worst: worst) }

  /// Whether every rule is kept.
  public var isFeasible: Bool { violationCount == 0 }
  /// The travel of the car that travels most; zero without cars.
  public var longestTravel: Minutes { cars.map(\.travel).max() ?? .zero }
}

/// What one car does in a schedule.
public struct CarRecord: Hashable, Sendable {
  /// The car's call sign, as in the schedule.
  public let car: Car.ID
  /// The legs that count, added up: from the car's start, between steps, across breaks, to its end.
  public internal(set) var travel = Minutes.zero
  /// How often the car changes its sector.
  public internal(set) var moves = 0
  /// The longest travel of one move; zero if the car never moves.
  public internal(set) var longestLeg = Minutes.zero
  /// The longest stay in a sector, in consecutive steps; a start counts as a step before the first.
  public internal(set) var longestStay = 0

  init(car: Car.ID) { self.car = car }
}

/// Violations as they are found: all counted, the first ones kept.
struct ViolationList {
  private(set) var listed: [Violation] = []
  private(set) var count = 0

  /// Whether further violations are only counted.
  var isFull: Bool { listed.count == ScheduleChecker.listedViolations }

  mutating func append(_ violation: @autoclosure () -> Violation) {
    count += 1
    if !isFull { listed.append(violation()) }
  }

  /// Counts violations without looking at them one by one.
  mutating func append(unlisted: Int) { count += unlisted }
}
