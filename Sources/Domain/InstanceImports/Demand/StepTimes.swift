import PatrolModel
import Tables

/// When the steps of a demand table start, by what stands before their numbers.
///
/// A column is read as a whole, as one cell alone may mean several things: `800` is a time among
/// `0800` and `0900`, `0.375` a time among shares of a day, `8` an hour where the heading says so.
struct StepTimes {
  /// Why a column cannot be read: its cell, counted from zero, and what should be there.
  struct Problem: Error {
    let cell: Int
    let expected: String
    /// What is there, if the cell alone does not show what is wrong.
    var found: String?
  }

  /// Minutes after midnight of the first day, step by step; none if the steps are only numbered.
  let starts: [Int]
  /// The length of a step, if the column says it even for one step.
  let length: Int?
  /// How the column was read, if that was a decision.
  let remark: String?

  private static let anyTime =
    "write when the step starts, such as 08:00, or number the steps from 1 on"
  private static let day = 1440

  /// Reads a column.
  ///
  /// - Parameters:
  ///   - cells: What stands before the numbers of each step.
  ///   - heading: What stands above them.
  /// - Throws: ``Problem`` for the first cell that is no time, or none that fits the others.
  init(_ cells: [String], heading: String) throws(Problem) {
    let whole = cells.map { Self.wholeNumber($0) }
    if whole.allSatisfy({ $0 != nil }) {
      try self.init(wholeNumbers: whole.compactMap(\.self), cells: cells, heading: heading)
    } else if let minutes = Self.decimalHours(cells, heading: heading) {
      self.init(
        starts: try Self.ascending(minutes), length: nil,
        remark: "numbers such as \(cells[0].quotedCell) are read as hours of the day")
    } else if let minutes = try Self.sharesOfDays(cells) {
      self.init(
        starts: minutes, length: nil,
        remark: "times such as \(cells[0].quotedCell) are read as shares of a day")
    } else if let minutes = Self.pointedClocks(cells) {
      self.init(
        starts: try Self.ascending(minutes), length: nil,
        remark: "times such as \(cells[0].quotedCell) are read as hours and minutes")
    } else {
      try self.init(clocks: cells)
    }
  }

  private init(starts: [Int], length: Int?, remark: String?) {
    self.starts = starts
    self.length = length
    self.remark = remark
  }

  // MARK: Whole numbers

  private static let hourWords: Set<String> = [
    "hour", "hours", "hr", "h", "stunde", "stunden", "heure", "heures", "hora", "horas", "uur",
    "ora", "ore",
  ]
  private static let timeWords: Set<String> = [
    "time", "times", "start", "from", "begin", "clock", "uhrzeit", "zeit", "beginn", "tijd",
    "inicio", "tid", "\u{10d}as",
  ]

  /// Numbers of steps, hours, or times without a colon, as the heading has it.
  private init(
    wholeNumbers numbers: [Int], cells: [String], heading: String
  ) throws(Problem) {
    let heading = heading.lowercased()
    let isHour = Self.hourWords.contains(heading)
    let isTime = isHour || Self.timeWords.contains(heading)
    let counted = numbers.indices.allSatisfy { numbers[$0] == numbers[0] + $0 }
    if !isTime, counted, numbers[0] <= 1, numbers[0] >= 0 {
      let remark = numbers[0] == 0 ? "the steps are numbered from 0" : nil
      self.init(starts: [], length: nil, remark: remark)
      return
    }
    let clocks = cells.compactMap { ClockText.minute(ofDigits: $0) }
    if clocks.count == cells.count {
      self.init(
        starts: try Self.ascending(clocks), length: nil,
        remark: "times such as \(cells[0].quotedCell) are read as hours and minutes")
      return
    }
    // Under "time" 1, 2, 3 may be hours as well as steps; under "hour" they are hours.
    guard isTime, isHour || numbers[0] > 1, numbers.allSatisfy((0...24).contains) else {
      throw Problem(
        cell: 0,
        expected: isTime && counted
          ? "write times such as 01:00, or \"step\" above the numbers of steps" : Self.anyTime)
    }
    self.init(
      starts: try Self.ascending(numbers.map { $0 * 60 }), length: nil,
      remark: "numbers such as \(cells[0].quotedCell) are read as hours of the day")
  }

