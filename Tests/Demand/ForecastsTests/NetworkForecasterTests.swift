import Forecasts
import Foundation
import Incidents
import Networks
import Testing

@Suite("Forecasts by networks")
struct NetworkForecasterTests {
  /// A city of which the last part is forecast.
  private struct Trial {
    let random: RandomCounts
    let training: HourlyCounts
    let test: Range<LocalHour>

    init(days: Int, held: Int, seed: UInt64, side: Int = 6, callsPerHour: Double = 10) throws {
      random = try RandomCounts(
        days: days, seed: seed, rows: side, columns: side, callsPerHour: callsPerHour)
      training = random.counts.before(
        random.counts.hours.lowerBound.advanced(by: (days - held) * 24))
      test = training.hours.upperBound..<random.counts.hours.upperBound
    }

    func rates(_ forecaster: any Forecaster) throws -> HourlyRates {
      try forecaster.fit(training).rates(of: test, given: random.counts)
    }

    func deviance(_ rates: HourlyRates) -> Double {
      test.reduce(0) { sum, hour in
        let now = rates[hour]
        return random.counts[hour].reduce(sum + 2 * now.reduce(0, +)) {
          $0 + 2 * ($1.count * log($1.count / now[now.startIndex + $1.cell]) - $1.count)
        }
      }
    }

    /// How far rates are on the way from empirical Bayes to the truth, in deviance.
    func shareFound(by forecaster: any Forecaster) throws -> Double {
      let bayes = deviance(try rates(EmpiricalBayes()))
      return (bayes - deviance(try rates(forecaster))) / (bayes - deviance(truth))
    }

    /// The law that the city follows.
    var truth: HourlyRates {
      HourlyRates(hours: test, cellCount: random.counts.grid.cellCount) { hour in
        var before = [Int](repeating: 0, count: random.counts.grid.cellCount)
        for entry in random.counts[hour.advanced(by: -1)] { before[entry.cell] = Int(entry.count) }
        return random.city.rates(of: hour, after: before)
      }
    }
  }

  @Test("where calls follow from calls, a network finds most of what can be found")
  func planted() throws {
    let trial = try Trial(days: 210, held: 30, seed: 6)
    var settings = SpaceTimeSettings()
    (settings.channels, settings.units) = (8, 1)
    (settings.closeness, settings.period, settings.trend) = (1, 0, 0)
    (settings.rate, settings.epochs) = (3e-3, 8)
    let share = try trial.shareFound(by: NetworkForecaster.offset(settings: settings))
    #expect(share > 0.6, "found \(share) of the way from empirical Bayes to the truth")
    #expect(share < 1, "nothing is better than the truth")
  }

  @Test(
    "in a year of a city of 144 cells, the usual network finds 85 %",
    .enabled(
      if: ProcessInfo.processInfo.environment["TEMPER_PLANTED_YEAR"] != nil,
      "takes half a minute of processor time: set TEMPER_PLANTED_YEAR"))
  func plantedYear() throws {
    let trial = try Trial(days: 425, held: 60, seed: 1, side: 12, callsPerHour: 12)
    let share = try trial.shareFound(by: NetworkForecaster.offset())
    print("found \(share) of the way from empirical Bayes to the truth")
    #expect((0.85..<1).contains(share))
  }

  @Test("as printed, a network says 0 nearly everywhere; begun at the means, it does not")
  func collapse() throws {
    // As sparse as reported crimes: 0.04 calls in a cell and hour.
    let trial = try Trial(days: 100, held: 10, seed: 2, callsPerHour: 1.5)
    var settings = SpaceTimeSettings.tiny
    (settings.rate, settings.epochs) = (1e-2, 4)
    let printed = try trial.rates(NetworkForecaster.printed(settings: settings))
    // The least rate that the method states.
    let zeros = printed.values.count { $0 <= 0.003 }
    #expect(Double(zeros) > 0.8 * Double(printed.values.count))
    let biased = try trial.rates(NetworkForecaster.biased(settings: settings))
    #expect(trial.deviance(biased) < trial.deviance(printed))
    let poisson = try trial.rates(NetworkForecaster.poisson(settings: settings))
    #expect(trial.deviance(poisson) < trial.deviance(printed))
  }

