public import PatrolModel

/// The places of a plan at which rules are broken, to be marked where they are seen.
public struct BrokenCells: Hashable, Sendable {
  private var cells: [Int: Set<Int>] = [:]
  private var cars: Set<CarIndex> = []

  /// No place.
  public init() {}

  /// Whether no place is marked.
  public var isEmpty: Bool { cells.isEmpty && cars.isEmpty }

  /// Marks a car at a step.
  public mutating func insert(_ car: CarIndex, at step: StepIndex) {
    cells[car.rawValue, default: []].insert(step.rawValue)
  }

  /// Marks a car over the whole shift.
  public mutating func insert(_ car: CarIndex) { cars.insert(car) }

  func contains(_ car: CarIndex, at step: StepIndex) -> Bool {
    cells[car.rawValue]?.contains(step.rawValue) ?? false
  }

  func contains(_ car: CarIndex) -> Bool { cars.contains(car) }
}
