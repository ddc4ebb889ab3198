/// A shift at a moment: what each car does in each period, past and planned.
///
/// A value: a copy shares its tables until one of the two changes, so a sampled future costs one
/// copy. Counts of patrol and of changed cells follow each change and are never counted anew.
public struct ShiftState: Sendable {
  /// A cell of a car that travels.
  public static let travelling = -1

  /// Where cars patrol.
  public let region: Region
  /// How much patrol counts.
  public let utility: PresenceUtility
  /// The timetables at the start of the shift.
  public let initial: InitialTimetables
  /// The greatest mean share of changed periods in a sector (P_max).
  public let cap: Double
  /// The cars of each sector.
  public let carsOfSector: [[Int]]

  /// The area of each car in each period, row by row.
  public private(set) var cells: [Int]
  /// Whether each car is free in each period, row by row.
  public private(set) var available: [Bool]
  /// Effective periods of patrol of each area by all cars (n_a).
  public private(set) var patrol: [Int]
  /// Cells of each sector's cars that differ from the initial ones.
  public private(set) var changed: [Int]

  /// The state at the start of a shift.
  public init(_ initial: InitialTimetables, region: Region, utility: PresenceUtility, cap: Double) {
    self.region = region
    self.utility = utility
    self.initial = initial
    self.cap = cap
    carsOfSector = region.sectors.indices.map { sector in
      initial.sectors.indices.filter { initial.sectors[$0] == sector }
    }
    cells = initial.cells
    available = Array(repeating: true, count: initial.cells.count)
    patrol = Array(repeating: 0, count: region.areas.count)
    changed = Array(repeating: 0, count: region.sectors.count)
    for area in cells where area >= 0 { patrol[area] += 1 }
  }

  /// The index of a car's cell in a period.
  @inlinable
  public func index(_ car: Int, _ period: Int) -> Int { car * ShiftClock.periods + period }

  /// The cells of a car from a period on.
  @inlinable
  public func cells(of car: Int, from period: Int) -> Range<Int> {
    index(car, period)..<index(car + 1, 0)
  }

  /// The greatest number of changed cells that a sector's cars may have together.
  public func allowance(_ sector: Int) -> Int {
    // The small term keeps a product that is a whole number, such as 0.4 · 365, from falling below.
    Int(cap * Double(ShiftClock.periods * carsOfSector[sector].count) + 1e-9)
  }

  /// The mean share of changed periods of a sector's cars (H_s).
  public func hamming(_ sector: Int) -> Double {
    let cars = carsOfSector[sector].count
    return cars == 0 ? 0 : Double(changed[sector]) / Double(ShiftClock.periods * cars)
  }

  /// Presence of all cars together: f_p = Σ U(n_a) / (73 · cars).
  public var presence: Double {
    let sum = patrol.indices.reduce(0.0) { $0 + utility(area: $1, periods: patrol[$1]) }
    return sum / Double(ShiftClock.periods * max(1, initial.cars))
  }

  /// Takes over a new plan of a car from a period on.
  public mutating func adopt(_ plan: CarPlan) {
    let sector = initial.sectors[plan.car]
    for (offset, cell) in cells(of: plan.car, from: plan.start).enumerated() {
      let (old, new) = (cells[cell], plan.cells[offset])
      if old >= 0, available[cell] { patrol[old] -= 1 }
      if old != initial.cells[cell] { changed[sector] -= 1 }
      cells[cell] = new
      available[cell] = offset >= plan.busy
      if new >= 0, available[cell] { patrol[new] += 1 }
      if new != initial.cells[cell] { changed[sector] += 1 }
    }
  }
}

/// What a car is to do from a period on: go to an incident, be there, and patrol again.
public struct CarPlan: Hashable, Sendable {
  /// The car.
  public let car: Int
  /// The period in which it leaves (k).
  public let start: Int
  /// Periods of travel to the incident and at it.
  public let busy: Int
  /// Its cells from `start` to the end of the shift.
  public let cells: [Int]

  /// Creates a plan.
  public init(car: Int, start: Int, busy: Int, cells: [Int]) {
    self.car = car
    self.start = start
    self.busy = busy
    self.cells = cells
  }
}
