public import Documents
import Figures
import ForecastMetrics
import Forecasts
import Scenarios

/// How a method did as JSON, `temper-forecast-evaluation` version 1.
public struct EvaluationDocument: JSONDocument, Sendable {
  struct Match: Encodable {
    let metres: Double
    let minutes: Int
    let f1: Double
    let precision: Double
    let recall: Double
    let matched: Int
    let generated: Int
    let real: Int

    init(_ matching: IncidentMatching) {
      metres = matching.tolerance.metres
      minutes = matching.tolerance.minutes
      f1 = matching.f1
      precision = matching.precision
      recall = matching.recall
      matched = matching.matched
      generated = matching.generated
      real = matching.real
    }
  }

  struct Interval: Encodable {
    let mean: Double
    let low: Double
    let high: Double

    init(_ bootstrap: DayBootstrap) {
      mean = bootstrap.mean
      low = bootstrap.interval.lowerBound
      high = bootstrap.interval.upperBound
    }
  }

  struct Coverage: Encodable {
    let probability: Double
    let negativeBinomial: Double
    let poisson: Double
  }

  struct Calibration: Encodable {
    let shiftHours: Int
    let shifts: Int
    let dispersion: Double
    let coverage: [Coverage]
    let logScore: Double
    let poissonLogScore: Double
    let observedOverExpected: Double
  }

  struct HotSpot: Encodable {
    let area: Double
    let predictionAccuracyIndex: Double
    let predictionEfficiencyIndex: Double
  }

  struct Comparison: Encodable {
    let method: String
    let deviance: Double
    let devianceDifference: Interval
    let logScoreDifference: Interval
    let squaredErrorDifference: Interval
  }

  struct Timings: Encodable {
    let read: Double
    let fit: Double
    let forecast: Double
    let score: Double
  }

  private let format = "temper-forecast-evaluation"
  private let version = 1
  private let program: String
  private let method: String
  private let lead: String
  private let seed: UInt64
  private let model: String
  private let acrossHours: Bool
  private let grid: GridReference
  private let cells: Int
  private let training: DaySpan
  private let test: DaySpan
  private let refitDays: Int?
  private let fits: Int?
  private let deviance: Double
  private let devianceByDay: Interval
  private let logScore: Double
  private let rmse: Double
  private let f1: [Match]
  private let f1Empirical: [Match]
  private let predictedMinusActual: Int
  private let coverage: Double
  private let calibration: Calibration
  private let hotSpots: [HotSpot]
  private let against: Comparison?
  private let findings: [String: Double]
  private let seconds: Double
  private let timings: Timings
  private let data: DataStatement

  /// Collects what is to be written.
  package init(_ report: EvaluationReport) {
    let (result, request) = (report.result, report.request)
    program = report.program
    method = report.method
    lead = result.lead.rawValue
    seed = request.seed
    model = request.model.rawValue
    acrossHours = request.matchesAcrossHours
    grid = GridReference(request.grid)
    cells = request.grid.cellCount
    training = DaySpan(request.training)
    test = DaySpan(request.test)
    refitDays = request.refitDays
    fits = request.refitDays.map { _ in result.fits }
    deviance = result.scores.meanDeviance
    devianceByDay = Interval(
      DayBootstrap(result.scores.meanDeviances, seed: request.seed))
    logScore = result.scores.meanLogScore
    rmse = result.scores.rmse
    f1 = (result.matchings[.uniform] ?? []).map(Match.init)
    f1Empirical = (result.matchings[.empirical] ?? []).map(Match.init)
    predictedMinusActual = report.predictedMinusActual
    coverage = report.coverage
    calibration = Calibration(
      shiftHours: request.shiftHours, shifts: result.calibration.shifts,
      dispersion: result.dispersion,
      coverage: zip(result.calibration.coverage, result.poissonCalibration.coverage).map {
        Coverage(
          probability: $0.probability, negativeBinomial: $0.covered, poisson: $1.covered)
      }, logScore: result.calibration.logScore,
      poissonLogScore: result.poissonCalibration.logScore,
      observedOverExpected: result.calibration.bias)
    hotSpots = result.hotSpots.map {
      HotSpot(
        area: $0.area, predictionAccuracyIndex: $0.accuracy,
        predictionEfficiencyIndex: $0.efficiency)
    }
    against = report.other.map { other in
      let pairs = result.scores.differences(from: other.result.scores)
      return Comparison(
        method: other.method, deviance: other.result.scores.meanDeviance,
        devianceDifference: Interval(DayBootstrap(pairs.deviance, seed: request.seed)),
        logScoreDifference: Interval(DayBootstrap(pairs.logScore, seed: request.seed)),
        squaredErrorDifference: Interval(DayBootstrap(pairs.squaredError, seed: request.seed)))
    }
    findings = Dictionary(uniqueKeysWithValues: result.findings.map { ($0.name, $0.value) })
    seconds = Figure.seconds(report.elapsed)
    timings = Timings(
      read: Figure.seconds(report.reading), fit: Figure.seconds(result.durations.fit),
      forecast: Figure.seconds(result.durations.forecast),
      score: Figure.seconds(result.durations.score))
    data = DataStatement(request.incidents)
  }
}
