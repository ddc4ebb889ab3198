import Forecasts
import Incidents
import RandomStreams
import Scenarios
import Testing
import _TemperTestSupport

@Suite("Scenarios")
struct ScenarioSamplerTests {
  private static let start = CalendarDate(daysSince1970: 19_800).midnight
  private static let grid = CellGrid(
    resolution: 0.02, firstRow: 0, firstColumn: 0, rows: 2, columns: 2)
  private static let hourly = [0.2, 1.1, 0.4, 2.3]

  private func sampler(
    _ model: ScenarioModel, places: ScenarioPlaces = .uniform, dispersion: Double = 0.05,
    hours: Int = 4, donors: [Incident] = [], seed: UInt64 = 7
  ) -> ScenarioSampler {
    let rates = HourlyRates(
      hours: Self.start..<Self.start.advanced(by: hours), cellCount: 4
    ) { _ in Self.hourly }
    return ScenarioSampler(
      rates, donors: Donors(donors, on: Self.grid, before: Self.start), model: model,
      places: places, dispersion: dispersion, seed: seed)
  }

  @Test("have the mean and the variance of their model", arguments: ScenarioModel.allCases)
  func totals(model: ScenarioModel) {
    let draws = 4_000
    let drawn = sampler(model)
    let totals = (0..<draws).map { Double(drawn.scenario($0).count) }
    let mean = totals.reduce(0, +) / Double(draws)
    let variance = totals.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(draws)
    let expected = 16.0
    let (wantedMean, wantedVariance): (Double, Double) =
      switch model {
      case .negativeBinomial: (expected, expected + 0.05 * expected * expected)
      case .poisson: (expected, expected)
      case .systematic: (expected, 0)
      case .rounding: (12, 0)  // 0 + 1 + 0 + 2 in each of four hours.
      }
    // Six standard errors; the variance of a variance is at most 4 σ⁴/n for these.
    #expect(abs(mean - wantedMean) <= 6 * (wantedVariance / Double(draws)).squareRoot() + 1e-9)
    #expect(abs(variance - wantedVariance) <= 12 * wantedVariance / Double(draws).squareRoot())
  }

  @Test(
    "fall into cells by their rates",
    arguments: [ScenarioModel.negativeBinomial, .poisson, .systematic])
  func cells(model: ScenarioModel) throws {
    let drawn = sampler(model)
    var counts = [0, 0, 0, 0]
    for number in 0..<500 {
      for incident in drawn.scenario(number) {
        counts[
          try #require(
            Self.grid.cell(latitude: incident.latitude, longitude: incident.longitude))] += 1
      }
    }
    var test = ChiSquare()
    test.add(counts, probabilities: Self.hourly.map { $0 / 4 })
    #expect(test.tailProbability > ChiSquare.alarm, "\(counts)")
  }

  @Test(
    "happen in the hours of the shift, in order, each from a stream of its own",
    arguments: ScenarioModel.allCases)
  func order(model: ScenarioModel) {
    let drawn = sampler(model)
    let scenario = drawn.scenario(5)
    #expect(scenario == sampler(model).scenario(5))
    #expect(zip(scenario, scenario.dropFirst()).allSatisfy { $0.time <= $1.time })
    #expect(
      scenario.allSatisfy {
        $0.time.hour >= Self.start && $0.time.hour < Self.start.advanced(by: 4)
      })
    #expect(scenario != drawn.scenario(6) || scenario.isEmpty)
    #expect(scenario != sampler(model, seed: 8).scenario(5))
  }

  @Test("take places, minutes and types from the past if they may")
  func donors() throws {
    let past = (0..<40).map { index in
      Incident(
        time: LocalMinute(index: Self.start.start.index - 1_440 + (index % 4) * 60 + 30),
        latitude: 0.021, longitude: 0.023, type: 3, priority: 2)
    }
    let later = Incident(
      time: Self.start.start, latitude: 0.022, longitude: 0.022, type: 9)
    let drawn = sampler(.poisson, places: .empirical, donors: past + [later])
    let scenarios = (0..<50).flatMap { drawn.scenario($0) }
    let last = scenarios.filter {
      Self.grid.cell(latitude: $0.latitude, longitude: $0.longitude) == 3
    }
    #expect(last.count > 100)
    #expect(last.allSatisfy { $0.latitude == 0.021 && $0.type == 3 && $0.priority == 2 })
    #expect(scenarios.allSatisfy { $0.time.minuteOfHour == 30 })
  }
}
