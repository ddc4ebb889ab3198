/// Where times when: the share of each cell times the city's average at each hour of the week.
public struct Separable: Forecaster {
  /// What users call it.
  public let name = "separable"
  /// What it does, in a line.
  public let summary = "each cell's share of the city's average hour of the week"

  /// Creates the forecaster.
  public init() {}

  /// Takes shares of cells and averages of hours of the week.
  public func fit(_ counts: HourlyCounts) throws(ForecastError) -> any Forecast {
    try counts.checkAreEnough(for: name)
    let table = HourOfWeekTable(counting: counts)
    let cells = table.cellTotals
    let total = cells.reduce(0, +)
    let hours = zip(table.hourTotals, table.exposure).map { $0 / $1 }
    return TableForecast(
      table.mapped { _, hour, cell in hours[hour] * cells[cell] / total },
      least: LeastRate.smooth)
  }
}
