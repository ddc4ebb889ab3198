public import PatrolModel

/// Why a plan cannot be put on a calendar.
public enum PlanCalendarError: Error, Hashable, Sendable {
  /// The date is none, or outside the years 1970 to 2999.
  case badDate(String)
  /// There is no such time zone.
  case unknownTimeZone(String)
  /// The clock never shows the start of the shift on that date, since it is put forward over it.
  case skippedStart(clock: String, date: String, timeZone: String)
  /// A car is never in service, and a calendar without an event is none.
  case neverInService(Car.ID)
}

extension PlanCalendarError: CustomStringConvertible {
  /// What is wrong, and what to do.
  public var description: String {
    switch self {
    case .badDate(let text):
      "'\(text)' is no date: expected one as 2026-03-28, from 1970 to 2999"
    case .unknownTimeZone(let text):
      "'\(text)' is no time zone: expected a name as Europe/London"
    case .skippedStart(let clock, let date, let zone):
      "the shift cannot start at \(clock) on \(date) in \(zone), as clocks are put forward over "
        + "that time; give another date, or the zone's offset, as GMT+1"
    case .neverInService(let car):
      "car \(car) is never in service, so its calendar would be empty; leave it out"
    }
  }
}
