public import Incidents

/// How many incidents each cell had in each hour, of a range of hours that are known.
///
/// Nearly all cells of an hour are empty, so only the others are kept: those of one hour in a row,
/// and where each hour's begin (compressed rows).
public struct HourlyCounts: Sendable {
  /// A cell that was not empty.
  public struct Entry: Hashable, Sendable {
    /// The cell.
    public let cell: Int
    /// Incidents in it; a part of one if its time is not known exactly.
    public let count: Double
  }

  /// The cells.
  public let grid: CellGrid
  /// The hours that are known: whole days from the first to the last.
  public let hours: Range<LocalHour>
  private let starts: [Int]
  private let entries: [Entry]

  /// Counts incidents.
  ///
  /// An incident whose time is not known counts in every hour in which it may have happened, by the
  /// share of its minutes there (aoristic weights: Ratcliffe & McCullagh 1998,
  /// doi:10.1080/136588198241644).
  ///
  /// - Parameters:
  ///   - incidents: In any order; those outside grid or hours do not count.
  ///   - grid: The cells.
  ///   - hours: From a midnight to a midnight.
  public init(_ incidents: [Incident], on grid: CellGrid, hours: Range<LocalHour>) {
    precondition(
      hours.lowerBound.hourOfDay == 0 && hours.upperBound.hourOfDay == 0, "days are whole")
    self.grid = grid
    self.hours = hours
    var weights = [[Int: Double]](repeating: [:], count: hours.count)
    for incident in incidents {
      guard
        let cell = grid.cell(latitude: incident.latitude, longitude: incident.longitude)
      else { continue }
      for (hour, share) in Self.shares(of: incident) where hours.contains(hour) {
        weights[hours.lowerBound.distance(to: hour)][cell, default: 0] += share
      }
    }
    var (starts, entries) = ([0], [Entry]())
    for hour in weights {
      entries += hour.sorted { $0.key < $1.key }.map { Entry(cell: $0.key, count: $0.value) }
      starts.append(entries.count)
    }
    self.starts = starts
    self.entries = entries
  }

  private init(
    grid: CellGrid, hours: Range<LocalHour>, starts: [Int], entries: [Entry]
  ) {
    self.grid = grid
    self.hours = hours
    self.starts = starts
    self.entries = entries
  }

  /// The cells of an hour that were not empty, in order.
  public subscript(hour: LocalHour) -> ArraySlice<Entry> {
    precondition(hours.contains(hour), "the hour is known")
    let index = hours.lowerBound.distance(to: hour)
    return entries[starts[index]..<starts[index + 1]]
  }

  /// All incidents of an hour.
  public func total(of hour: LocalHour) -> Double { self[hour].reduce(0) { $0 + $1.count } }

  /// What was known at a midnight.
  public func before(_ midnight: LocalHour) -> HourlyCounts {
    let end = max(hours.lowerBound, min(midnight, hours.upperBound))
    let count = hours.lowerBound.distance(to: end)
    return HourlyCounts(
      grid: grid, hours: hours.lowerBound..<end, starts: Array(starts[...count]),
      entries: Array(entries[..<starts[count]]))
  }

  /// The first midnights of all days that are known.
  public var midnights: [LocalHour] {
    Array(stride(from: hours.lowerBound, to: hours.upperBound, by: 24))
  }

  private static func shares(of incident: Incident) -> [(hour: LocalHour, share: Double)] {
    guard incident.span > 1 else { return [(incident.time.hour, 1)] }
    let (first, end) = (incident.time.index, incident.time.index + incident.span)
    let last = LocalMinute(index: end - 1).hour
    return (incident.time.hour...last).map { hour in
      let from = max(first, hour.start.index)
      let to = min(end, hour.start.index + 60)
      return (hour, Double(to - from) / Double(incident.span))
    }
  }
}
