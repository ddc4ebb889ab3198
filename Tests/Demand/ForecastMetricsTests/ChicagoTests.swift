import ForecastMetrics
import Forecasts
import Foundation
import Incidents
import Scenarios
import Testing
import _TemperTestSupport

/// The records, which are not part of the repository.
enum ChicagoRecords {
  static let file = Repository.data.appending(path: "chicago/incidents_2016_2017h1.csv.gz")
}

/// Figures that were measured by other programs on the same half year, and what has to be reached.
@Suite(
  "Chicago, January to June 2017",
  .enabled(
    if: Repository.exists(ChicagoRecords.file), "needs Chicago's records: set TEMPER_DATA"))
struct ChicagoTests {
  private static let request = Result { () throws -> EvaluationRequest in
    let incidents = try IncidentRecords(contentsOf: [ChicagoRecords.file.path])
    let cut = CalendarDate(daysSince1970: 17_167).midnight  // 2017-01-01
    let end = CalendarDate(daysSince1970: 17_348).midnight  // 2017-07-01
    return EvaluationRequest(
      incidents: incidents, grid: try CellGrid(covering: incidents.records, resolution: 0.02),
      training: IncidentFormat.usualOrigin.midnight..<cut, test: cut..<end)
  }

  /// A method with its deviance, RMSE, log score and F1 at the five tolerances.
  struct Row: Sendable {
    let method: String
    let deviance: Double
    let rmse: Double
    let logScore: Double
    let f1: [Double]
  }

  @Test(
    "the table of methods is reproduced",
    arguments: [
      Row(
        method: "hour-of-week", deviance: 0.18242, rmse: 0.2125, logScore: 0.13007,
        f1: [0.048, 0.145, 0.165, 0.297, 0.376]),
      Row(
        method: "separable", deviance: 0.17194, rmse: 0.2119, logScore: 0.12483,
        f1: [0.047, 0.145, 0.165, 0.299, 0.378]),
      Row(
        method: "low-rank", deviance: 0.17120, rmse: 0.2109, logScore: 0.12446,
        f1: [0.049, 0.148, 0.168, 0.303, 0.383]),
      Row(
        method: "empirical-bayes", deviance: 0.17116, rmse: 0.2109, logScore: 0.12444,
        f1: [0.049, 0.148, 0.168, 0.303, 0.383]),
      Row(
        method: "day-ahead", deviance: 0.17056, rmse: 0.2106, logScore: 0.12414,
        f1: [0.048, 0.147, 0.169, 0.304, 0.384]),
      Row(
        method: "hour-ahead", deviance: 0.17035, rmse: 0.2105, logScore: 0.12403,
        f1: [0.049, 0.148, 0.169, 0.304, 0.383]),
    ])
  func table(row: Row) throws {
    let request = try Self.request.get()
    let result = try ForecastEvaluation(
      Forecasters.named(row.method), request, counts: request.counts())
    #expect(request.grid.cellCount == 420)
    #expect(abs(result.scores.meanDeviance - row.deviance) < 2e-4)
    #expect(abs(result.scores.rmse - row.rmse) < 2e-4)
    #expect(abs(result.scores.meanLogScore - row.logScore) < 1e-4)
    for (matching, expected) in zip(try #require(result.matchings[.uniform]), row.f1) {
      #expect(abs(matching.f1 - expected) < 0.006, "\(matching.tolerance)")
    }
  }

  @Test("day-ahead beats what it is made of, and hour-ahead beats that, day by day")
  func targets() throws {
    let request = try Self.request.get()
    let counts = request.counts()
    func scores(_ name: String) throws -> DayScores {
      let forecast = try Forecasters.named(name).fit(counts.before(request.test.lowerBound))
      return DayScores(try forecast.rates(of: request.test, given: counts), counts)
    }
    let (day, hour) = (try scores("day-ahead"), try scores("hour-ahead"))
    func gain(_ first: DayScores, over second: DayScores) -> DayBootstrap {
      DayBootstrap(first.differences(from: second).deviance)
    }
    #expect(day.meanDeviance <= 0.1707)
    let separable = gain(day, over: try scores("separable"))
    #expect(separable.mean <= -0.0011 && separable.interval.upperBound < 0)
    let average = gain(day, over: try scores("hour-of-week"))
    #expect(average.mean <= -0.011 && average.interval.upperBound < 0)
    #expect(hour.meanDeviance <= 0.1704)
    let stirred = gain(hour, over: day)
    #expect(stirred.mean <= -15e-5 && stirred.interval.upperBound < 0)
  }

  @Test("scenarios are calibrated, and near what happens as often as they should")
  func scenarios() throws {
    let request = try Self.request.get()
    let counts = request.counts()
    let day = try ForecastEvaluation(DayAhead(), request, counts: counts)
    let covered = try #require(day.calibration.coverage.first { $0.probability == 0.9 }).covered
    #expect((0.87...0.93).contains(covered))
    #expect(day.calibration.logScore <= 4.35)
    let empirical = try #require(day.matchings[.empirical]).map(\.f1)
    #expect(empirical[0] >= 0.060 && empirical[1] >= 0.172 && empirical[3] >= 0.325)
    // Averages without a least rate, as the literature takes them.
    let raw = try ForecastEvaluation(HourOfWeekAverage(least: 1e-9), request, counts: counts)
    let (ours, theirs) = (
      try #require(day.matchings[.uniform])[4].f1, try #require(raw.matchings[.uniform])[4].f1
    )
    #expect(abs(ours - theirs) <= 0.005, "\(ours), \(theirs)")
  }
}
