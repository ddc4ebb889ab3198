/// A minute on the wall clock of a place, counted from 1970-01-01 00:00 on the same clock.
///
/// Plans, shifts and records of calls all speak of the wall clock. Every day has 24 hours on it; the
/// hour that is left out in spring holds nothing, the one that comes twice in autumn holds both.
public struct LocalMinute: Hashable, Comparable, Sendable {
  /// Minutes since 1970-01-01 00:00.
  public let index: Int

  /// Creates a minute from those since 1970-01-01 00:00.
  public init(index: Int) { self.index = index }

  /// Creates a minute of a day; clock is in minutes after midnight.
  public init(_ date: CalendarDate, clock: Int) {
    index = date.daysSince1970 * 1440 + clock
  }

  /// The hour that it is in.
  public var hour: LocalHour { LocalHour(index: index.flooredQuotient(by: 60)) }

  /// The minute of the hour, in 0..<60.
  public var minuteOfHour: Int { index - hour.index * 60 }

  /// Whether one minute is earlier than another.
  public static func < (first: Self, second: Self) -> Bool { first.index < second.index }
}

extension LocalMinute: CustomStringConvertible {
  /// The time as in `2017-01-31 23:05`.
  public var description: String {
    "\(hour.date) \(CalendarDate.padded(hour.hourOfDay, 2)):"
      + CalendarDate.padded(minuteOfHour, 2)
  }
}

/// An hour on the wall clock of a place, counted from 1970-01-01 00:00 on the same clock.
public struct LocalHour: Hashable, Comparable, Strideable, Sendable {
  /// Hours since 1970-01-01 00:00.
  public let index: Int

  /// Creates an hour from those since 1970-01-01 00:00.
  public init(index: Int) { self.index = index }

  /// The hour of the day, in 0..<24.
  public var hourOfDay: Int { index - day * 24 }

  /// Days since 1970-01-01.
  public var day: Int { index.flooredQuotient(by: 24) }

  /// The day of the week: Monday is 0, Sunday 6.
  public var weekday: Int {
    // 1970-01-01 was a Thursday.
    (day + 3) - (day + 3).flooredQuotient(by: 7) * 7
  }

  /// The hour of the week, in 0..<168, from Monday's midnight.
  public var hourOfWeek: Int { weekday * 24 + hourOfDay }

  /// The day that it is in.
  public var date: CalendarDate { CalendarDate(daysSince1970: day) }

  /// The first hour of its day.
  public var midnight: LocalHour { LocalHour(index: day * 24) }

  /// The first minute.
  public var start: LocalMinute { LocalMinute(index: index * 60) }

  /// The hours from this one to another.
  public func distance(to other: Self) -> Int { other.index - index }

  /// The hour so many hours later.
  public func advanced(by hours: Int) -> Self { LocalHour(index: index + hours) }
}

extension LocalHour: CustomStringConvertible {
  /// The hour as in `2017-01-31 23:00`.
  public var description: String { start.description }
}

extension Int {
  /// The quotient rounded down, also for negative numbers.
  fileprivate func flooredQuotient(by divisor: Int) -> Int {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
