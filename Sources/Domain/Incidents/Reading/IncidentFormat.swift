/// How to read a table of incidents: names of its columns, and what its times mean.
///
/// What is not given is found in the header and in the first records.
public struct IncidentFormat: Hashable, Sendable {
  /// What a column tells.
  public enum Column: String, CaseIterable, Sendable {
    case time, end, latitude, longitude, type, priority, identifier

    /// Its place among all, for tables of what belongs to each.
    var index: Int {
      switch self {
      case .time: 0
      case .end: 1
      case .latitude: 2
      case .longitude: 3
      case .type: 4
      case .priority: 5
      case .identifier: 6
      }
    }

    /// What such columns are called, in small letters without blanks and signs.
    ///
    /// Among them are those of the portals of Chicago ("Date", "Primary Type", "Case Number"), New
    /// York ("CMPLNT_FR_DT" has no clock and is not among them), San Francisco and Seattle.
    var usualNames: [String] {
      switch self {
      case .time:
        [
          "time", "datetime", "timestamp", "date", "minute", "occurred", "occurredat",
          "incidentdatetime", "reporteddate", "calltime", "receiveddatetime",
        ]
      case .end: ["endtime", "occurredto", "occurreduntil"]
      case .latitude: ["latitude", "lat", "y"]
      case .longitude: ["longitude", "lon", "lng", "long", "x"]
      case .type: ["type", "primarytype", "category", "incidentcategory", "calltype", "offense"]
      case .priority: ["priority", "urgency"]
      case .identifier: ["id", "identifier", "casenumber", "incidentid", "incidentnumber"]
      }
    }

    /// Whether there is no table of incidents without it.
    var isRequired: Bool { [.time, .latitude, .longitude].contains(self) }
  }

  /// Columns by name; the others are found.
  public var columns: [Column: String] = [:]
  /// How times are written; found in the first records if `nil`.
  public var timeFormat: TimeFormat?
  /// What times in whole minutes are counted from.
  public var origin: CalendarDate
  /// The time zone by its name, such as `America/Chicago`, to judge and convert times by.
  public var timeZone: String?

  /// Minutes in a table without dates are counted from here unless something else is said: the
  /// first day of the copies of Chicago's records in which research passes them around.
  public static let usualOrigin = CalendarDate(daysSince1970: 16_801)  // 2016-01-01

  /// Creates a format in which everything is found.
  public init(origin: CalendarDate = IncidentFormat.usualOrigin) { self.origin = origin }

  /// The place of each column in a header.
  func places(in header: [String], file: String) throws(IncidentFileError) -> [Column: Int] {
    var places: [Column: Int] = [:]
    let plain = header.map(Self.plain)
    for column in Column.allCases {
      if let name = columns[column] {
        guard let place = header.firstIndex(of: name) ?? plain.firstIndex(of: Self.plain(name))
        else { throw .noColumn(column, file: file, asked: name, header: header) }
        places[column] = place
      } else if let name = column.usualNames.first(where: plain.contains) {
        places[column] = plain.firstIndex(of: name)
      } else if column.isRequired {
        throw .noColumn(column, file: file, asked: nil, header: header)
      }
    }
    return places
  }

  private static func plain(_ name: String) -> String {
    name.lowercased().filter { $0.isLetter || $0.isNumber }
  }
}
