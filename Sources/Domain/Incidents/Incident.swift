/// Something that the police were called to, or that was reported.
public struct Incident: Hashable, Sendable {
  /// When it happened, or the first minute in which it may have.
  public let time: LocalMinute
  /// The minutes in which it may have happened: 1 if the time is known.
  public let span: Int
  /// Degrees north, in −90...90.
  public let latitude: Double
  /// Degrees east, in −180...180.
  public let longitude: Double
  /// The place of its type in ``IncidentRecords/types``.
  public let type: Int
  /// 1 is the most urgent; `nil` if it is not known.
  public let priority: Int?

  /// Creates an incident; values are as the properties say.
  public init(
    time: LocalMinute, span: Int = 1, latitude: Double, longitude: Double, type: Int,
    priority: Int? = nil
  ) {
    precondition(span >= 1, "an incident happens in at least one minute")
    self.time = time
    self.span = span
    self.latitude = latitude
    self.longitude = longitude
    self.type = type
    self.priority = priority
  }
}

/// Incidents in order of time, with where they came from.
public struct IncidentRecords: Sendable {
  /// The incidents, by time; those of one minute by type and place.
  public let records: [Incident]
  /// The names of types; that of incidents without one is empty.
  public let types: [String]
  /// What was read, what was left out, and why.
  public let log: IncidentLog

  /// Puts incidents together; `records` are in order of time and name types that there are.
  public init(_ records: [Incident], types: [String], log: IncidentLog) {
    precondition(
      zip(records, records.dropFirst()).allSatisfy { $0.time <= $1.time },
      "incidents are in order of time")
    precondition(records.allSatisfy { types.indices.contains($0.type) }, "types have names")
    self.records = records
    self.types = types
    self.log = log
  }

  /// The days from the first incident to the last one, `nil` if there is none.
  public var days: ClosedRange<CalendarDate>? {
    guard let first = records.first, let last = records.last else { return nil }
    return first.time.hour.date...last.time.hour.date
  }
}
