import CommandSupport
import Documents
import DurableFiles
import ForecastOutput
import Forecasts
import Incidents
import Scenarios

/// What shifts may bring, day by day, and what of it is known.
struct DemandForecast {
  /// When each shift begins, and how many minutes it has.
  let starts: [LocalMinute]
  let minutes: Int
  /// How it was made.
  let method: String
  /// The incidents that were learned from.
  let training: [Incident]
  private let samplers: [ScenarioSampler]

  /// Fits a forecast to the days before the first shift.
  init(_ command: DemandCommand, _ incidents: IncidentRecords, of span: ShiftSpan) throws {
    let fitted = try FittedForecast(
      to: incidents, before: command.shift.start, by: command.method, in: command.cells)
    let first = fitted.day.midnight.start.index + (span.clock ?? 0)
    let starts = (0..<command.shift.days).map { LocalMinute(index: first + 1440 * $0) }
    let minutes = span.minutes ?? ShiftSpan.usualMinutes
    self.init(
      starts: starts, minutes: minutes, method: command.method.method, incidents.records,
      grid: fitted.grid,
      rates: try starts.map {
        try fitted.forecast.rates(of: Self.hours(from: $0, minutes), given: fitted.counts)
      }, dispersion: fitted.dispersion, trainingEnd: fitted.counts.hours.upperBound,
      seed: command.seed.seed)
  }

  /// Takes a forecast that was fitted before, all of it or some of its hours.
  init(
    file: String, _ incidents: IncidentRecords, of span: ShiftSpan, seed: UInt64
  ) throws {
    let document = try ForecastDocument(parsing: DurableFile.read(file), file: file)
    let content = try document.content(file: file)
    let hours = content.rates.hours
    let (first, end) = (hours.lowerBound.start, hours.upperBound.start)
    // The first time from the forecast's beginning on at which the clock shows that.
    let later = span.clock.map { ($0 - hours.lowerBound.hourOfDay * 60 + 1440) % 1440 } ?? 0
    let start = LocalMinute(index: first.index + later)
    let minutes = span.minutes ?? end.index - start.index
    guard minutes > 0, start.index + minutes <= end.index else {
      throw Failure(
        .invalidData,
        "\(file): the forecast is of \(first) to \(end), which does not hold the shift from \(start) "
          + "to \(LocalMinute(index: start.index + minutes)); fit one that does")
    }
    self.init(
      starts: [start], minutes: minutes, method: file,
      incidents.records, grid: content.grid, rates: [content.rates],
      dispersion: content.dispersion, trainingEnd: content.trainingEnd, seed: seed)
  }

  private init(
    starts: [LocalMinute], minutes: Int, method: String, _ incidents: [Incident], grid: CellGrid,
    rates: [HourlyRates], dispersion: Double, trainingEnd: LocalHour, seed: UInt64
  ) {
    let donors = Donors(incidents, on: grid, before: trainingEnd)
    self.starts = starts
    self.minutes = minutes
    self.method = method
    training = incidents.filter { $0.time.hour < trainingEnd }
    samplers = rates.map {
      ScenarioSampler($0, donors: donors, dispersion: dispersion, seed: seed)
    }
  }

  /// Scenarios by their numbers, the shifts in turn, and when each begins.
  func scenarios(_ numbers: Range<Int>) -> (incidents: [[Incident]], starts: [LocalMinute]) {
    let days = numbers.map { $0 % starts.count }
    return (
      zip(numbers, days).map { within(samplers[$1].scenario($0), starts[$1]) },
      days.map { starts[$0] }
    )
  }

  /// The whole hours that a shift touches: rates are of hours.
  private static func hours(from start: LocalMinute, _ minutes: Int) -> Range<LocalHour> {
    start.hour..<LocalMinute(index: start.index + minutes - 1).hour.advanced(by: 1)
  }

  /// Those in the shift itself, which may begin and end in mid-hour.
  private func within(_ incidents: [Incident], _ start: LocalMinute) -> [Incident] {
    let shift = start..<LocalMinute(index: start.index + minutes)
    return incidents.filter { shift.contains($0.time) }
  }

  /// What really happened in each shift.
  func realDays(_ incidents: IncidentRecords) throws -> [[Incident]] {
    guard let last = incidents.days?.upperBound, let end = starts.last, end.hour.date <= last else {
      throw Failure(
        .invalidData,
        "--real-days: the records end with \(incidents.days.map { "\($0.upperBound)" } ?? "none"), "
          + "before the last shift; add files, or take an earlier --date or fewer --days")
    }
    return starts.map { start in within(incidents.records, start).filter { $0.span == 1 } }
  }
}
