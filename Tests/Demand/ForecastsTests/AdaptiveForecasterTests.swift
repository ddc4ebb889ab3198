import Forecasts
import Foundation
import Incidents
import RandomStreams
import Testing

@Suite("Forecasts that follow what happens")
struct AdaptiveForecasterTests {
  /// Levels from their definition: all days before, each weighed by its age.
  private struct NaiveLevels {
    let forecast: DayAheadForecast
    let counts: HourlyCounts

    private func expected(_ hour: LocalHour, _ cell: Int) -> Double {
      let rates = forecast.baseline[hour]
      return rates[rates.startIndex + cell]
        * (hour.hourOfDay == 0 && hour.date.day == 1 ? forecast.monthFactor : 1)
    }

    private func age(_ day: LocalHour, _ midnight: LocalHour) -> Double {
      Double(day.distance(to: midnight) / 24 - 1)
    }

    private func total(_ day: LocalHour, _ value: (LocalHour, Int) -> Double, cell: Int?) -> Double
    {
      (0..<24).reduce(0) { sum, hour in
        (0..<counts.grid.cellCount).filter { cell == nil || $0 == cell }.reduce(sum) {
          $0 + value(day.advanced(by: hour), $1)
        }
      }
    }

    private func observed(_ hour: LocalHour, _ cell: Int) -> Double {
      counts[hour].first { $0.cell == cell }?.count ?? 0
    }

    func city(_ midnight: LocalHour) -> Double {
      var (seen, expected) = (0.0, 0.0)
      for day in counts.midnights where day < midnight {
        let weight = pow(0.5, age(day, midnight) / forecast.settings.cityHalfLife)
        seen += weight * total(day, observed, cell: nil)
        expected += weight * total(day, self.expected, cell: nil)
      }
      return expected > 0 ? seen / expected : 1
    }

    func cell(_ cell: Int, _ midnight: LocalHour) -> Double {
      var (seen, expected) = (forecast.settings.cellPrior, forecast.settings.cellPrior)
      for day in counts.midnights where day < midnight {
        let weight = pow(0.5, age(day, midnight) / forecast.settings.cellHalfLife)
        seen += weight * total(day, observed, cell: cell)
        expected += weight * city(day) * total(day, self.expected, cell: cell)
      }
      return seen / expected
    }

    func hour(_ hourOfDay: Int, _ midnight: LocalHour) -> Double {
      var (seen, expected) = (forecast.settings.hourPrior, forecast.settings.hourPrior)
      for day in counts.midnights where day < midnight {
        let weight = pow(0.5, age(day, midnight) / forecast.settings.hourHalfLife)
        let hour = day.advanced(by: hourOfDay)
        for cell in 0..<counts.grid.cellCount {
          seen += weight * observed(hour, cell)
          expected += weight * city(day) * self.expected(hour, cell)
        }
      }
      return seen / expected
    }

    func rate(_ hour: LocalHour, _ cell: Int) -> Double {
      let midnight = hour.midnight
      return expected(hour, cell) * city(midnight) * self.cell(cell, midnight)
        * self.hour(hour.hourOfDay, midnight)
    }
  }

