import Failures
import Forecasts
import Incidents
import RandomStreams
import Testing

/// What holds of every forecaster, whatever it does.
@Suite("Every forecaster")
struct ForecasterTests {
  static let methods = Forecasters.all.map(\.name) + ["day-ahead+separable"]

  /// The forecaster of a name; networks are small ones, which learn fast.
  static func forecaster(_ name: String) throws -> any Forecaster {
    let networks: [NetworkForecaster] = [
      .ensemble(of: [1, 2], settings: .tiny), .offset(settings: .tiny), .poisson(settings: .tiny),
      .biased(settings: .tiny), .printed(settings: .tiny),
    ]
    return try networks.first { $0.name == name } ?? Forecasters.named(name)
  }

  @Test(
    "states a rate above 0 for every cell and hour, and each hour's alike whatever else is asked",
    arguments: methods)
  func rates(name: String) throws {
    let random = try RandomCounts(days: 70, seed: 5)
    let training = random.counts.before(random.counts.hours.lowerBound.advanced(by: 60 * 24))
    let forecast = try Self.forecaster(name).fit(training)
    let test = training.hours.upperBound..<random.counts.hours.upperBound
    let rates = try forecast.rates(of: test, given: random.counts)
    #expect(rates.values.count == test.count * random.counts.grid.cellCount)
    #expect(rates.values.allSatisfy { $0 > 0 && $0.isFinite })
    let part = test.lowerBound.advanced(by: 30)..<test.lowerBound.advanced(by: 41)
    #expect(try forecast.rates(of: part, given: random.counts) == rates.of(part))
    #expect(
      try Self.forecaster(name).fit(training).rates(of: test, given: random.counts) == rates)
  }

  @Test("knows nothing of what happens after its rates are made", arguments: methods)
  func noForesight(name: String) throws {
    let random = try RandomCounts(days: 66, seed: 8)
    let other = try RandomCounts(days: 66, seed: 9)
    let start = random.counts.hours.lowerBound
    let training = random.counts.before(start.advanced(by: 60 * 24))
    let forecast = try Self.forecaster(name).fit(training)
    for hour in [0, 1, 23, 24, 47, 100].map({ training.hours.upperBound.advanced(by: $0) }) {
      let cutoff = forecast.lead.cutoff(of: hour) ?? training.hours.upperBound
      // Another city from the cutoff on.
      let changed = HourlyCounts(
        random.incidents.filter { $0.time.hour < cutoff }
          + other.incidents.filter { $0.time.hour >= cutoff },
        on: random.counts.grid, hours: random.counts.hours)
      let now = hour..<hour.advanced(by: 1)
      #expect(
        try forecast.rates(of: now, given: changed)
          == forecast.rates(of: now, given: random.counts),
        "\(name), \(hour)")
    }
  }

  @Test("goes on where nothing is known any more", arguments: methods)
  func beyond(name: String) throws {
    let random = try RandomCounts(days: 63, seed: 3)
    let forecast = try Self.forecaster(name).fit(random.counts)
    let end = random.counts.hours.upperBound
    let rates = try forecast.rates(
      of: end.advanced(by: 40)..<end.advanced(by: 90), given: random.counts)
    #expect(rates.values.allSatisfy { $0 > 0 && $0.isFinite })
    let total = rates.values.reduce(0, +) / 50
    // ST-ResNet as printed begins anywhere, and comes to say 0: see NetworkForecasterTests.
    #expect(
      name == "st-resnet" || (0.2...20).contains(total),
      "\(name): \(total) an hour where 4 are usual")
  }

  @Test("says what it lacks", arguments: methods)
  func tooLittle(name: String) throws {
    let random = try RandomCounts(days: 3, seed: 1)
    let error = #expect(throws: ForecastError.self) {
      try Self.forecaster(name).fit(random.counts)
    }
    #expect(error?.account.kind == .invalidData)
    let empty = HourlyCounts(
      [], on: random.counts.grid,
      hours: random.counts.hours.lowerBound..<random.counts.hours.lowerBound.advanced(by: 1_440))
    #expect(throws: ForecastError.self) { try Self.forecaster(name).fit(empty) }
  }

  @Test("networks are here under the names that users call them by")
  func networks() throws {
    for name in Forecasters.all.map(\.name) where name.hasPrefix("st-resnet") {
      #expect(try Self.forecaster(name).name == name && Self.forecaster(name) is NetworkForecaster)
    }
  }

  @Test("has a name of its own; others are told which there are")
  func names() {
    #expect(Set(Forecasters.all.map(\.name)).count == Forecasters.all.count)
    for name in ["", "nonsense", "day-ahead+", "+"] {
      #expect(throws: ForecastError.self) { try Forecasters.named(name) }
    }
  }
}

extension SpaceTimeSettings {
  /// For tests that are about anything but how much is learned.
  static var tiny: SpaceTimeSettings {
    var settings = SpaceTimeSettings()
    (settings.channels, settings.units) = (2, 1)
    (settings.closeness, settings.period, settings.trend) = (2, 1, 1)
    (settings.epochs, settings.lastEpochs) = (1, 0)
    return settings
  }
}
