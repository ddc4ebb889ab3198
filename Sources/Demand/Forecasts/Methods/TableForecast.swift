import Incidents

/// A forecast that says the same every week.
struct TableForecast: Forecast {
  let table: HourOfWeekTable
  var lead: ForecastLead { .fixed }

  /// Takes rates of the hours of a week; where they are below `least`, that.
  ///
  /// A rate of 0 where something happens is infinitely wrong.
  init(_ table: HourOfWeekTable, least: Double) {
    self.table = table.mapped { value, _, _ in max(value, least) }
  }

  package func rates(of hours: Range<LocalHour>, given counts: HourlyCounts) -> HourlyRates {
    HourlyRates(hours: hours, cellCount: table.cellCount) { Array(table[$0]) }
  }
}

/// The least rate that forecasts state, in incidents per cell and hour.
package enum LeastRate {
  /// One incident in eleven years.
  static let smooth = 1e-5
  /// What methods state that know nothing of a cell but that it was empty.
  ///
  /// A sixth of what one incident in a year makes of an hour of the week, 1/52: with less, they cost
  /// still more where something happens after all.
  static let sparse = 0.003
}

extension HourlyCounts {
  /// What all methods need: a whole week and an incident.
  func checkAreEnough(for method: String, days: Int = 7) throws(ForecastError) {
    guard midnights.count >= days else {
      throw .tooFewDays(method: method, found: midnights.count, needed: days)
    }
    guard hours.contains(where: { total(of: $0) > 0 }) else { throw .noIncidents(method: method) }
  }
}
