/// The average of each cell at each hour of the week: what everybody compares with.
public struct HourOfWeekAverage: Forecaster {
  /// What users call it.
  public let name = "hour-of-week"
  /// What it does, in a line.
  public let summary = "each cell's average at each hour of the week"
  private let least: Double

  /// Creates the forecaster.
  ///
  /// - Parameter least: The least rate stated, above 0; without it, a sixth of what a single incident
  ///   in a year makes of an hour of the week.
  public init(least: Double? = nil) {
    let least = least ?? LeastRate.sparse
    precondition(least > 0, "a rate is positive")
    self.least = least
  }

  /// Averages each cell at each hour of the week.
  public func fit(_ counts: HourlyCounts) throws(ForecastError) -> any Forecast {
    try counts.checkAreEnough(for: name)
    let table = HourOfWeekTable(counting: counts)
    return TableForecast(
      table.mapped { value, hour, _ in value / table.exposure[hour] }, least: least)
  }
}
