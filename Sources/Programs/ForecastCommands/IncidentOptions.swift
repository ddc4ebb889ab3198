import ArgumentParser
import CommandSupport
import Incidents

/// Which records to read, and how.
struct IncidentOptions: ParsableArguments {
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Tables of incidents (CSV, also packed by gzip), which are joined.", valueName: "file"))
  var incidents: [String]

  @Option(
    help: ArgumentHelp(
      "Columns that are not found by themselves, as time=Occurred.", valueName: "name"),
    transform: parseColumn)
  var column: [NamedColumn] = []

  @Option(help: "How times are written. (default: as the first records have it)")
  var timeFormat: TimeFormat?

  @Option(
    help: ArgumentHelp(
      "With times in minutes: what they are counted from. (default: 2016-01-01)",
      valueName: "yyyy-mm-dd"),
    transform: parseDate)
  var origin = IncidentFormat.usualOrigin

  @Option(
    help: ArgumentHelp(
      "The time zone, to judge and convert times by, as America/Chicago.", valueName: "zone"))
  var timeZone: String?

  @Option(help: ArgumentHelp("Only this type of incident; may be repeated.", valueName: "name"))
  var type: [String] = []

  @Option(help: ArgumentHelp("Without this type; may be repeated.", valueName: "name"))
  var withoutType: [String] = []

  @Option(
    help: ArgumentHelp(
      "Without a day, or days as 2016-07-01..2016-07-04; may be repeated.", valueName: "day"),
    transform: parseDays)
  var withoutDays: [ClosedRange<CalendarDate>] = []

  @Flag(help: "Keep one of records that are identical in all columns read.")
  var dropIdentical = false

  var files: [FileUse] { incidents.flatMap { FileUse.read($0, as: "--incidents") } }

  func validate() throws {
    if incidents.isEmpty { throw ValidationError("Give a file of incidents by --incidents.") }
  }

  func read() throws -> IncidentRecords {
    var format = IncidentFormat(origin: origin)
    for named in column { format.columns[named.column] = named.name }
    format.timeFormat = timeFormat
    format.timeZone = timeZone
    var filter = IncidentFilter()
    filter.types = Set(type)
    filter.excludedTypes = Set(withoutType)
    filter.excludedDays = withoutDays
    filter.dropsIdentical = dropIdentical
    return try IncidentRecords(contentsOf: incidents, format: format, filter: filter)
  }
}

/// How large cells are.
struct GridOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The side of a cell in degrees. (default: 0.02)", valueName: "value"),
    transform: parseResolution)
  var resolution = 0.02
}

/// A column and what it is called.
struct NamedColumn {
  let column: IncidentFormat.Column
  let name: String
}

/// Reads a column's name such as `time=Occurred`.
@Sendable func parseColumn(_ text: String) throws -> NamedColumn {
  let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
  guard parts.count == 2, let column = IncidentFormat.Column(rawValue: parts[0]) else {
    let known = IncidentFormat.Column.allCases.map(\.rawValue).joined(separator: ", ")
    throw ValidationError("'\(text)' names no column: expected one of \(known), = and its name.")
  }
  return NamedColumn(column: column, name: parts[1])
}

/// Reads a day such as `2017-01-31`.
@Sendable func parseDate(_ text: String) throws -> CalendarDate {
  guard let date = CalendarDate(text) else {
    throw ValidationError("'\(text)' is no date: expected one as 2017-01-31.")
  }
  return date
}

/// Reads a day, or days such as `2016-07-01..2016-07-04`.
@Sendable func parseDays(_ text: String) throws -> ClosedRange<CalendarDate> {
  let days = try text.split(separator: "..").map { try parseDate(String($0)) }
  guard let first = days.first, let last = days.last, days.count <= 2, first <= last else {
    throw ValidationError("'\(text)' are no days: expected them as 2016-07-01..2016-07-04.")
  }
  return first...last
}

/// Reads the side of a cell.
@Sendable func parseResolution(_ text: String) throws -> Double {
  guard let value = Double(text), (0.0005...1).contains(value) else {
    throw ValidationError("'\(text)' is no resolution: expected 0.0005 to 1 degrees.")
  }
  return value
}
