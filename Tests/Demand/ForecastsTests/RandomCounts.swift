import Forecasts
import Incidents
import RandomStreams

/// Counts of an invented city, small and lively.
struct RandomCounts {
  let city: PlantedCity
  let incidents: [Incident]
  let counts: HourlyCounts

  init(days: Int, seed: UInt64, rows: Int = 4, columns: Int = 3, callsPerHour: Double = 4) throws {
    city = PlantedCity(rows: rows, columns: columns, callsPerHour: callsPerHour, seed: seed)
    let start = CalendarDate(daysSince1970: 19_723)
    incidents = city.incidents(from: start, days: days)
    counts = HourlyCounts(
      incidents, on: city.grid,
      hours: start.midnight..<start.midnight.advanced(by: 24 * days))
  }
}

extension PlantedCity {
  /// The city's own cells.
  var grid: CellGrid {
    CellGrid(
      resolution: resolution, firstRow: Int((south / resolution).rounded()),
      firstColumn: Int((west / resolution).rounded()), rows: rows, columns: columns)
  }
}
