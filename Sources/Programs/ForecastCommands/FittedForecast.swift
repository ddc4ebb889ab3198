import CommandSupport
import Forecasts
import Incidents
import Scenarios

/// A forecaster that has learned from the whole days of records before a shift.
struct FittedForecast {
  /// The day of the shift.
  let day: CalendarDate
  let grid: CellGrid
  /// What was learned from.
  let counts: HourlyCounts
  let forecast: any Forecast
  /// How much more shifts vary than by chance alone.
  let dispersion: Double

  /// Fits to all days before the shift's, all but weights that were trained before.
  ///
  /// - Throws: ``Failure`` if there is no day before it, or what the method refuses.
  init(
    to incidents: IncidentRecords, before start: ShiftDayOptions, by method: MethodOptions,
    in cells: GridOptions, weights: SavedWeights? = nil,
    under conditions: TrainingConditions = TrainingConditions()
  ) throws {
    guard let days = incidents.days else { throw Failure(.invalidData, "there is no incident") }
    day = start.day(after: days)
    let known = min(day.midnight, days.upperBound.midnight.advanced(by: 24))
    guard days.lowerBound.midnight < known else {
      throw Failure(
        .invalidData,
        "the first record is of \(days.lowerBound), which is not before \(day); "
          + "add files of earlier days")
    }
    grid = try CellGrid(covering: incidents.records, resolution: cells.resolution)
    counts = HourlyCounts(incidents.records, on: grid, hours: days.lowerBound.midnight..<known)
    let forecaster = try method.forecaster.trained(under: conditions)
    if let weights {
      forecast = try weights.fit(forecaster, to: counts)
      dispersion = weights.dispersion
    } else {
      // First what asks for most days: two thirds of them have to be enough.
      dispersion = try ShiftDispersion.estimate(forecaster, on: counts)
      forecast = try forecaster.fit(counts)
    }
  }
}
