public import Forecasts
public import Incidents
package import RandomStreams

/// Incidents of the training that lend their places, minutes and types to those of scenarios.
///
/// Calls come from the same blocks again and again, and their minutes heap at full and half hours.
/// A place is lent by an incident of the cell, a minute by one of the same hour of the day, as at
/// midnight more of them are entered as of :00 than by day.
public struct Donors: Sendable {
  private let grid: CellGrid
  private let incidents: [Incident]
  /// The incidents of each cell, by their place in the list.
  private let byCell: [[Int]]
  /// The minutes of the hour in which incidents of each hour of the day happened.
  private let minutes: [[UInt8]]

  /// Gathers donors among incidents before an hour; without any, places and minutes are uniform.
  public init(_ incidents: [Incident], on grid: CellGrid, before end: LocalHour) {
    self.grid = grid
    self.incidents = incidents
    var byCell = [[Int]](repeating: [], count: grid.cellCount)
    var minutes = [[UInt8]](repeating: [], count: 24)
    for (index, incident) in incidents.enumerated() where incident.time.hour < end {
      guard
        let cell = grid.cell(latitude: incident.latitude, longitude: incident.longitude)
      else { continue }
      byCell[cell].append(index)
      if incident.span == 1 {
        minutes[incident.time.hour.hourOfDay].append(
          UInt8(truncatingIfNeeded: incident.time.minuteOfHour))
      }
    }
    self.byCell = byCell
    self.minutes = minutes
  }

  /// An incident in a cell and hour.
  package func incident(
    in cell: Int, _ hour: LocalHour, _ places: ScenarioPlaces, _ random: inout RandomStream
  ) -> Incident {
    let donors = byCell[cell]
    let donor =
      donors.isEmpty ? nil : incidents[donors[random.uniform(below: donors.count)]]
    let corner = grid.corner(of: cell)
    let (north, east) = (random.unit(), random.unit())
    let isLent = places == .empirical && donor != nil
    return Incident(
      time: LocalMinute(index: hour.start.index + minute(of: hour, places, &random)),
      latitude: isLent ? donor?.latitude ?? 0 : corner.latitude + north * grid.resolution,
      longitude: isLent ? donor?.longitude ?? 0 : corner.longitude + east * grid.resolution,
      type: donor?.type ?? 0, priority: donor?.priority)
  }

  private func minute(
    of hour: LocalHour, _ places: ScenarioPlaces, _ random: inout RandomStream
  ) -> Int {
    let known = minutes[hour.hourOfDay]
    guard places == .empirical, !known.isEmpty else { return random.uniform(below: 60) }
    return Int(known[random.uniform(below: known.count)])
  }
}
