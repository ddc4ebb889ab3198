/// One line of a schedule as somebody wrote it down: a car, a step, a sector.
///
/// Entries may be wrong, missing or double; judging that is the checker's work. A car that is out of
/// service at a step has no entry for it.
public struct ScheduleEntry: Hashable, Sendable {
  /// The car's call sign.
  public let car: Car.ID
  /// The step as people count it, from one; any number may have been written.
  public let stepNumber: Int
  /// The sector's identifier.
  public let sector: Sector.ID
  /// The line of the file the entry was read from, if it was.
  public let line: Int?

  /// Creates an entry.
  public init(car: Car.ID, stepNumber: Int, sector: Sector.ID, line: Int? = nil) {
    self.car = car
    self.stepNumber = stepNumber
    self.sector = sector
    self.line = line
  }
}

extension Schedule {
  /// The schedule written down with an instance's names, car by car and step by step.
  public func entries(in instance: PatrolInstance) -> [ScheduleEntry] {
    instance.carIndices.flatMap { car in
      instance.shift.steps.compactMap { step in
        self[step, car].map {
          ScheduleEntry(
            car: instance.fleet[car].id, stepNumber: step.number, sector: instance[$0].id)
        }
      }
    }
  }
}