  @Test("a network that has learned nothing says what the day-ahead rates are")
  func offset() throws {
    let trial = try Trial(days: 70, held: 5, seed: 4, side: 3)
    var settings = SpaceTimeSettings.tiny
    settings.rate = 0
    let rates = try trial.rates(NetworkForecaster.offset(settings: settings)).values
    for (rate, day) in zip(rates, try trial.rates(DayAhead()).values) {
      #expect(abs(rate / day - 1) < 1e-5)
    }
  }

  @Test("an ensemble is the mean of its members")
  func ensemble() throws {
    let trial = try Trial(days: 64, held: 2, seed: 9, side: 3)
    let members = try [4, 7].map { (seed: UInt64) in
      try trial.rates(NetworkForecaster.ensemble(of: [seed], settings: .tiny)).values
    }
    let both = try trial.rates(NetworkForecaster.ensemble(of: [4, 7], settings: .tiny)).values
    #expect(members[0] != members[1])
    for (index, rate) in both.enumerated() {
      #expect(abs(rate / ((members[0][index] + members[1][index]) / 2) - 1) < 1e-9)
    }
  }

  @Test(
    "weights that were kept in a file forecast the same",
    arguments: Forecasters.all.map(\.name).filter { $0.hasPrefix("st-resnet") })
  func weights(name: String) throws {
    let trial = try Trial(days: 64, held: 2, seed: 5, side: 3)
    let forecaster = try #require(
      try ForecasterTests.forecaster(name) as? any WeightedForecaster)
    let trained = try #require(
      try forecaster.fit(trial.training) as? any WeightedForecast)
    let file = try SafetensorsFile(parsing: trained.weights.bytes, file: "a")
    #expect(file.card["method"] == name && file.card["data"]?.count == 16)
    let restored = try forecaster.fit(trial.training, weights: file)
    #expect(
      try restored.rates(of: trial.test, given: trial.random.counts)
        == trained.rates(of: trial.test, given: trial.random.counts))
    let kept = try #require(restored as? any WeightedForecast)
    #expect(kept.weights.tensors == trained.weights.tensors)
  }

  @Test("normalised units learn, go by what they saw, and are known again by their weights")
  func normalised() throws {
    let trial = try Trial(days: 64, held: 2, seed: 5, side: 3)
    let plain = NetworkForecaster.poisson(settings: .tiny)
    let trained = try #require(
      try plain.normalised(over: 8).fit(trial.training) as? any WeightedForecast)
    let running = trained.weights.tensors.filter { $0.key.hasSuffix("running_var") }
    // Of three branches with a unit of two normalisations each.
    #expect(running.count == 6 && running.allSatisfy { $0.value.values.contains { $0 != 1 } })
    #expect(trained.weights.card["normalised"] == "8")
    let rates = try trained.rates(of: trial.test, given: trial.random.counts)
    #expect(try rates != trial.rates(plain))
    let file = try SafetensorsFile(parsing: trained.weights.bytes, file: "a")
    let restored = try plain.fit(trial.training, weights: file)
    #expect(try restored.rates(of: trial.test, given: trial.random.counts) == rates)
    let mixture = try Forecasters.named("day-ahead+st-resnet-poisson")
    #expect(mixture.hasNetworks && !DayAhead().hasNetworks && plain.hasNetworks)
    #expect(mixture.normalised(over: 8).name == mixture.name)
  }

  @Test("weights of another method, other cells or another size are refused")
  func otherWeights() throws {
    let trial = try Trial(days: 60, held: 2, seed: 5, side: 3)
    let other = try Trial(days: 60, held: 2, seed: 5, side: 4)
    func file(_ method: NetworkForecaster) throws -> SafetensorsFile {
      let forecast = try method.fit(trial.training) as? any WeightedForecast
      return try #require(forecast).weights
    }
    let weights = try file(.offset(settings: .tiny))
    #expect(throws: ForecastError.self) {
      try NetworkForecaster.poisson(settings: .tiny).fit(trial.training, weights: weights)
    }
    #expect(throws: ForecastError.self) {
      try NetworkForecaster.offset(settings: .tiny).fit(other.training, weights: weights)
    }
    #expect(throws: ForecastError.self) {
      try NetworkForecaster.offset().fit(trial.training, weights: weights)
    }
  }
}
