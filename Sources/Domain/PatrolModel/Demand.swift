/// How many cars a sector needs, wants, and takes at a step: 0 ≤ minimum ≤ target ≤ maximum.
public struct DemandRange: Hashable, Sendable {
  /// The cars that it needs.
  public let minimum: Int
  /// The cars that it is to have.
  public let target: Int
  /// The cars that may be there.
  public let maximum: Int

  /// A range around a target.
  ///
  /// - Precondition: 0 ≤ minimum ≤ target ≤ maximum ≤ `Int32.max`.
  public init(minimum: Int, target: Int, maximum: Int) {
    precondition(
      0 <= minimum && minimum <= target && target <= maximum && maximum <= Int32.max,
      "a range ascends")
    self.minimum = minimum
    self.target = target
    self.maximum = maximum
  }

  /// Exactly so many cars.
  public init(exactly cars: Int) { self.init(minimum: cars, target: cars, maximum: cars) }

  /// Whether there is only one number of cars that will do.
  public var isExact: Bool { minimum == maximum }
}

/// How many cars each sector needs at each step: a table of steps × sectors.
///
/// A cell is a number, or a range around a target; where a number is asked of a range, it is the target.
public struct Demand: Hashable, Sendable {
  /// The number of steps: rows.
  public let stepCount: Int
  /// The number of sectors: columns.
  public let sectorCount: Int
  /// Cars, row-major: step · `sectorCount` + sector.
  private let cars: [Int32]
  /// The ranges of the cells that have one, by place in ``cars``.
  private let ranges: [Int: DemandRange]

  /// Creates the table from its rows, one per step.
  ///
  /// - Precondition: At least one row, all rows equally long, every entry in `0...Int32.max`.
  public init(rows: [[Int]]) {
    precondition(!rows.isEmpty, "a shift has at least one step")
    precondition(rows.allSatisfy { $0.count == rows[0].count }, "rows are equally long")
    var cars: [Int32] = []
    cars.reserveCapacity(rows.count * rows[0].count)
    for row in rows { cars += row.lazy.map { Int32($0) } }
    self.init(stepCount: rows.count, sectorCount: rows[0].count, cars: cars, ranges: [:])
  }

  /// Creates the table from rows of ranges, one per step; shapes as for numbers.
  public init(ranges rows: [[DemandRange]]) {
    let numbers = Demand(rows: rows.map { $0.map(\.target) })
    let ranges = rows.joined().enumerated().filter { !$0.element.isExact }
    self.init(
      stepCount: numbers.stepCount, sectorCount: numbers.sectorCount, cars: numbers.cars,
      ranges: Dictionary(uniqueKeysWithValues: ranges.map { ($0.offset, $0.element) }))
  }

  /// Row-major targets, and the cells that are ranges.
  init(stepCount: Int, sectorCount: Int, cars: [Int32], ranges: [Int: DemandRange]) {
    self.stepCount = stepCount
    self.sectorCount = sectorCount
    self.cars = cars
    self.ranges = ranges
  }

  /// Whether every cell is a number.
  public var isExact: Bool { ranges.isEmpty }

  /// The cars that a sector needs, wants and takes at a step.
  public func range(_ step: StepIndex, _ sector: SectorIndex) -> DemandRange {
    ranges.isEmpty
      ? DemandRange(exactly: self[step, sector])
      : ranges[step.rawValue * sectorCount + sector.rawValue]
        ?? DemandRange(exactly: self[step, sector])
  }

  /// Cars needed in a sector at a step.
  public subscript(step: StepIndex, sector: SectorIndex) -> Int {
    Int(cars[step.rawValue * sectorCount + sector.rawValue])
  }

  /// Cars needed in each sector at a step, in sector order.
  public subscript(step: StepIndex) -> [Int] {
    let start = step.rawValue * sectorCount
    return cars[start..<start + sectorCount].map { Int($0) }
  }
}
