import ForecastMetrics
import Forecasts
import Incidents
import Testing

@Suite("Evaluations that learn anew")
struct RollingOriginTests {
  /// A hundred days of an invented city, the last thirty of which are forecast.
  private static func request(refitDays: Int?) throws -> EvaluationRequest {
    let start = CalendarDate(daysSince1970: 19_723)
    let city = PlantedCity(rows: 4, columns: 3, callsPerHour: 4, seed: 3)
    let records = try IncidentRecords([
      ("city.csv", Array(city.table(from: start, days: 100).utf8))
    ])
    let cut = start.midnight.advanced(by: 24 * 70)
    var request = EvaluationRequest(
      incidents: records, grid: try CellGrid(covering: records.records, resolution: 0.02),
      training: start.midnight..<cut, test: cut..<start.midnight.advanced(by: 24 * 100))
    request.refitDays = refitDays
    return request
  }

  private static func evaluation(
    _ method: any Forecaster, refitDays: Int?
  ) throws -> ForecastEvaluation {
    let request = try request(refitDays: refitDays)
    return try ForecastEvaluation(method, request, counts: request.counts())
  }

  @Test("score each stretch as a fit to all days before it does", arguments: [1, 7, 29])
  func stretches(days: Int) throws {
    let whole = try Self.request(refitDays: nil)
    let counts = whole.counts()
    let rolling = try Self.evaluation(Separable(), refitDays: days)
    var (deviance, fits, start) = ([Double](), 0, whole.test.lowerBound)
    while start < whole.test.upperBound {
      let end = min(start.advanced(by: 24 * days), whole.test.upperBound)
      let rates = try Separable().fit(counts.before(start)).rates(of: start..<end, given: counts)
      deviance += DayScores(rates, counts).deviance
      (fits, start) = (fits + 1, end)
    }
    #expect(rolling.scores.deviance == deviance && rolling.fits == fits)
    // The dispersion is of the training alone, as before.
    let once = try Self.evaluation(Separable(), refitDays: nil)
    #expect(rolling.dispersion == once.dispersion && once.fits == 1)
    #expect(rolling.scores.deviance != once.scores.deviance)
  }

  @Test("are those that learn once, where nothing is left to learn from")
  func once() throws {
    for method in [DayAhead(), Separable()] as [any Forecaster] {
      let rolling = try Self.evaluation(method, refitDays: 30)
      let once = try Self.evaluation(method, refitDays: nil)
      #expect(rolling.scores.deviance == once.scores.deviance && rolling.fits == 1)
    }
  }
}