  /// A whole number, which some programs write as `8.0`.
  private static func wholeNumber(_ text: String) -> Int? {
    let digits = text.hasSuffix(".0") ? text.dropLast(2) : text[...]
    return digits.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains)
      ? Int(digits) : nil
  }

  /// A number of digits with a decimal point or comma.
  private static func decimal(_ text: String) -> Double? {
    text.utf8.allSatisfy("0123456789.,".utf8.contains)
      ? Double(text.contains(".") ? text : text.replacing(",", with: ".")) : nil
  }

  // MARK: Hours with decimals

  /// The minutes of hours such as 8.5, where the heading says that they are hours and all are
  /// quarters; `nil` if they are none.
  private static func decimalHours(_ cells: [String], heading: String) -> [Int]? {
    let hours = cells.compactMap(decimal)
    guard hourWords.contains(heading.lowercased()), hours.count == cells.count,
      hours.allSatisfy({ (0...24).contains($0) && $0 * 4 == ($0 * 4).rounded() })
    else { return nil }
    return hours.map { Int($0 * 60) }
  }

  /// The minutes of clocks with a point, as in `08.30`; `nil` if they are none.
  ///
  /// Decimals of hours are never 15, 30 or 45 hundredths in one column with whole hours only, so
  /// that such a column says which it is; another, say of `8.50`, does not.
  private static func pointedClocks(_ cells: [String]) -> [Int]? {
    let minutes = cells.compactMap { cell -> Int? in
      let pieces = cell.split(separator: ".", omittingEmptySubsequences: false)
      guard pieces.count == 2, ["00", "15", "30", "45"].contains(pieces[1]) else { return nil }
      return ClockText.minute(pieces.joined(separator: ":"))
    }
    return minutes.count == cells.count ? minutes : nil
  }

  // MARK: Shares of days

  /// The minutes of times that a spreadsheet wrote as the number behind them; `nil` if they are none.
  private static func sharesOfDays(_ cells: [String]) throws(Problem) -> [Int]? {
    let numbers = cells.compactMap(decimal)
    let isShare = { (number: Double) in (0...1).contains(number) }
    // From 1954 to 2119: numbers of days that nobody takes for anything else.
    let isDay = { (number: Double) in (20_000..<80_000).contains(number) }
    guard numbers.count == cells.count,
      numbers.allSatisfy(isShare) || numbers.allSatisfy(isDay)
    else { return nil }
    let minutes = numbers.map { $0 * 1440 }
    for (cell, minute) in minutes.enumerated() where abs(minute - minute.rounded()) > 0.02 {
      throw Problem(
        cell: cell, expected: "write times such as 08:00; as a share of a day this is no minute")
    }
    let first = Int(minutes[0].rounded())
    return try ascending(
      minutes.map { Int($0.rounded()) - (numbers[0] > 1 ? first / day * day : 0) })
  }

  // MARK: Clocks

  /// Times of day, with dates or without, alone or as ranges.
  private init(clocks cells: [String]) throws(Problem) {
    var readings: [ClockReading] = []
    for (number, cell) in cells.enumerated() {
      guard let reading = ClockReading(cell) else {
        throw Problem(cell: number, expected: Self.anyTime)
      }
      readings.append(reading)
    }
    let zones = Set(readings.map(\.zone))
    guard zones.count == 1 else {
      let odd = readings.firstIndex { $0.zone != readings[0].zone } ?? 0
      throw Problem(cell: odd, expected: "write all times in one zone, as the clock shows them")
    }
    let starts = try Self.starts(of: readings)
    let length = try Self.length(of: readings, starts: starts)
    let zone = readings[0].zone
    let remark: String? =
      if !zone.isEmpty {
        "times are taken as written, in the zone \(zone.quotedCell)"
      } else if Self.endsInside(readings, starts: starts) {
        "ends such as that of \(cells[0].quotedCell) are read as the last minute of the step"
      } else { nil }
    self.init(starts: starts, length: length, remark: remark)
  }

  private static func starts(of readings: [ClockReading]) throws(Problem) -> [Int] {
    let clocks = readings.map(\.start)
    guard readings.contains(where: { $0.date != nil }) else { return try ascending(clocks) }
    if let bare = readings.firstIndex(where: { $0.date == nil }) {
      throw Problem(cell: bare, expected: "write the date before every time, or before none")
    }
    // Where day and month might be exchanged, the order counts that makes steps of equal length.
    var orders: [[Int]] = []
    for order in DateOrder.allCases {
      let days = readings.compactMap { $0.date.flatMap(order.day) }
      guard days.count == readings.count else { continue }
      let starts = zip(days, clocks).map { ($0 - days[0]) * day + $1 }
      if zip(starts, starts.dropFirst()).allSatisfy({ $0 < $1 }) { orders.append(starts) }
    }
    guard let first = orders.first else {
      throw Problem(
        cell: 0, expected: "write dates as 2026-03-28, in order, with times such as 08:00")
    }
    return orders.first(where: isEven) ?? first
  }

  private static func isEven(_ starts: [Int]) -> Bool {
    let lengths = zip(starts, starts.dropFirst()).map { $1 - $0 }
    return lengths.allSatisfy { $0 == lengths[0] }
  }

  /// The length of steps whose ends are written too, each of which is the start of the next.
  private static func length(
    of readings: [ClockReading], starts: [Int]
  ) throws(Problem) -> Int? {
    guard let end = readings[0].end else {
      if let odd = readings.firstIndex(where: { $0.end != nil }) {
        throw Problem(cell: odd, expected: "write starts and ends for every step, or starts alone")
      }
      return nil
    }
    let last = endsInside(readings, starts: starts) ? 1 : 0
    let length = (end + last - readings[0].start - 1 + 2 * day) % day + 1
    for (number, reading) in readings.enumerated() {
      guard let end = reading.end, (end + last - reading.start - length) % day == 0 else {
        throw Problem(
          cell: number, expected: "write steps of \(length) minutes, from their start to their end")
      }
    }
    for number in starts.indices.dropFirst() where starts[number] != starts[number - 1] + length {
      throw Problem(
        cell: number,
        expected: "begin where the step before ends: "
          + Shift.clock(minute: starts[number - 1] + length))
    }
    return length
  }

  /// Whether the ends are the last minutes of steps, as in `08:00–08:59`.
  private static func endsInside(_ readings: [ClockReading], starts: [Int]) -> Bool {
    guard let end = readings[0].end, (end + 1) % 15 == 0 else { return false }
    return starts.count < 2
      || (end + 1 - readings[0].start + day) % day == (starts[1] - starts[0]) % day
  }

  /// Clocks without dates: one that is not later than the one before is of the next day.
  private static func ascending(_ clocks: [Int]) throws(Problem) -> [Int] {
    var starts: [Int] = []
    for (number, clock) in clocks.enumerated() {
      guard let last = starts.last else {
        starts.append(clock)
        continue
      }
      let wait = (clock - last) % day
      starts.append(last + (wait > 0 ? wait : wait + day))
      // A step of a day is one that starts at the same time again.
      if starts[number] - last > day { throw Problem(cell: number, expected: anyTime) }
      // Times that run backwards would make steps of most of a day.
      if clock < clocks[number - 1], starts[number] - last > day / 2 {
        throw Problem(
          cell: number, expected: "write the steps in order, or the date before every time")
      }
    }
    return starts
  }
}

extension String {
  /// A cell in quotes.
  fileprivate var quotedCell: String { "\"\(self)\"" }
}
