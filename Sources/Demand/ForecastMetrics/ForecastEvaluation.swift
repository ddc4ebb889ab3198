public import Forecasts
public import Incidents
public import Scenarios

/// What is to be judged: which forecaster, on which days.
public struct EvaluationRequest: Sendable {
  /// The incidents of training and test.
  public let incidents: IncidentRecords
  /// The cells.
  public let grid: CellGrid
  /// The days that are learned from.
  public let training: Range<LocalHour>
  /// The days that are forecast, of which all is known.
  public let test: Range<LocalHour>
  /// Hours of a shift, a divisor of 24.
  public var shiftHours = 8
  /// The seed of generated incidents and of bootstrap draws.
  public var seed: UInt64 = 1
  /// How numbers of generated incidents are drawn, for matching.
  public var model = ScenarioModel.systematic
  /// Whether generated incidents may be paired with real ones of the hours beside theirs.
  public var matchesAcrossHours = false
  /// After how many test days the method learns anew, from all days until then; at least 1, `nil` for
  /// never.
  public var refitDays: Int?

  /// Creates a request; training ends where the test begins, both at midnights.
  public init(
    incidents: IncidentRecords, grid: CellGrid, training: Range<LocalHour>, test: Range<LocalHour>
  ) {
    precondition(
      training.upperBound == test.lowerBound && !test.isEmpty, "the test follows the training")
    self.incidents = incidents
    self.grid = grid
    self.training = training
    self.test = test
  }

  /// All that happened, by hour and cell.
  public func counts() -> HourlyCounts {
    HourlyCounts(
      incidents.records, on: grid, hours: training.lowerBound..<test.upperBound)
  }
}

/// How a forecaster did.
public struct ForecastEvaluation: Sendable {
  /// The deviance, log score and squared error of each day.
  public let scores: DayScores
  /// The dispersion of shift totals, from the training alone.
  public let dispersion: Double
  /// Shift totals under the negative binomial distribution with that dispersion.
  public let calibration: ShiftCalibration
  /// Shift totals under the Poisson distribution.
  public let poissonCalibration: ShiftCalibration
  /// Hot spots by share of area.
  public let hotSpots: [HotSpots]
  /// Matches by where generated incidents were put, and by tolerance.
  public let matchings: [ScenarioPlaces: [IncidentMatching]]
  /// What the forecast has learned from the training, before it learned anew.
  public let findings: [(name: String, value: Double)]
  /// How long before an hour its rates are made.
  public let lead: ForecastLead
  /// How often the method learned: once, or anew from time to time.
  public let fits: Int
  /// Seconds to fit, to forecast all test days, and to score.
  public let durations: (fit: Duration, forecast: Duration, score: Duration)

  /// Fits, forecasts and scores.
  ///
  /// - Throws: ``ForecastError`` if there is too little to learn from.
  public init(
    _ forecaster: any Forecaster, _ request: EvaluationRequest, counts: HourlyCounts
  ) throws(ForecastError) {
    let rolling = try RollingOrigin(forecaster, request, counts)
    let clock = ContinuousClock()
    let forecasted = clock.now
    let rates = rolling.rates
    (findings, lead, fits) = (rolling.first.findings, rolling.first.lead, rolling.fits)
    scores = DayScores(rates, counts)
    dispersion = try ShiftDispersion.estimate(
      forecaster, on: counts.before(request.training.upperBound), shiftHours: request.shiftHours)
    let totals = ShiftTotals(rates, counts, shiftHours: request.shiftHours)
    calibration = ShiftCalibration(totals, dispersion: dispersion)
    poissonCalibration = ShiftCalibration(totals, dispersion: 0)
    hotSpots = HotSpots.areas.map { HotSpots(rates, counts, area: $0) }
    matchings = MatchRun(request, rates, dispersion: dispersion).matchings()
    durations = (
      rolling.durations.fit, rolling.durations.forecast, clock.now - forecasted
    )
  }
}
