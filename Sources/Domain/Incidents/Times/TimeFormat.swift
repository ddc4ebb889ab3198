/// A way to write local time in a table.
public enum TimeFormat: String, CaseIterable, Sendable {
  /// Whole minutes since an origin, as in `525600`.
  case minutes
  /// Year first, as in `2016-03-14T15:09`, `2016-03-14 15:09:26` or `2016-03-14`.
  case iso
  /// Month first, as in `03/14/2016 03:09:26 PM` or `3/14/2016 15:09`.
  case monthFirst = "month-first"
  /// Day first, as in `14/03/2016 15:09` or `14.03.2016 15:09:26`.
  case dayFirst = "day-first"

  /// How the format looks.
  public var example: String {
    switch self {
    case .minutes: "525600"
    case .iso: "2016-03-14 15:09"
    case .monthFirst: "03/14/2016 03:09:26 PM"
    case .dayFirst: "14/03/2016 15:09"
    }
  }

  /// What a cell says.
  package struct Reading: Hashable {
    /// The minute on the clock as written.
    package var minute: LocalMinute
    /// Whether there was a date without a clock time.
    package var hasNoClock = false
    /// Minutes that the clock as written is ahead of UTC, where the cell says so.
    package var offset: Int?
  }

  /// Reads a cell; seconds are cut off.
  ///
  /// - Parameters:
  ///   - cell: The text.
  ///   - origin: What ``minutes`` are counted from.
  /// - Returns: `nil` if the cell is not in this format.
  package func read(_ cell: ArraySlice<UInt8>, origin: CalendarDate) -> Reading? {
    var text = TimeText(cell)
    switch self {
    case .minutes:
      // Within four centuries, so that hours and days of it never overflow.
      guard let count = text.number(digits: 1...9), text.isAtEnd, count < 210_000_000 else {
        return nil
      }
      return Reading(minute: LocalMinute(index: origin.midnight.start.index + count))
    case .iso:
      guard let year = text.number(digits: 4...4), text.skip("-"),
        let month = text.number(digits: 1...2), text.skip("-"),
        let day = text.number(digits: 1...2)
      else { return nil }
      return Self.reading(year, month, day, &text)
    case .monthFirst, .dayFirst:
      guard let first = text.number(digits: 1...2), let separator = text.separator(),
        let second = text.number(digits: 1...2), text.separator() == separator,
        let year = text.number(digits: 4...4)
      else { return nil }
      return self == .monthFirst
        ? Self.reading(year, first, second, &text) : Self.reading(year, second, first, &text)
    }
  }

  private static func reading(
    _ year: Int, _ month: Int, _ day: Int, _ text: inout TimeText
  ) -> Reading? {
    guard let date = CalendarDate(year: year, month: month, day: day) else { return nil }
    if text.isAtEnd { return Reading(minute: date.midnight.start, hasNoClock: true) }
    guard text.skip("T") || text.skip(" "), let clock = text.clock() else { return nil }
    let offset = text.offset()
    guard text.isAtEnd else { return nil }
    return Reading(minute: LocalMinute(date, clock: clock), offset: offset)
  }
}

/// A cell that is read from left to right.
private struct TimeText {
  private let cell: ArraySlice<UInt8>
  private var position: Int

  init(_ cell: ArraySlice<UInt8>) {
    self.cell = cell
    position = cell.startIndex
  }

  var isAtEnd: Bool { position == cell.endIndex }

  private var next: UInt8 { isAtEnd ? 0 : cell[position] }

  /// Steps over a letter, large or small, or another character, if it is next.
  mutating func skip(_ letter: Unicode.Scalar) -> Bool {
    guard UInt32(next) == letter.value || UInt32(next) == letter.value | 0x20 else { return false }
    position += 1
    return true
  }

  /// Digits, as many as there are, if there are neither too few nor too many.
  mutating func number(digits: ClosedRange<Int>) -> Int? {
    var (value, count) = (0, 0)
    while next >= 0x30, next <= 0x39 {
      guard count < digits.upperBound else { return nil }
      value = value * 10 + Int(next - 0x30)
      count += 1
      position += 1
    }
    return count >= digits.lowerBound ? value : nil
  }

  /// A slash or a full stop.
  mutating func separator() -> UInt8? {
    let byte = next
    guard byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".") else { return nil }
    position += 1
    return byte
  }

  /// Minutes after midnight of `15:09`, `15:09:26.5` or `03:09:26 PM`.
  mutating func clock() -> Int? {
    guard let hour = number(digits: 1...2), skip(":"), let minute = number(digits: 2...2),
      hour < 24, minute < 60
    else { return nil }
    if skip(":") {
      guard let second = number(digits: 2...2), second < 61 else { return nil }
      if skip(".") { guard number(digits: 1...9) != nil else { return nil } }
    }
    let end = position
    _ = skip(" ")
    let isMorning = skip("A")
    guard isMorning || skip("P") else {
      position = end
      return hour * 60 + minute
    }
    guard skip("M"), (1...12).contains(hour) else { return nil }
    return (hour % 12 + (isMorning ? 0 : 12)) * 60 + minute
  }

  /// `Z`, `+01:00`, `+01` or `-0600` in minutes.
  package mutating func offset() -> Int? {
    if skip("Z") { return 0 }
    let sign = next
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return nil }
    position += 1
    guard let digits = number(digits: 2...4) else { return nil }
    let minutes: Int? =
      if digits > 99 { digits % 100 } else if skip(":") { number(digits: 2...2) } else { 0 }
    guard let minutes else { return nil }
    return (sign == UInt8(ascii: "-") ? -1 : 1)
      * ((digits > 99 ? digits / 100 : digits) * 60 + minutes)
  }
}
