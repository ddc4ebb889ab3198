import Failures
import Forecasts
import Incidents
import Texts

extension ReaderCheck {
  /// Records of incidents, of any portal.
  static let incidents = ReaderCheck("incidents-csv") { bytes in
    do throws(IncidentFileError) {
      _ = try IncidentRecords([(name: "input", bytes: bytes)])
    } catch { return .refused(error.description) }
    return .accepted(written: [])
  }

  /// What a user's program answers for two hours of four cells.
  static let forecastAnswer = ReaderCheck("forecast-answer") { bytes in
    let grid = CellGrid(resolution: 0.1, firstRow: 0, firstColumn: 0, rows: 2, columns: 2)
    let hours = LocalHour(index: 10)..<LocalHour(index: 12)
    do throws(ForecastProgramError) {
      _ = try ProgramAnswer(bytes, of: "input", grid: grid, hours: hours)
    } catch { return .refused(error.description) }
    return .accepted(written: [])
  }
}
