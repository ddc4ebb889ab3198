public import Documents
package import Forecasts
package import Incidents

/// The rates of a shift as JSON, `temper-forecast` version 1.
public struct ForecastDocument: StoredDocument, Sendable {
  /// The name of the format.
  public static let format = "temper-forecast"
  /// The version of the format.
  public static let version = 1

  /// An hour of the shift.
  struct Hour: Codable {
    let start: String
    let total: Double
    let rates: [Double]
  }

  private let format: String
  private let version: Int
  private let program: String
  private let method: String
  private let lead: String
  private let grid: GridReference
  private let training: DaySpan
  private let shift: String
  private let dispersion: Double
  private let findings: [String: Double]
  private let hours: [Hour]
  private let data: DataStatement

  /// Collects what is to be written.
  package init(
    _ rates: HourlyRates, of forecast: any Forecast, method: String, grid: CellGrid,
    training: Range<LocalHour>, dispersion: Double, incidents: IncidentRecords, program: String
  ) {
    format = Self.format
    version = Self.version
    self.program = program
    self.method = method
    lead = forecast.lead.rawValue
    self.grid = GridReference(grid)
    self.training = DaySpan(training)
    shift = "\(rates.hours.lowerBound)"
    self.dispersion = dispersion
    findings = Dictionary(uniqueKeysWithValues: forecast.findings.map { ($0.name, $0.value) })
    hours = rates.hours.map {
      Hour(start: "\($0)", total: rates.total(of: $0), rates: Array(rates[$0]))
    }
    data = DataStatement(incidents)
  }

  /// What scenarios are drawn from.
  package struct Content {
    package let grid: CellGrid
    package let rates: HourlyRates
    package let dispersion: Double
    /// Where the training ended.
    package let trainingEnd: LocalHour
  }

  /// The content, if it holds together.
  ///
  /// - Parameter file: What errors call the document.
  /// - Returns: What scenarios are drawn from.
  /// - Throws: ``DocumentError`` if it does not hold together.
  package func content(file: String) throws(DocumentError) -> Content {
    func failure(_ words: String) -> DocumentError {
      .content(file: file, words: words, format: Self.format)
    }
    guard let cells = grid.grid else { throw failure("$.grid is no grid of at most 20000 cells") }
    guard let day = CalendarDate(String(shift.prefix(10))),
      let hour = Int(shift.dropFirst(11).prefix(2)), (0..<24).contains(hour)
    else { throw failure("$.shift is no hour such as 2017-01-31 16:00") }
    guard let end = CalendarDate(training.to) else {
      throw failure("$.training.to is no date such as 2017-01-31")
    }
    guard (1...10_000).contains(hours.count) else { throw failure("$.hours are 1 to 10000") }
    for (index, hour) in hours.enumerated() {
      guard hour.rates.count == cells.cellCount else {
        throw failure("$.hours[\(index)].rates are not one for each of \(cells.cellCount) cells")
      }
      guard hour.rates.allSatisfy({ $0 >= 0 && $0 <= 10_000 }) else {
        throw failure("$.hours[\(index)].rates are not all in 0...10000")
      }
    }
    guard dispersion >= 0, dispersion <= 100 else {
      throw failure("$.dispersion is not in 0...100")
    }
    let start = day.midnight.advanced(by: hour)
    return Content(
      grid: cells,
      rates: HourlyRates(
        hours: start..<start.advanced(by: hours.count), cellCount: cells.cellCount,
        values: hours.flatMap(\.rates)),
      dispersion: dispersion, trainingEnd: end.midnight)
  }
}

extension DaySpan {
  init(_ hours: Range<LocalHour>) {
    from = "\(hours.lowerBound.date)"
    to = "\(hours.upperBound.date)"
    days = hours.count / 24
  }
}
