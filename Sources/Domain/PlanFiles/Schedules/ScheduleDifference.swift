public import PatrolModel

/// What changed between two schedules of an instance, cell by cell and in minutes.
public struct ScheduleDifference: Hashable, Sendable {
  /// A car and a step at which the schedules differ.
  public struct Cell: Hashable, Sendable {
    /// The car.
    public let car: CarIndex
    /// The step.
    public let step: StepIndex
    /// Where the car was; `nil` if it was out of service.
    public let before: SectorIndex?
    /// Where it is now; `nil` if it is out of service.
    public let after: SectorIndex?
  }

  /// The first schedule, car by car.
  public let before: Routes
  /// The second one.
  public let after: Routes
  /// The cells that differ, car by car and step by step.
  public let cells: [Cell]

  /// Compares two schedules.
  ///
  /// - Precondition: Both have the instance's cars and steps and name its sectors.
  public init(from first: Schedule, to second: Schedule, of instance: PatrolInstance) {
    before = Routes(first, of: instance)
    after = Routes(second, of: instance)
    cells = instance.carIndices.flatMap { car in
      instance.shift.steps.compactMap { step in
        first[step, car] == second[step, car]
          ? nil
          : Cell(car: car, step: step, before: first[step, car], after: second[step, car])
      }
    }
  }

  /// Whether every car is in the same sector at every step.
  public var isEmpty: Bool { cells.isEmpty }

  /// The instance of both schedules.
  public var instance: PatrolInstance { before.instance }

  /// The cars that have some other sector than before, in order.
  public var cars: [CarIndex] { Set(cells.map(\.car)).sorted() }
}
