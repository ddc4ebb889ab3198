public import Incidents

/// A way to forecast: it learns from counts and gives a forecast.
public protocol Forecaster: Sendable {
  /// What users call it, in small letters and hyphens.
  var name: String { get }
  /// What it does, in a line.
  var summary: String { get }

  /// Learns from all hours of `counts`, and from nothing else.
  ///
  /// - Throws: ``ForecastError`` if there is too little to learn from.
  func fit(_ counts: HourlyCounts) throws(ForecastError) -> any Forecast
}

/// What a forecaster learned.
///
/// It knows when each hour's rates are needed: before the day, or just before the hour. A forecast of
/// an hour never looks at counts from that moment on, so a long range of hours may be asked for at
/// once, and past hours give an honest account of what it would have said.
public protocol Forecast: Sendable {
  /// When rates are made.
  var lead: ForecastLead { get }
  /// What the forecast has learned, for people, as names and values.
  var findings: [(name: String, value: Double)] { get }

  /// The rates of some hours.
  ///
  /// - Parameters:
  ///   - hours: They may go beyond what is known, and then the last that is known counts.
  ///   - counts: What is known, on the grid that the forecast was fitted to.
  /// - Returns: A rate above 0 for each of the hours and each cell.
  /// - Throws: ``ForecastError`` if a program is asked and does not answer; most cannot fail.
  func rates(
    of hours: Range<LocalHour>, given counts: HourlyCounts
  ) throws(ForecastError) -> HourlyRates
}

extension Forecast {
  /// Most have learned nothing but a table.
  public var findings: [(name: String, value: Double)] { [] }
}

/// How long before an hour its rates are made.
public enum ForecastLead: String, Sendable {
  /// At any time: nothing but the training is used.
  case fixed
  /// At midnight before the hour, from all days before.
  case day
  /// When the hour begins, from all hours before.
  case hour

  /// Up to when counts may be used for an hour.
  public func cutoff(of hour: LocalHour) -> LocalHour? {
    switch self {
    case .fixed: nil
    case .day: hour.midnight
    case .hour: hour
    }
  }

  /// The shorter of two.
  func shorter(_ other: Self) -> Self {
    self == .hour || other == .hour ? .hour : self == .day || other == .day ? .day : .fixed
  }
}
