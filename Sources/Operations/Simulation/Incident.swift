/// A call for a car: where, from when and for how long it is needed there.
public struct Incident: Hashable, Sendable {
  /// When it is called, in minutes since the start of the shift; a multiple of 10.
  public let startMinute: Int
  /// How long a car is needed there, in minutes; a positive multiple of 10.
  public let resolutionMinutes: Int
  /// The index of its area.
  public let area: Int

  /// Creates an incident.
  public init(startMinute: Int, resolutionMinutes: Int, area: Int) {
    self.startMinute = startMinute
    self.resolutionMinutes = resolutionMinutes
    self.area = area
  }

  /// The period in which it is called (k₀).
  public var period: Int { startMinute / ShiftClock.periodMinutes }
  /// The periods for which a car is needed.
  public var periods: Int { resolutionMinutes / ShiftClock.periodMinutes }
}

/// A shift as it begins, and what happens in it.
public struct ShiftScenario: Sendable {
  /// The cars' timetables.
  public let start: InitialTimetables
  /// Incidents in the order of their calls.
  public let incidents: [Incident]

  /// Creates a scenario; incidents are put into the order of their calls.
  public init(start: InitialTimetables, incidents: [Incident]) {
    self.start = start
    self.incidents = incidents.enumerated()
      .sorted { ($0.element.startMinute, $0.offset) < ($1.element.startMinute, $1.offset) }
      .map(\.element)
  }
}

/// The timetables that a shift begins with.
public struct InitialTimetables: Sendable {
  /// The sector of each car.
  public let sectors: [Int]
  /// The index of an area, or −1 for travelling, of each car in each period, row by row.
  public let cells: [Int]

  /// Creates timetables, a row of ``ShiftClock/periods`` cells a car.
  public init(sectors: [Int], rows: [[Int]]) {
    self.sectors = sectors
    cells = rows.flatMap { $0 }
  }

  /// The number of cars.
  public var cars: Int { sectors.count }
}
