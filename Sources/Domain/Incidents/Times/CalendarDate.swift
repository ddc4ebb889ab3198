/// A day of the Gregorian calendar, before and after its introduction.
///
/// The conversions to and from days are Howard Hinnant's ("chrono-Compatible Low-Level Date
/// Algorithms", 2013), in which a year begins in March, so that the leap day is its last.
public struct CalendarDate: Hashable, Comparable, Sendable {
  /// The year, in −9999...9999.
  public let year: Int
  /// The month, in 1...12.
  public let month: Int
  /// The day of the month, from 1.
  public let day: Int

  /// Creates a date, if there is such a day.
  public init?(year: Int, month: Int, day: Int) {
    guard (-9999...9999).contains(year), (1...12).contains(month),
      (1...Self.length(ofMonth: month, in: year)).contains(day)
    else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// Reads a date such as `2017-01-31`.
  public init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].utf8.count == 4,
      parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// The date so many days after 1970-01-01.
  public init(daysSince1970 days: Int) {
    let shifted = days + 719_468  // Days from 0000-03-01 to 1970-01-01.
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097  // 400 years.
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153  // March is 0.
    day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// The days from 1970-01-01 to this one.
  public var daysSince1970: Int {
    let marchYear = month <= 2 ? year - 1 : year
    let era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
    let yearOfEra = marchYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The hour that begins at the day's midnight.
  public var midnight: LocalHour { LocalHour(index: daysSince1970 * 24) }

  /// Whether one date is earlier than another.
  public static func < (first: Self, second: Self) -> Bool {
    first.daysSince1970 < second.daysSince1970
  }

  private static func length(ofMonth month: Int, in year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension CalendarDate: CustomStringConvertible {
  /// The date as ISO 8601 has it, as in `2017-01-31`.
  public var description: String {
    let sign = year < 0 ? "-" : ""
    return sign + Self.padded(abs(year), 4) + "-" + Self.padded(month, 2) + "-"
      + Self.padded(day, 2)
  }

  static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
