/// Orders records by time, and finds those that occur more than once.
///
/// Two thefts on one block in one minute are two records that look alike, so identical records of one
/// file are kept and told. Files that are joined may overlap, as downloads of two days do: of a record
/// that occurs m times in one and n times in another file, max(m, n) are kept.
struct RepeatedRecords {
  let dropsIdentical: Bool

  func sort(
    _ records: inout [IncidentTable.Record], files: [String], log: inout IncidentLog
  ) {
    let isSorted = zip(records, records.dropFirst()).allSatisfy {
      $0.incident.time <= $1.incident.time
    }
    if !isSorted { records.sort { Self.key($0) < Self.key($1) } }
    var kept: [IncidentTable.Record] = []
    kept.reserveCapacity(records.count)
    var start = 0
    while start < records.count {
      var end = start + 1
      while end < records.count, records[end].incident.time == records[start].incident.time {
        end += 1
      }
      if end - start == 1 {
        kept.append(records[start])
      } else {
        let minute = records[start..<end].sorted { Self.isBefore($0, $1) }
        for group in Self.groups(of: minute) { keep(group, in: &kept, files, &log) }
      }
      start = end
    }
    records = kept
  }

  /// Records of a minute that are alike in all but file and line.
  private static func groups(
    of records: [IncidentTable.Record]
  ) -> [ArraySlice<IncidentTable.Record>] {
    var (groups, start) = ([ArraySlice<IncidentTable.Record>](), 0)
    for end in 1...records.count
    where end == records.count || records[end].incident != records[start].incident {
      groups.append(records[start..<end])
      start = end
    }
    return groups
  }

  private func keep(
    _ group: ArraySlice<IncidentTable.Record>, in kept: inout [IncidentTable.Record],
    _ files: [String], _ log: inout IncidentLog
  ) {
    let counts = group.reduce(into: [:]) { $0[$1.file, default: 0] += 1 }
    let most = counts.values.max() ?? 0
    let chosen = counts.filter { $0.value == most }.keys.min()
    var isFirst = true
    for record in group {
      let file = files[record.file]
      if record.file != chosen {
        log.exclude(.inOtherFile, file: file, line: record.line)
      } else if isFirst || !dropsIdentical {
        if !isFirst { log.note(.identical, file: file, line: record.line) }
        kept.append(record)
        isFirst = false
      } else {
        log.exclude(.identical, file: file, line: record.line)
      }
    }
  }

  private static func key(_ record: IncidentTable.Record) -> (Int, Int, Int) {
    (record.incident.time.index, record.file, record.line)
  }

  private static func isBefore(
    _ first: IncidentTable.Record, _ second: IncidentTable.Record
  ) -> Bool {
    let (a, b) = (first.incident, second.incident)
    if a.type != b.type { return a.type < b.type }
    if a.latitude != b.latitude { return a.latitude < b.latitude }
    if a.longitude != b.longitude { return a.longitude < b.longitude }
    if (a.span, a.priority ?? 0) != (b.span, b.priority ?? 0) {
      return (a.span, a.priority ?? 0) < (b.span, b.priority ?? 0)
    }
    return (first.file, first.line) < (second.file, second.line)
  }
}
