/// A cell that says when a step starts: `08:00`, `2026-03-28 08:00`, `08:00–09:00`.
package struct ClockReading {
  /// The minute after midnight, 0...1440.
  package let start: Int
  /// The minute after midnight at which the step ends, if the cell says it.
  package let end: Int?
  /// The date as it is written.
  package let date: String?
  /// The zone as it is written, such as `Z` or `+01:00`; empty if there is none.
  package let zone: String

  /// Reads a cell; `nil` if it says no time.
  package init?(_ text: String) {
    let parts = Self.ends(of: text)
    guard let first = Moment(parts[0]) else { return nil }
    start = first.minute
    date = first.date
    zone = first.zone
    guard parts.count == 2 else {
      end = nil
      return
    }
    guard let last = Moment(parts[1]) else { return nil }
    end = last.minute
  }

  /// What stands between the ends of a range.
  private static let marks = [
    "\u{2013}", "\u{2014}", " - ", " to ", " bis ", " until ", "~", "-", "/",
  ]

  /// The two ends of a range, or the text alone.
  private static func ends(of text: String) -> [String] {
    let text = text.lowercased()
    for mark in marks {
      var pieces = text.split(separator: mark).map { String($0).trimmed }
      // In `8-9 AM` the half of the day is that of both.
      if pieces.count == 2, let half = ["am", "pm"].first(where: { pieces[1].hasSuffix($0) }),
        let first = Int(pieces[0]), let last = Int(pieces[1].dropLast(2).filter { $0 != " " }),
        first < last, last < 12
      {
        pieces[0] += half
      }
      // A date has hyphens, too, but what stands before its first one is no time.
      if pieces.count == 2, pieces.allSatisfy({ Moment($0) != nil }) { return pieces }
      if pieces.count == 2, mark == "-", let pair = hours(pieces) { return pair }
    }
    return [text.trimmed]
  }

  /// Two times without colons, as in `0800-0900` and `8-9`.
  private static func hours(_ pieces: [String]) -> [String]? {
    let clocks = pieces.map { piece -> Int? in
      if let minute = ClockText.minute(ofDigits: piece) { return minute }
      guard piece.utf8.count <= 2, let hour = Int(piece), (0...24).contains(hour) else {
        return nil
      }
      return hour * 60
    }.compactMap(\.self)
    guard clocks.count == 2 else { return nil }
    return clocks.map { "\($0 / 60):\($0 % 60 < 10 ? "0" : "")\($0 % 60)" }
  }

  /// A time with or without a date before it and a zone after it.
  private struct Moment {
    let minute: Int
    let date: String?
    let zone: String

    init?(_ text: String) {
      if let minute = ClockText.minute(text) {
        (self.minute, date, zone) = (minute, nil, "")
        return
      }
      guard let gap = Self.gap(in: text) else { return nil }
      let day = String(text[..<gap].last == "," ? text[..<gap].dropLast() : text[..<gap])
      guard DateOrder.allCases.contains(where: { $0.day(day) != nil }) else { return nil }
      var clock = String(text[text.index(after: gap)...]).trimmed
      let mark = clock.lastIndex { "z+-".contains($0) }
      zone = mark.map { String(clock[$0...]).uppercased() } ?? ""
      if let mark { clock = String(clock[..<mark]).trimmed }
      guard let minute = ClockText.minute(clock) else { return nil }
      self.minute = minute
      date = day
    }

    /// Where the clock begins: behind a date, or a number of days as in `0 days 08:00:00`.
    private static func gap(in text: String) -> String.Index? {
      let pieces = text.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
      if pieces.count == 3, ["day", "days"].contains(pieces[1]) {
        return text.index(before: pieces[2].startIndex)
      }
      return text.firstIndex(of: " ") ?? text.firstIndex(of: "t")
    }
  }
}

/// The order of year, month and day in dates.
package enum DateOrder: CaseIterable, Sendable {
  case yearFirst, dayFirst, monthFirst

  /// The days since some day of a date such as `2026-03-28`, `28.03.2026`, `3/28/2026` or
  /// `28-Mar-2026`, or a number of days such as `1 days`.
  package func day(_ text: String) -> Int? {
    if let word = [" days", " day"].first(where: text.hasSuffix) {
      return self == .yearFirst ? Int(text.dropLast(word.count)) : nil
    }
    let pieces = text.split(omittingEmptySubsequences: false) { "-./".contains($0) }
    let monthPlace = self == .monthFirst ? 0 : 1
    let numbers = pieces.enumerated().compactMap { place, piece in
      Int(piece) ?? (place == monthPlace ? Self.month(piece) : nil)
    }
    guard numbers.count == 3, pieces.count == 3 else { return nil }
    let isYearFirst = pieces[0].utf8.count == 4
    guard isYearFirst == (self == .yearFirst) else { return nil }
    let (year, month, date) =
      switch self {
      case .yearFirst: (numbers[0], numbers[1], numbers[2])
      case .dayFirst: (numbers[2], numbers[1], numbers[0])
      case .monthFirst: (numbers[2], numbers[0], numbers[1])
      }
    return Self.days(year: year < 100 ? year + 2000 : year, month: month, day: date)
  }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// The month of an English name or its first three letters.
  private static func month(_ name: Substring) -> Int? {
    months.firstIndex(of: name.lowercased()).map { $0 + 1 }
  }

  /// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", 2021, `days_from_civil`.
  private static func days(year: Int, month: Int, day: Int) -> Int? {
    let isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    // Libraries give a time of day the date of day 0 of spreadsheets, 30 December 1899.
    guard (1899...2999).contains(year), (1...12).contains(month),
      (1...lengths[month - 1]).contains(day)
    else { return nil }
    let shifted = month > 2 ? year : year - 1
    let inEra = shifted % 400
    let inYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return shifted / 400 * 146_097 + inEra * 365 + inEra / 4 - inEra / 100 + inYear
  }
}

extension String {
  /// The text without spaces at its ends.
  fileprivate var trimmed: String {
    var text = self[...]
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
