/// The same in every cell that ever had an incident: what knowing where people are is worth.
public struct Uniform: Forecaster {
  /// What users call it.
  public let name = "uniform"
  /// What it does, in a line.
  public let summary = "the same in all cells with an incident, and in all hours"

  /// Creates the forecaster.
  public init() {}

  /// Averages over all hours and the cells that had an incident; water and fields have none.
  public func fit(_ counts: HourlyCounts) throws(ForecastError) -> any Forecast {
    try counts.checkAreEnough(for: name)
    let table = HourOfWeekTable(counting: counts)
    let cells = table.cellTotals
    let inhabited = Double(cells.count { $0 > 0 })
    let rate = cells.reduce(0, +) / (Double(counts.hours.count) * inhabited)
    return TableForecast(
      table.mapped { _, _, cell in cells[cell] > 0 ? rate : 0 }, least: LeastRate.smooth)
  }
}
