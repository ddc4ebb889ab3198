/// Finds places that are far from where a time zone is: the zone is wrong, or latitude and longitude of a
/// whole file changed places.
struct ZoneCheck {
  /// Minutes that the clock is usually ahead of UTC.
  private let offset: Int

  /// Degrees from where the sun keeps the clock's time.
  ///
  /// Politics move clocks by up to three hours, as in the west of China: 45 degrees, of four minutes each.
  private let reach = 45.0

  init(_ clock: WallClock) { offset = clock.standardOffset }

  func apply(to records: [IncidentTable.Record], files: [String], log: inout IncidentLog) {
    for record in records {
      // Around the globe the shorter way.
      let distance = (record.incident.longitude - Double(offset) / 4)
        .remainder(dividingBy: 360)
      guard abs(distance) > reach else { continue }
      log.note(.farZone, file: files[record.file], line: record.line)
    }
  }
}
