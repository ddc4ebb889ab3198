import Foundation
import Hummingbird
import Temper

/// What cars a shift needs, to be found from records of incidents.
struct DemandRequest: Codable, Hashable, Sendable {
  let incidents: Int
  var name: String?
  /// A shift whose cars, hours, sectors and rules are taken; its demand is replaced.
  var instance: Int?
  /// Without such a shift: the cars on duty, and into how many sectors the city is divided.
  var cars: Int?
  var sectors: Int?
  /// The day as `2026-11-30`; without it the day after the last record.
  var date: String?
  /// When the shift begins and ends, as `16:30`, to five minutes; an end before the beginning is of the
  /// next day.
  var from: String?
  var to: String?
  /// How times are written, where the first records do not tell.
  var timeFormat: String?
  /// How many scenarios each of three sets has.
  var scenarios: Int?
  /// All the time there is, in seconds.
  var timeLimit: Double?
  /// The seed of all random numbers; runs with one seed say the same.
  var seed: Int?
  /// The cores and the megabytes that it may have; no more than the operator allows.
  var threads: Int?
  var memory: Int?

  static let usualSeconds = 60.0
  private static let usualSectors = 15
  private static let usualScenarios = 1000

  /// When a shift begins, in minutes after midnight, and how many it has.
  struct Span: Hashable, Sendable {
    let start: Int
    let minutes: Int

    /// The hours that it touches, of which rates are forecast.
    var hours: Range<Int> { start / 60..<(start + minutes + 59) / 60 }

  }

  /// The hours that the request names: eight from midnight on where it names none.
  var span: Span {
    get throws(Problem) {
      let start = try Self.minutes(from ?? "00:00", "from")
      let end = try to.map { text throws(Problem) in try Self.minutes(text, "to") } ?? start + 480
      let minutes = (end - start + 1440) % 1440
      return Span(start: start, minutes: minutes == 0 ? 1440 : minutes)
    }
  }

  /// A time of the day in minutes after midnight.
  static func minutes(_ text: String, _ key: String) throws(Problem) -> Int {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    guard text.utf8.count == 5, parts.count == 2, let hour = parts[0], let minute = parts[1],
      (0...23).contains(hour), (0...59).contains(minute), minute % 5 == 0
    else {
      throw Problem(
        .unprocessableContent, "\(key): expected a time in steps of five minutes, as 16:30")
    }
    return hour * 60 + minute
  }

  func check(_ settings: Settings) throws(Problem) {
    try settings.check(timeLimit: timeLimit, seed: seed, threads: threads, memory: memory)
    _ = try span
    guard (1...200).contains((name ?? "a").count) else {
      throw Problem(.unprocessableContent, "name: expected 1 to 200 letters")
    }
    guard instance != nil || cars != nil else {
      throw Problem(.unprocessableContent, "cars: expected how many are on duty, or an instance")
    }
    guard instance == nil || cars == nil else {
      throw Problem(.unprocessableContent, "cars: the instance has its own; leave one of them out")
    }
    guard (1...1000).contains(cars ?? 1) else {
      throw Problem(.unprocessableContent, "cars: expected 1 to 1000")
    }
    guard (1...200).contains(sectors ?? 1) else {
      throw Problem(.unprocessableContent, "sectors: expected 1 to 200")
    }
    guard (2...20_000).contains(scenarios ?? 2) else {
      throw Problem(.unprocessableContent, "scenarios: expected 2 to 20000")
    }
    let isDay = date.map { $0.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}/) != nil } ?? true
    guard isDay else {
      throw Problem(.unprocessableContent, "date: expected a day as 2026-11-30")
    }
    let forms = ["minutes", "iso", "month-first", "day-first"]
    guard forms.contains(timeFormat ?? "iso") else {
      throw Problem(
        .unprocessableContent, "timeFormat: expected one of \(forms.joined(separator: ", "))")
    }
  }

  func text() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  // MARK: - Command lines, for files in the folder that they run in

  /// What the hours may bring.
  func forecastArguments(files: [String], _ span: Span) -> [String] {
    ["forecast", "fit"] + records(files)
      + ["--from", "\(span.hours.lowerBound)", "--hours", "\(span.hours.count)"]
      + (date.map { ["--date", $0] } ?? [])
      + ["-o", "forecast.json", "--report", "forecast.html", "-q", "--json-errors"]
  }

  /// How many cars each sector needs; `shift` is the one that is given, if there is one.
  func demandArguments(
    files: [String], _ span: Span, hasShift: Bool, threads: Int
  ) -> [String] {
    let minute = span.start % 60
    let start = "\(span.start / 60):\(minute < 10 ? "0" : "")\(minute)"
    let own =
      hasShift
      ? ["--shift", "known.json"]
      : [
        "--cars", "\(cars ?? 1)", "--sectors", "\(sectors ?? Self.usualSectors)", "--from", start,
        "--hours", "\(Double(span.minutes) / 60)",
      ]
    return ["demand"] + records(files) + ["--forecast", "forecast.json"] + own + [
      "--scenarios", "\(scenarios ?? Self.usualScenarios)", "--seed", "\(seed ?? 1)",
      "--time-limit", "\(timeLimit ?? Self.usualSeconds)", "--threads", "\(threads)",
      "--json", "-o", "shift.json", "--report", "demand.html", "-q", "--json-errors",
    ]
  }

  private func records(_ files: [String]) -> [String] {
    ["--incidents"] + files + (timeFormat.map { ["--time-format", $0] } ?? [])
  }
}
