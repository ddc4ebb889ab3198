import Incidents

/// What was, will be: the counts of the hour before.
public struct PreviousHour: Forecaster {
  /// What users call it.
  public let name = "previous-hour"
  /// What it does, in a line.
  public let summary = "what happened in the hour before"

  /// Creates the forecaster.
  public init() {}

  /// Learns nothing.
  public func fit(_ counts: HourlyCounts) throws(ForecastError) -> any Forecast {
    try counts.checkAreEnough(for: name)
    return RepeatedHour(lag: 1, lead: .hour)
  }
}

/// The counts of the same hour a week before.
public struct LastWeek: Forecaster {
  /// What users call it.
  public let name = "last-week"
  /// What it does, in a line.
  public let summary = "what happened in the same hour of the week before"

  /// Creates the forecaster.
  public init() {}

  /// Learns nothing.
  public func fit(_ counts: HourlyCounts) throws(ForecastError) -> any Forecast {
    try counts.checkAreEnough(for: name)
    return RepeatedHour(lag: 168, lead: .day)
  }
}

/// The counts of a whole number of lags before, the latest that is known.
struct RepeatedHour: Forecast {
  let lag: Int
  let lead: ForecastLead

  package func rates(of hours: Range<LocalHour>, given counts: HourlyCounts) -> HourlyRates {
    HourlyRates(hours: hours, cellCount: counts.grid.cellCount) { hour in
      var rates = [Double](repeating: LeastRate.smooth, count: counts.grid.cellCount)
      let known = min(counts.hours.upperBound, lead.cutoff(of: hour) ?? hour)
      // Back by whole lags until it is known; if nothing is, the least rate says so.
      let behind = max(1, known.advanced(by: -1).distance(to: hour))
      let source = hour.advanced(by: -(behind + lag - 1) / lag * lag)
      guard counts.hours.contains(source) else { return rates }
      for entry in counts[source] { rates[entry.cell] = max(LeastRate.smooth, entry.count) }
      return rates
    }
  }
}
