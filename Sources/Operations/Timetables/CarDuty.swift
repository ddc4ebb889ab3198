public import Simulation

/// Where a car is to patrol: a sector in each period of its shift.
public struct CarDuty: Hashable, Sendable {
  /// The index of a sector in each of the ``ShiftClock/periods`` periods.
  public let sectors: [Int]

  /// A duty in one sector for the whole shift.
  public init(sector: Int) {
    sectors = Array(repeating: sector, count: ShiftClock.periods)
  }

  /// A duty of hours or other steps, each of so many minutes, that follow each other.
  ///
  /// - Parameters:
  ///   - steps: The index of a sector in each step; they fill the shift.
  ///   - minutes: Of a step.
  package init(steps: [Int], of minutes: Int) {
    sectors = (0..<ShiftClock.periods).map { period in
      // The last period begins as the shift ends, and belongs to the last step.
      steps[min(period * ShiftClock.periodMinutes / minutes, steps.count - 1)]
    }
  }

  /// The sector that the car is counted to: where it is longest, the first of several.
  public var home: Int {
    let counts = sectors.reduce(into: [Int: Int]()) { $0[$1, default: 0] += 1 }
    let longest = counts.values.max() ?? 0
    return sectors.first { counts[$0] == longest } ?? 0
  }
}

extension InitialTimetables {
  /// Rows of cars, each counted to the sector of its duty where it is longest.
  public init(_ duties: [CarDuty], rows: [[Int]]) {
    self.init(sectors: duties.map(\.home), rows: rows)
  }
}