  @Test("day-ahead levels are those of the definition", arguments: 0..<2 as Range<UInt64>)
  func levels(seed: UInt64) throws {
    let random = try RandomCounts(days: 35, seed: seed, rows: 2, columns: 2)
    let forecast = try DayAhead().fitted(random.counts)
    let naive = NaiveLevels(forecast: forecast, counts: random.counts)
    // The first day, which has no level yet, a first of the month, and the last day.
    for offset in [0, 5, 31 * 24, 34 * 24 + 17] {
      let hour = random.counts.hours.lowerBound.advanced(by: offset)
      let rates = forecast.rates(of: hour..<hour.advanced(by: 1), given: random.counts)
      for cell in 0..<4 {
        #expect(
          abs(rates.values[cell] / naive.rate(hour, cell) - 1) < 1e-9, "\(hour), cell \(cell)")
      }
    }
  }

  @Test(
    "hour-ahead memories are those of the definition, and its parts add up",
    arguments: 0..<3 as Range<UInt64>)
  func memory(seed: UInt64) throws {
    let random = try RandomCounts(days: 4, seed: seed)
    let grid = random.counts.grid
    var memory = StirringMemory(grid)
    let hours = Array(random.counts.hours)
    let day = (0..<grid.cellCount).map { 0.1 + 0.01 * Double($0) }
    for hour in hours { memory.learn(random.counts[hour], expected: day) }
    let cell = grid.columns + 1
    for (speed, scale) in StirringParts.own.enumerated() {
      let kept = exp(-1 / scale)
      let expected = hours.enumerated().reduce(0.0) { sum, item in
        let count = random.counts[item.element].first { $0.cell == cell }?.count ?? 0
        return sum + (1 - kept) * pow(kept, Double(hours.count - 1 - item.offset)) * count
      }
      #expect(abs(memory.parts(of: cell, day: 1)[speed] - expected) < 1e-12)
    }
    let weights = (0..<StirringParts.count).map { 0.1 + 0.05 * Double($0) }
    let rates = memory.rates(day, weights: weights)
    for cell in 0..<grid.cellCount {
      let parts = memory.parts(of: cell, day: day[cell])
      let sum = zip(parts, weights).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(abs(rates[cell] - sum) < 1e-12)
    }
    let totals = memory.totals(day: day.reduce(0, +))
    for part in 0..<StirringParts.count {
      let sum = (0..<grid.cellCount).reduce(0) {
        $0 + memory.parts(of: $1, day: day[$1])[part]
      }
      #expect(abs(totals[part] - sum) < 1e-9, "part \(part)")
    }
  }

  @Test("where calls follow from calls, hour-ahead finds most of what can be found")
  func planted() throws {
    // A hundred days of 240 calls: 45 % of them caused by calls of the hour before.
    let random = try RandomCounts(days: 150, seed: 6, rows: 6, columns: 6, callsPerHour: 10)
    let training = random.counts.before(random.counts.hours.lowerBound.advanced(by: 120 * 24))
    let test = training.hours.upperBound..<random.counts.hours.upperBound
    func deviance(_ rates: HourlyRates) -> Double {
      test.reduce(0) { sum, hour in
        let now = rates[hour]
        return random.counts[hour].reduce(sum + 2 * now.reduce(0, +)) {
          $0 + 2 * ($1.count * log($1.count / now[now.startIndex + $1.cell]) - $1.count)
        }
      }
    }
    func deviance(of name: String) throws -> Double {
      deviance(try Forecasters.named(name).fit(training).rates(of: test, given: random.counts))
    }
    let truth = HourlyRates(hours: test, cellCount: 36) { hour in
      var before = [Int](repeating: 0, count: 36)
      for entry in random.counts[hour.advanced(by: -1)] { before[entry.cell] = Int(entry.count) }
      return random.city.rates(of: hour, after: before)
    }
    let (best, bayes) = (deviance(truth), try deviance(of: "empirical-bayes"))
    let found = try deviance(of: "hour-ahead")
    #expect(best < found)
    let share = (bayes - found) / (bayes - best)
    #expect(share > 0.6, "found \(share) of the way from empirical Bayes to the truth")
    let findings = try HourAhead().fit(training).findings
    let own = try #require(findings.first { $0.name == "weight of own cell, 1 h" }).value
    #expect(own > 0.1)
  }

  @Test("weights are a maximum of the likelihood: none is better a little to the side")
  func maximum() throws {
    let random = try RandomCounts(days: 90, seed: 12, rows: 4, columns: 4, callsPerHour: 8)
    let forecast = try #require(
      try HourAhead(rounds: 2_000).fit(random.counts) as? HourAheadForecast)
    let hours =
      random.counts.hours.lowerBound.advanced(by: 28 * 24)..<random.counts.hours.upperBound
    func likelihood(_ weights: [Double]) -> Double {
      let rates = HourAheadForecast(base: forecast.base, weights: weights).rates(
        of: hours, given: random.counts)
      return hours.reduce(0) { sum, hour in
        let now = rates[hour]
        return random.counts[hour].reduce(sum - now.reduce(0, +)) {
          $0 + $1.count * log(now[now.startIndex + $1.cell])
        }
      }
    }
    let best = likelihood(forecast.weights)
    // The likelihood that was raised leaves each hour out of its baseline, this one does not: steps
    // of a tenth are far larger than what that moves.
    for part in forecast.weights.indices where forecast.weights[part] > 0.05 {
      for factor in [0.8, 1.25] {
        var weights = forecast.weights
        weights[part] *= factor
        #expect(likelihood(weights) < best, "\(StirringParts.names[part]) times \(factor)")
      }
    }
  }

  @Test("a mixture is the geometric mean")
  func mixture() throws {
    let random = try RandomCounts(days: 60, seed: 3)
    let hours = random.counts.hours.upperBound..<random.counts.hours.upperBound.advanced(by: 5)
    func rates(_ name: String) throws -> [Double] {
      try Forecasters.named(name).fit(random.counts).rates(of: hours, given: random.counts).values
    }
    let (first, second) = (try rates("separable"), try rates("day-ahead"))
    for (index, mixed) in try rates("separable+day-ahead").enumerated() {
      #expect(abs(mixed / (first[index] * second[index]).squareRoot() - 1) < 1e-12)
    }
  }
}
