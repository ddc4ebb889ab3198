public import Failures
public import PatrolModel

/// Why a plan cannot be put on a calendar.
public enum PlanCalendarError: ClassifiedError, Hashable {
  /// The date is none, or outside the years 1970 to 2999.
  case badDate(String)
  /// There is no such time zone.
  case unknownTimeZone(String)
  /// The clock never shows the start of the shift on that date, since it is put forward over it.
  case skippedStart(clock: String, date: String, timeZone: String)
  /// A car is never in service, and a calendar without an event is none.
  case neverInService(Car.ID)
}

extension PlanCalendarError {
  /// What is wrong, and what to do.
  public var account: FailureAccount {
    switch self {
    case .badDate(let text):
      FailureAccount(
        .usage, "'\(text)' is no date: expected one as 2026-03-28, from 1970 to 2999")
    case .unknownTimeZone(let text):
      FailureAccount(
        .usage,
        "'\(text)' is no time zone: expected a name as Europe/London, UTC, or an offset as GMT+1; "
          + "abbreviations mean several zones, or none that has a summer time")
    case .skippedStart(let clock, let date, let zone):
      FailureAccount(
        .usage,
        "the shift cannot start at \(clock) on \(date) in \(zone), as clocks are put forward over "
          + "that time", remedy: "give another date, or the zone's offset, as GMT+1")
    case .neverInService(let car):
      FailureAccount(
        .invalidData, "car \(car) is never in service, so its calendar would be empty",
        remedy: "leave it out")
    }
  }
}
