import Forecasts
import Incidents

/// Rates of all test days, where the method learns anew from time to time, each time from all that is
/// known by then: rolling-origin evaluation (Tashman 2000, doi:10.1016/S0169-2070(00)00065-0).
struct RollingOrigin {
  /// The rates of all test days.
  let rates: HourlyRates
  /// What was learned first, from the training alone.
  let first: any Forecast
  /// How often the method learned.
  let fits: Int
  /// Seconds to learn, all times together, and to forecast.
  let durations: (fit: Duration, forecast: Duration)

  /// Fits and forecasts, stretch by stretch; a single one if nothing is to be learned anew.
  ///
  /// - Throws: ``ForecastError`` if there is too little to learn from.
  init(
    _ forecaster: any Forecaster, _ request: EvaluationRequest, _ counts: HourlyCounts
  ) throws(ForecastError) {
    let clock = ContinuousClock()
    var (values, forecasts) = ([Double](), [any Forecast]())
    var durations = (fit: Duration.zero, forecast: Duration.zero)
    for stretch in request.stretches {
      let start = clock.now
      let forecast = try forecaster.fit(counts.before(stretch.lowerBound))
      let fitted = clock.now
      values += try forecast.rates(of: stretch, given: counts).values
      durations.fit += fitted - start
      durations.forecast += clock.now - fitted
      forecasts.append(forecast)
    }
    rates = HourlyRates(
      hours: request.test, cellCount: counts.grid.cellCount, values: values)
    first = forecasts[0]
    fits = forecasts.count
    self.durations = durations
  }
}

extension EvaluationRequest {
  /// The test days, cut where the method learns anew.
  var stretches: [Range<LocalHour>] {
    let step = refitDays.map { 24 * $0 } ?? test.count
    return stride(from: test.lowerBound, to: test.upperBound, by: step).map {
      $0..<min($0.advanced(by: step), test.upperBound)
    }
  }
}
