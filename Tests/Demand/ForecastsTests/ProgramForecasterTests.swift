import Forecasts
import Foundation
import Incidents
import Testing
import _TemperTestSupport

/// A user's own forecaster, in Python.
@Suite(
  "Programs that forecast",
  .enabled(
    if: FileManager.default.isExecutableFile(atPath: "/usr/bin/python3"),
    "needs /usr/bin/python3"))
struct ProgramForecasterTests {
  /// The program that the documentation shows.
  static func example() throws -> String {
    let page = try String(
      contentsOf: Repository.root.appending(path: "docs/use/forecasts.md"), encoding: .utf8)
    let parts = page.components(separatedBy: "```python\n")
    try #require(parts.count == 2)
    return try #require(parts[1].components(separatedBy: "```").first)
  }

  private func forecaster(
    _ script: String, seconds: Double = 30, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws -> ProgramForecaster {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "temper-program-\(UUID().uuidString).py").path
    try "#!/usr/bin/env python3\n\(script)".write(toFile: path, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    return ProgramForecaster(path: path, timeLimit: .seconds(seconds), isCancelled: isCancelled)
  }

  private func hours(_ random: RandomCounts, days: Int) -> Range<LocalHour> {
    random.counts.hours.upperBound..<random.counts.hours.upperBound.advanced(by: 24 * days)
  }

  @Test("what a program makes of the counts is what the same method here makes of them")
  func example() throws {
    let random = try RandomCounts(days: 40, seed: 5)
    let hours = hours(random, days: 9)
    let own = try forecaster(Self.example()).fit(random.counts)
      .rates(of: hours, given: random.counts)
    let same = try HourOfWeekAverage().fit(random.counts).rates(of: hours, given: random.counts)
    #expect(own.values.count == same.values.count)
    for (rate, other) in zip(own.values, same.values) { #expect(abs(rate - other) < 1e-12) }
    // Whatever else is known by then, it is told of the training alone.
    let later = try RandomCounts(days: 49, seed: 5).counts
    #expect(
      try forecaster(Self.example()).fit(random.counts).rates(of: hours, given: later) == own)
  }

  @Test("a rate of 0 becomes the least one")
  func zeros() throws {
    let random = try RandomCounts(days: 10, seed: 5)
    let script = try Self.example().replacing("max(0.003, value / seen[week])", with: "0")
    let rates = try forecaster(script).fit(random.counts)
      .rates(of: hours(random, days: 1), given: random.counts)
    #expect(Set(rates.values) == [1e-5])
  }

  @Test(
    "an answer that is wrong is told by field, hour and cell",
    arguments: [
      (
        "rates[3][5] = -0.1",
        "$.rates[3][5]: expected the rate of 2024-01-11 03:00 in cell 5, row 1"
      ),
      ("rates[3][5] = float('nan')", "NaN"), ("rates[3][5] = 'many'", "$.rates[3][5]"),
      ("rates[3][5] = None", "$.rates[3][5]"), ("rates[3][5] = 1e9", "from 0 to 10000"),
      (
        "rates[23].pop()",
        "$.rates[23]: expected the rates of 2024-01-11 23:00 in 12 cells, found 11"
      ),
      ("rates.pop()", "$.rates: expected those of 24 hours, found 23"),
      ("rates = 7", "$.rates: expected a list"), ("print('hello')", "line 1"),
      ("asked = asked['cars']", "ended with status 1, saying"), ("sys.exit(3)", "status 3"),
      ("sys.exit(0)", "line 1"), ("import os; os.kill(os.getpid(), 9)", "status 137"),
    ])
  func wrong(change: String, words: String) throws {
    let random = try RandomCounts(days: 10, seed: 5)
    let script = try Self.example()
      .replacing("[rates[week] for week in wanted]}", with: "rates}")
      .replacing(
        "\nanswer", with: "\nrates = [list(rates[week]) for week in wanted]\n\(change)\nanswer")
    let forecast = try forecaster(script).fit(random.counts)
    let error = #expect(throws: ForecastError.self) {
      try forecast.rates(of: hours(random, days: 1), given: random.counts)
    }
    #expect(error.map { "\($0)" }?.contains(words) == true, "\(error.map { "\($0)" } ?? "")")
  }

  @Test("another format, or a key that is not known, is refused")
  func format() throws {
    let random = try RandomCounts(days: 10, seed: 5)
    for (old, new) in [
      ("temper-forecast-answer", "answer"), ("\"version\": 1", "\"version\": 2"),
      ("\"version\": 1", "\"version\": 1, \"rate\": 3"),
    ] {
      let forecast = try forecaster(Self.example().replacing(old, with: new)).fit(random.counts)
      #expect(throws: ForecastError.self) {
        try forecast.rates(of: hours(random, days: 1), given: random.counts)
      }
    }
  }

  @Test("a program that takes too long, writes too much or cannot be run is told so")
  func limits() throws {
    let random = try RandomCounts(days: 10, seed: 5)
    func error(_ forecaster: ProgramForecaster) throws -> ForecastError? {
      let forecast = try forecaster.fit(random.counts)
      return #expect(throws: ForecastError.self) {
        try forecast.rates(of: hours(random, days: 1), given: random.counts)
      }
    }
    let slow = try error(forecaster("while True: pass", seconds: 0.5))
    guard case .program(.tooSlow(_, 0.5)) = slow else {
      Issue.record("\(slow.map { "\($0)" } ?? "no error")")
      return
    }
    let long = try error(forecaster("while True: print('0' * 1000)"))
    guard case .program(.tooLong) = long else {
      Issue.record("\(long.map { "\($0)" } ?? "no error")")
      return
    }
    #expect(
      try error(forecaster("while True: pass", isCancelled: { true })) == .program(.interrupted))
    let none = try error(ProgramForecaster(path: "/nowhere/at/all", timeLimit: .seconds(1)))
    guard case .program(.notStarted) = none else {
      Issue.record("\(none.map { "\($0)" } ?? "no error")")
      return
    }
    #expect(throws: ForecastError.self) {
      try forecaster(Self.example()).fit(random.counts.before(random.counts.hours.lowerBound))
    }
  }
}
