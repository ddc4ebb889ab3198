/// How many cars each sector needs at each step: a table of steps × sectors.
public struct Demand: Hashable, Sendable {
  /// The number of steps: rows.
  public let stepCount: Int
  /// The number of sectors: columns.
  public let sectorCount: Int
  /// Cars, row-major: step · `sectorCount` + sector.
  private let cars: [Int32]

  /// Creates the table from its rows, one per step.
  ///
  /// - Precondition: At least one row, all rows equally long, every entry in `0...Int32.max`.
  public init(rows: [[Int]]) {
    precondition(!rows.isEmpty, "a shift has at least one step")
    precondition(rows.allSatisfy { $0.count == rows[0].count }, "rows are equally long")
    stepCount = rows.count
    sectorCount = rows[0].count
    var cars: [Int32] = []
    cars.reserveCapacity(stepCount * sectorCount)
    for row in rows { cars += row.lazy.map { Int32($0) } }
    self.cars = cars
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
