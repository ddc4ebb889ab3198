package import Incidents

/// The average week, raised and lowered by how the last days went: the default.
///
/// At each midnight the empirical-Bayes rates are multiplied by levels: observed over expected
/// incidents, both forgotten exponentially, of the whole city, of each cell, and of each hour of the
/// day. A shift is planned before its hours happen, so this is what a plan may know. Each level is a
/// gamma-Poisson filter with a forgetting factor (Smith 1979, "A generalization of the Bayesian
/// steady forecasting model", J. R. Stat. Soc. B 41), its prior a number of expected incidents.
/// Settings were chosen by rolling origin over Chicago's 2016.
public struct DayAhead: Forecaster {
  /// What users call it.
  public let name = "day-ahead"
  /// What it does, in a line.
  public let summary = "empirical-bayes, raised and lowered as the last days went"
  package let settings: LevelSettings
  package let baseline: EmpiricalBayes

  /// Creates the forecaster.
  ///
  /// - Parameters:
  ///   - settings: How fast levels forget, and how slowly they move.
  ///   - baseline: The average week.
  public init(
    settings: LevelSettings = LevelSettings(), baseline: EmpiricalBayes = EmpiricalBayes()
  ) {
    self.settings = settings
    self.baseline = baseline
  }

  /// Fits the average week, and what the midnights that begin a month have more.
  public func fit(_ counts: HourlyCounts) throws(ForecastError) -> any Forecast {
    try fitted(counts)
  }

  package func fitted(_ counts: HourlyCounts) throws(ForecastError) -> DayAheadForecast {
    try counts.checkAreEnough(for: name, days: 28)
    let posterior = baseline.posterior(of: counts)
    return DayAheadForecast(
      baseline: TableForecast(posterior.rates, least: LeastRate.smooth).table,
      posterior: posterior, settings: settings,
      monthFactor: Self.monthFactor(counts, posterior.rates, settings))
  }

  /// Observed over expected incidents in the first hour of a month, drawn towards 1.
  ///
  /// Records whose day is not known are entered as of the first of the month, at midnight.
  private static func monthFactor(
    _ counts: HourlyCounts, _ rates: HourOfWeekTable, _ settings: LevelSettings
  ) -> Double {
    var (observed, expected) = (settings.monthPrior, settings.monthPrior)
    let totals = rates.hourTotals
    for hour in counts.midnights where hour.beginsMonth {
      observed += counts.total(of: hour)
      expected += totals[hour.hourOfWeek]
    }
    return observed / expected
  }
}

/// How levels follow what happens.
public struct LevelSettings: Hashable, Sendable {
  /// Days in which the city's level forgets half, above 0.
  public var cityHalfLife = 2.0
  /// Days in which a cell's level forgets half, above 0.
  public var cellHalfLife = 15.0
  /// What a cell's level of 1 counts for, in incidents, above 0.
  public var cellPrior = 150.0
  /// Days in which the level of an hour of the day forgets half, above 0.
  public var hourHalfLife = 10.0
  /// What such a level of 1 counts for, in incidents, above 0.
  public var hourPrior = 200.0
  /// What a factor of 1 for months' first hours counts for, in incidents, above 0.
  public var monthPrior = 20.0

  /// Creates the settings that were chosen on Chicago.
  public init() {}
}

package struct DayAheadForecast: Forecast {
  package let baseline: HourOfWeekTable
  package let posterior: PosteriorTable
  package let settings: LevelSettings
  package let monthFactor: Double

  package var lead: ForecastLead { .day }

  package var findings: [(name: String, value: Double)] {
    [("factor of the first hour of a month", monthFactor)]
  }

  package func rates(of hours: Range<LocalHour>, given counts: HourlyCounts) -> HourlyRates {
    var levels = DailyLevels(self, start: counts.hours.lowerBound)
    return HourlyRates(hours: hours, cellCount: baseline.cellCount) { hour in
      levels.advance(to: min(hour.midnight, counts.hours.upperBound), counts)
      return levels.rates(of: hour)
    }
  }
}

/// Levels at a midnight, which move on by whole days.
package struct DailyLevels {
  private struct Level {
    var observed = 0.0
    var expected = 0.0

    mutating func forget(_ kept: Double) {
      (observed, expected) = (observed * kept, expected * kept)
    }

    func value(prior: Double) -> Double {
      expected + prior > 0 ? (observed + prior) / (expected + prior) : 1
    }
  }

  private let forecast: DayAheadForecast
  private let kept: (city: Double, cell: Double, hour: Double)
  private let hourTotals: [Double]
  private let dayTotals: [[Double]]
  private(set) var midnight: LocalHour
  private var city = Level()
  private var cells: [Level]
  private var hours = [Level](repeating: Level(), count: 24)

  init(_ forecast: DayAheadForecast, start: LocalHour) {
    self.forecast = forecast
    let settings = forecast.settings
    kept = (
      halving(settings.cityHalfLife), halving(settings.cellHalfLife),
      halving(settings.hourHalfLife)
    )
    hourTotals = forecast.baseline.hourTotals
    let cellCount = forecast.baseline.cellCount
    dayTotals = (0..<7).map { weekday in
      (0..<24).reduce(into: [Double](repeating: 0, count: cellCount)) { totals, hour in
        let start = (weekday * 24 + hour) * cellCount
        for cell in 0..<cellCount { totals[cell] += forecast.baseline.values[start + cell] }
      }
    }
    midnight = start
    cells = [Level](repeating: Level(), count: cellCount)
  }

  /// Moves on to a midnight, of which all days before are known.
  mutating func advance(to end: LocalHour, _ counts: HourlyCounts) {
    while midnight < end { learnDay(counts) }
  }

  /// The rates of an hour, by cell, as levels stand.
  package func rates(of hour: LocalHour) -> [Double] {
    let settings = forecast.settings
    let whole =
      city.value(prior: 0) * hours[hour.hourOfDay].value(prior: settings.hourPrior)
      * factor(of: hour)
    return zip(forecast.baseline[hour], cells).map { rate, level in
      rate * whole * level.value(prior: settings.cellPrior)
    }
  }

  private func factor(of hour: LocalHour) -> Double { hour.beginsMonth ? forecast.monthFactor : 1 }

  /// Takes in the day that begins at ``midnight``.
  ///
  /// What cells and hours expected contains the city's level of that day, so that they learn what it
  /// does not explain.
  private mutating func learnDay(_ counts: HourlyCounts) {
    let level = city.value(prior: 0)
    city.forget(kept.city)
    for cell in cells.indices { cells[cell].forget(kept.cell) }
    for (offset, hour) in (midnight..<midnight.advanced(by: 24)).enumerated() {
      let expected = hourTotals[hour.hourOfWeek] * factor(of: hour)
      let observed = counts.total(of: hour)
      city.observed += observed
      city.expected += expected
      hours[offset].forget(kept.hour)
      hours[offset].observed += observed
      hours[offset].expected += expected * level
      for entry in counts[hour] { cells[entry.cell].observed += entry.count }
    }
    let first = forecast.baseline[midnight]
    let excess = factor(of: midnight) - 1
    for (cell, expected) in dayTotals[midnight.weekday].enumerated() {
      cells[cell].expected += level * (expected + excess * first[first.startIndex + cell])
    }
    midnight = midnight.advanced(by: 24)
  }
}

extension LocalHour {
  /// Whether it is the first hour of a month.
  var beginsMonth: Bool { hourOfDay == 0 && date.day == 1 }
}
