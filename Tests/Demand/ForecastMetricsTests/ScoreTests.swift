import ForecastMetrics
import Forecasts
import Foundation
import Incidents
import RandomStreams
import Scenarios
import Testing

@Suite("Scores")
struct ScoreTests {
  private static let days = 20

  private func city(_ seed: UInt64) -> (counts: HourlyCounts, rates: HourlyRates) {
    let city = PlantedCity(rows: 3, columns: 4, callsPerHour: 5, seed: seed)
    let start = CalendarDate(daysSince1970: 19_723)
    let grid = CellGrid(resolution: 0.02, firstRow: -2_000, firstColumn: -500, rows: 3, columns: 4)
    let hours = start.midnight..<start.midnight.advanced(by: 24 * Self.days)
    let counts = HourlyCounts(city.incidents(from: start, days: Self.days), on: grid, hours: hours)
    var random = RandomStream(seed: seed, stream: 5)
    let rates = HourlyRates(hours: hours, cellCount: 12) { _ in
      (0..<12).map { _ in 0.01 + random.unit() }
    }
    return (counts, rates)
  }

  @Test("are those of the definition, over all cells and hours", arguments: 0..<5 as Range<UInt64>)
  func definition(seed: UInt64) {
    let (counts, rates) = city(seed)
    var (deviance, log, square) = (0.0, 0.0, 0.0)
    for hour in counts.hours {
      for cell in 0..<12 {
        let rate = rates[hour][rates[hour].startIndex + cell]
        let count = counts[hour].first { $0.cell == cell }?.count ?? 0
        deviance += 2 * ((count > 0 ? count * Foundation.log(count / rate) : 0) - (count - rate))
        let factorial: Double = lgamma(count + 1)
        log += rate - count * Foundation.log(rate) + factorial
        square += (count - rate) * (count - rate)
      }
    }
    let cells = Double(12 * counts.hours.count)
    let scores = DayScores(rates, counts)
    #expect(abs(scores.meanDeviance - deviance / cells) < 1e-12)
    #expect(abs(scores.meanLogScore - log / cells) < 1e-12)
    #expect(abs(scores.rmse - (square / cells).squareRoot()) < 1e-12)
    #expect(scores.deviance.count == Self.days)
    #expect(scores.differences(from: scores).deviance.allSatisfy { $0 == 0 })
  }

  @Test("a bootstrap's interval holds the mean, and is as wide as the normal law has it")
  func bootstrap() {
    var random = RandomStream(seed: 2)
    let days = (0..<200).map { _ in random.exponential() }
    let result = DayBootstrap(days)
    #expect(result.interval.contains(result.mean))
    #expect(result == DayBootstrap(days))
    let mean = days.reduce(0, +) / 200
    let deviation = (days.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 199).squareRoot()
    let width = result.interval.upperBound - result.interval.lowerBound
    #expect(abs(width / (2 * 1.96 * deviation / 200.0.squareRoot()) - 1) < 0.1)
    #expect(DayBootstrap([3, 3, 3]).interval == 3...3)
  }

  @Test("hot spots of the truth are perfect, those of its opposite are not")
  func hotSpots() {
    let (counts, _) = city(3)
    func rates(_ sign: Double) -> HourlyRates {
      HourlyRates(hours: counts.hours, cellCount: 12) { hour in
        var rates = [Double](repeating: sign > 0 ? 1e-3 : 10, count: 12)
        for entry in counts[hour] { rates[entry.cell] += sign * entry.count }
        return rates
      }
    }
    let best = HotSpots(rates(1), counts, area: 0.25)
    #expect(best.efficiency == 1)
    #expect(best.area == 0.25)
    #expect(best.accuracy > 1)
    #expect(HotSpots(rates(-1), counts, area: 0.25).accuracy < 1)
    #expect(abs(HotSpots(rates(-1), counts, area: 1).accuracy - 1) < 1e-12)
  }

  @Test("totals of the law that is stated fall into its intervals as often as they say")
  func calibration() {
    // Poisson counts under their own rates, from the sampler.
    let start = CalendarDate(daysSince1970: 0).midnight
    let grid = CellGrid(resolution: 1, firstRow: 0, firstColumn: 0, rows: 1, columns: 1)
    let hours = start..<start.advanced(by: 24 * 500)
    let rates = HourlyRates(hours: hours, cellCount: 1) { _ in [9] }
    let sampler = ScenarioSampler(
      rates, donors: Donors([], on: grid, before: start), model: .poisson, dispersion: 0, seed: 3)
    let counts = HourlyCounts(sampler.scenario(0), on: grid, hours: hours)
    let calibration = ShiftCalibration(ShiftTotals(rates, counts, shiftHours: 8), dispersion: 0)
    #expect(calibration.shifts == 1_500)
    for (probability, covered) in calibration.coverage {
      // Five standard errors below; above also what is left of the last number of each tail.
      #expect((-0.06...0.08).contains(covered - probability), "\(probability): \(covered)")
    }
    #expect(abs(calibration.bias - 1) < 0.03)
    let wide = ShiftCalibration(ShiftTotals(rates, counts, shiftHours: 8), dispersion: 0.05)
    #expect(wide.logScore > calibration.logScore)
  }

  @Test("an evaluation is the same every time, and knows which method is better")
  func evaluation() throws {
    let city = PlantedCity(rows: 5, columns: 5, callsPerHour: 8, seed: 8)
    let start = CalendarDate(daysSince1970: 19_723)
    let incidents = try IncidentRecords([("a.csv", Array(city.table(from: start, days: 160).utf8))])
    let grid = try CellGrid(covering: incidents.records, resolution: 0.02)
    let cut = start.midnight.advanced(by: 24 * 120)
    let request = EvaluationRequest(
      incidents: incidents, grid: grid, training: start.midnight..<cut,
      test: cut..<start.midnight.advanced(by: 24 * 160))
    let counts = request.counts()
    func evaluate(_ name: String) throws -> ForecastEvaluation {
      try ForecastEvaluation(Forecasters.named(name), request, counts: counts)
    }
    let (good, again, bad) = (
      try evaluate("hour-ahead"), try evaluate("hour-ahead"), try evaluate("uniform")
    )
    #expect(good.scores.deviance == again.scores.deviance)
    #expect(good.matchings == again.matchings)
    #expect(good.dispersion == again.dispersion)
    let difference = DayBootstrap(good.scores.differences(from: bad.scores).deviance)
    #expect(difference.interval.upperBound < 0)
    let real = try #require(good.matchings[.uniform]).map(\.real)
    #expect(Set(real) == [Int(request.test.reduce(0) { $0 + counts.total(of: $1) })])
    var across = request
    across.matchesAcrossHours = true
    let wider = try ForecastEvaluation(Forecasters.named("uniform"), across, counts: counts)
    for (within, beyond) in zip(bad.matchings[.uniform] ?? [], wider.matchings[.uniform] ?? []) {
      #expect(beyond.matched >= within.matched)
    }
  }
}
