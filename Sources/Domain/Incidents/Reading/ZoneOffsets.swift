/// The offsets from UTC that the times of a file carry, where no time zone is known.
///
/// Such times are taken as the wall clock showed them. That holds as long as they are of one zone: its
/// offset changes by an hour with the seasons, and no more.
struct ZoneOffsets {
  /// Of each record that is kept, in order; minutes, nil without one.
  private var offsets: [Int?] = []

  private static let season = 60

  mutating func note(_ offset: Int?) { offsets.append(offset) }

  /// Leaves out records whose offset is more than an hour from the one that most have.
  func leaveOutStrangers(
    among records: inout [IncidentTable.Record], file: String, log: inout IncidentLog
  ) {
    let counts: [Int: Int] = offsets.reduce(into: [:]) { counts, offset in
      if let offset { counts[offset, default: 0] += 1 }
    }
    // Of equals the least, so that the order of records does not matter.
    guard let usual = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key,
      counts.keys.contains(where: { abs($0 - usual) > Self.season })
    else { return }
    var kept: [IncidentTable.Record] = []
    for (record, offset) in zip(records, offsets) {
      if let offset, abs(offset - usual) > Self.season {
        log.exclude(.otherZone, file: file, line: record.line)
      } else {
        kept.append(record)
      }
    }
    records = kept
  }
}
