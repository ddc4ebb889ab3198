/// Finds times that cannot belong to the rest: what is entered where nothing is known, as 1900-01-01 or
/// 1970-01-01, and years with a digit wrong.
///
/// One such record would make a history of a century out of a year. The median is in the span of the
/// others, however wild a minority is.
struct TimeCheck {
  /// Minutes from the median: 30 years, more than half of the longest series of records there is.
  let reach = 30 * 365 * 1_440

  func apply(
    to records: inout [IncidentTable.Record], files: [String], log: inout IncidentLog
  ) {
    guard !records.isEmpty else { return }
    let median = records.map(\.incident.time.index).sorted()[records.count / 2]
    records.removeAll { record in
      guard abs(record.incident.time.index - median) > reach else { return false }
      log.exclude(.farTime, file: files[record.file], line: record.line)
      return true
    }
  }
}
