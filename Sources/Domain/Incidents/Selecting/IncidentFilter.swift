/// Which incidents are wanted.
///
/// What a forecast is trained on decides where patrols go, so filters are said, not hidden: records of
/// what officers found on patrol, for one, tell where they were sent rather than where they are needed.
public struct IncidentFilter: Hashable, Sendable {
  /// The types that are kept, by name; all if empty.
  public var types: Set<String> = []
  /// The types that are left out.
  public var excludedTypes: Set<String> = []
  /// Days that are left out, such as those of an event that will not come again.
  public var excludedDays: [ClosedRange<CalendarDate>] = []
  /// Whether one of identical records is enough.
  public var dropsIdentical = false

  /// Creates a filter that keeps everything.
  public init() {}

  /// The filter in words, a line each.
  public var words: [String] {
    var words: [String] = []
    if !types.isEmpty { words.append("only the types \(types.sorted().joined(separator: ", "))") }
    if !excludedTypes.isEmpty {
      words.append("without the types \(excludedTypes.sorted().joined(separator: ", "))")
    }
    words += excludedDays.map { "without \($0.lowerBound) to \($0.upperBound)" }
    if dropsIdentical { words.append("one of identical records") }
    return words
  }

  func apply(
    to records: inout [IncidentTable.Record], types names: [String], files: [String],
    log: inout IncidentLog
  ) {
    log.filters = words
    guard !words.isEmpty else { return }
    let wanted = names.map { (types.isEmpty || types.contains($0)) && !excludedTypes.contains($0) }
    records.removeAll { record in
      let reason: ExclusionReason? =
        if !wanted[record.incident.type] {
          .filteredType
        } else if excludedDays.contains(where: { $0.contains(record.incident.time.hour.date) }) {
          .filteredPeriod
        } else { nil }
      if let reason { log.exclude(reason, file: files[record.file], line: record.line) }
      return reason != nil
    }
  }
}
