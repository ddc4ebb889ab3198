import CommandSupport
import Documents
import DurableFiles
import ForecastOutput
import Forecasts
import Incidents
import Scenarios

/// What shifts may bring, day by day, and what of it is known.
struct DemandForecast {
  /// When each shift begins, and how many hours it has.
  let starts: [LocalHour]
  let hours: Int
  /// How it was made.
  let method: String
  /// The incidents that were learned from.
  let training: [Incident]
  private let samplers: [ScenarioSampler]

  /// Fits a forecast to the days before the first shift.
  init(
    _ command: DemandCommand, _ incidents: IncidentRecords, from: Int, hours: Int
  ) throws {
    let fitted = try FittedForecast(
      to: incidents, before: command.shift.start, by: command.method, in: command.cells)
    let starts = (0..<command.shift.days).map {
      fitted.day.midnight.advanced(by: 24 * $0 + from)
    }
    self.init(
      starts: starts, hours: hours, method: command.method.method, incidents.records,
      grid: fitted.grid,
      rates: try starts.map {
        try fitted.forecast.rates(of: $0..<$0.advanced(by: hours), given: fitted.counts)
      }, dispersion: fitted.dispersion, trainingEnd: fitted.counts.hours.upperBound,
      seed: command.seed.seed)
  }

  /// Takes a forecast that was fitted before.
  init(file: String, _ incidents: IncidentRecords, seed: UInt64) throws {
    let document = try ForecastDocument(parsing: DurableFile.read(file), file: file)
    let content = try document.content(file: file)
    self.init(
      starts: [content.rates.hours.lowerBound], hours: content.rates.hours.count, method: file,
      incidents.records, grid: content.grid, rates: [content.rates],
      dispersion: content.dispersion, trainingEnd: content.trainingEnd, seed: seed)
  }

  private init(
    starts: [LocalHour], hours: Int, method: String, _ incidents: [Incident], grid: CellGrid,
    rates: [HourlyRates], dispersion: Double, trainingEnd: LocalHour, seed: UInt64
  ) {
    let donors = Donors(incidents, on: grid, before: trainingEnd)
    self.starts = starts
    self.hours = hours
    self.method = method
    training = incidents.filter { $0.time.hour < trainingEnd }
    samplers = rates.map {
      ScenarioSampler($0, donors: donors, dispersion: dispersion, seed: seed)
    }
  }

  /// Scenarios by their numbers, the shifts in turn, and when each begins.
  func scenarios(_ numbers: Range<Int>) -> (incidents: [[Incident]], starts: [LocalHour]) {
    let days = numbers.map { $0 % starts.count }
    return (
      zip(numbers, days).map { samplers[$1].scenario($0) }, days.map { starts[$0] }
    )
  }

  /// What really happened in each shift.
  func realDays(_ incidents: IncidentRecords) throws -> [[Incident]] {
    guard let last = incidents.days?.upperBound, let end = starts.last, end.date <= last else {
      throw Failure(
        .invalidData,
        "--real-days: the records end with \(incidents.days.map { "\($0.upperBound)" } ?? "none"), "
          + "before the last shift; add files, or take an earlier --date or fewer --days")
    }
    return starts.map { start in
      let shift = start..<start.advanced(by: hours)
      return incidents.records.filter { shift.contains($0.time.hour) && $0.span == 1 }
    }
  }
}
