/// Finds coordinates that changed places, and places that cannot belong to the rest.
///
/// A police force has one territory. The median of all latitudes and longitudes is in it, however
/// wild a minority of records is; what is more than ``reach`` away is an error of entry, such as the
/// point 0, 0 or the centre of a state where an address was not found.
struct PlaceCheck {
  /// Degrees from the median: 165 km of latitude, more than any city's or county's half width.
  let reach = 1.5
  /// No town lies nearer to a pole than Longyearbyen, at 78.2°: where the median does, latitude and
  /// longitude changed places in the whole file.
  let farthestTown = 80.0

  func apply(
    to records: inout [IncidentTable.Record], files: [String], log: inout IncidentLog
  ) {
    guard !records.isEmpty else { return }
    let north = Self.median(records.map(\.incident.latitude))
    let east = Self.median(records.map(\.incident.longitude))
    func isNear(_ latitude: Double, _ longitude: Double) -> Bool {
      abs(latitude) <= 90 && abs(latitude - north) <= reach && abs(longitude - east) <= reach
    }
    let areAllSwapped = abs(north) > farthestTown && abs(east) <= farthestTown
    records.removeAll { record in
      let incident = record.incident
      if areAllSwapped {
        log.exclude(.swappedPlace, file: files[record.file], line: record.line)
        return true
      }
      if isNear(incident.latitude, incident.longitude) { return false }
      let isSwapped = isNear(incident.longitude, incident.latitude)
      let isNowhere = abs(incident.latitude) > 90
      log.exclude(
        isSwapped ? .swappedPlace : isNowhere ? .unreadablePlace : .farPlace,
        file: files[record.file], line: record.line)
      return true
    }
  }

  private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}
