import Foundation

/// Instants and the clocks on the wall of a time zone.
struct ZonedClock {
  private static let day = 86_400
  /// Days without clock changes, for arithmetic.
  private static let calendar: Calendar = {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    return calendar
  }()

  let zone: TimeZone

  /// The zone of a name such as `Europe/London`, `UTC` or `GMT+1`; `nil` for all others.
  ///
  /// Abbreviations name no zone: BST is a summer time in London and a time in Dhaka, and EST, which
  /// is in the database of zones too, knows no summer.
  static func zone(named name: String) -> TimeZone? {
    if ["UTC", "GMT"].contains(name) { return .gmt }
    if name.hasPrefix("GMT") {
      return offset(name.dropFirst(3)).flatMap { TimeZone(secondsFromGMT: $0) }
    }
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    // The zones in the folder Etc have their signs the other way round, so that GMT+1 is west.
    guard parts.count >= 2, parts.allSatisfy({ $0.first?.isLetter == true }),
      !["Etc", "SystemV", "posix", "right"].contains(String(parts[0]))
    else { return nil }
    return TimeZone(identifier: name)
  }

  /// The seconds of an offset such as `+1`, `-03` or `+05:30`.
  private static func offset(_ text: Substring) -> Int? {
    guard let sign = text.first, "+-".contains(sign) else { return nil }
    let pieces = text.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
    let numbers = pieces.compactMap { piece in
      piece.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains) ? Int(piece) : nil
    }
    guard numbers.count == pieces.count, (1...2).contains(pieces.count),
      (1...2).contains(pieces[0].utf8.count), pieces.dropFirst().allSatisfy({ $0.utf8.count == 2 }),
      let hours = numbers.first, hours <= 14, numbers.dropFirst().allSatisfy({ $0 < 60 })
    else { return nil }
    return (sign == "-" ? -1 : 1) * (hours * 3_600 + (numbers.dropFirst().first ?? 0) * 60)
  }

  /// The instants, in seconds since 1970, at which the clock shows a time on a date.
  ///
  /// One as a rule; none if the clock is put forward over it, two if it is put back. What counts is
  /// where the clock is a day before and after, so that nothing is known here of any zone's rules.
  ///
  /// - Parameters:
  ///   - midnight: The date, as the instant of its beginning in UTC.
  ///   - minute: Minutes after midnight.
  /// - Returns: The instants in order.
  func instants(midnight: Int, minute: Int) -> [Int] {
    let reading = midnight + 60 * minute
    let offsets = Set([reading - Self.day, reading + Self.day].map(offset))
    return offsets.map { reading - $0 }.filter { offset($0) == reading - $0 }.sorted()
  }

  /// What the clock shows at an instant, as `2026-03-29 02:30`.
  func reading(at instant: Int) -> (date: String, time: String) {
    let text = Self.compact(instant + offset(instant))
    let digits = Array(text)
    return (
      String(digits[0..<4] + "-" + digits[4..<6] + "-" + digits[6..<8]),
      String(digits[9..<11] + ":" + digits[11..<13])
    )
  }

  private func offset(_ instant: Int) -> Int {
    zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(instant)))
  }

  /// The instant at which a date begins in UTC; `nil` unless it is one, as `2026-03-28`.
  static func midnight(of date: String) -> Int? {
    let parts = date.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2],
      date.utf8.allSatisfy({ $0 == UInt8(ascii: "-") || (48...57).contains($0) }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
      (1970...2999).contains(year)
    else { return nil }
    let components = DateComponents(year: year, month: month, day: day)
    guard components.isValidDate(in: calendar), let midnight = calendar.date(from: components)
    else { return nil }
    return Int(midnight.timeIntervalSince1970)
  }

  /// The instant of `20260328T220000Z`; `nil` for anything else.
  static func instant(_ text: String) -> Int? {
    let digits = Array(text.utf8)
    guard digits.count == 16, digits[8] == UInt8(ascii: "T"), digits[15] == UInt8(ascii: "Z")
    else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      Int(String(decoding: digits[range], as: UTF8.self))
    }
    func part(_ range: Range<Int>) -> String { String(decoding: digits[range], as: UTF8.self) }
    guard let midnight = midnight(of: "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))"),
      let hour = number(9..<11), let minute = number(11..<13), let second = number(13..<15),
      (0..<24).contains(hour), (0..<60).contains(minute), (0..<61).contains(second)
    else { return nil }
    return midnight + 3600 * hour + 60 * minute + second
  }

  /// An instant in UTC as `20260328T220000`.
  static func compact(_ instant: Int) -> String {
    let parts = calendar.dateComponents(
      [.year, .month, .day, .hour, .minute, .second],
      from: Date(timeIntervalSince1970: TimeInterval(instant)))
    func digits(_ number: Int?, _ width: Int) -> String {
      let text = String(number ?? 0)
      return String(repeating: "0", count: max(0, width - text.count)) + text
    }
    return digits(parts.year, 4) + digits(parts.month, 2) + digits(parts.day, 2) + "T"
      + digits(parts.hour, 2) + digits(parts.minute, 2) + digits(parts.second, 2)
  }
}
