import RandomStreams

/// Calls of shifts by their places on the globe, as forecasts draw them and records have them.
///
/// Columns: `scenario` (a number; without it all lines are one shift), `minute` since the shift
/// began, `latitude`, `longitude`, and `duration` in minutes, if that is known.
public struct CallTable: Sendable {
  /// A line of the table.
  public struct Call: Hashable, Sendable {
    /// Minutes since the shift began, at least 0.
    public let minute: Double
    /// Where it is.
    public let place: PatrolArea.Place
    /// How long a car is needed, in minutes; nil if nobody knows.
    public let duration: Double?
  }

  /// The calls of each shift.
  public let shifts: [[Call]]
  /// The file, for errors.
  private let file: String

  /// Reads a table (CSV).
  ///
  /// - Throws: ``RegionError`` with line and column, or `FileError`.
  public init(_ file: String) throws { try self.init(RegionTable(file)) }

  /// Reads bytes, with what errors call them.
  ///
  /// - Throws: ``RegionError`` with line and column.
  package init(parsing bytes: [UInt8], file: String) throws {
    try self.init(RegionTable(parsing: bytes, file: file))
  }

  private init(_ table: RegionTable) throws {
    let file = table.file
    let (minute, latitude, longitude) = try (
      table.column("minute"), table.column("latitude"), table.column("longitude")
    )
    let (scenario, duration) = (
      table.header.firstIndex(of: "scenario"), table.header.firstIndex(of: "duration")
    )
    var shifts: [Int: [Call]] = [:]
    for row in table.rows {
      let number = try scenario.map { try table.integer(row, $0) } ?? 1
      let call = Call(
        minute: try table.amount(row, minute),
        place: .init(
          longitude: try table.degrees(row, longitude), latitude: try table.degrees(row, latitude)),
        duration: try duration.map { try table.amount(row, $0) })
      shifts[number, default: []].append(call)
    }
    guard !shifts.isEmpty else {
      throw RegionError.field(
        file: file, place: "line 2", found: "no call", expected: "a line for each call")
    }
    self.shifts = shifts.sorted { $0.key < $1.key }.map(\.value)
    self.file = file
  }

  /// Incidents of areas, and how many calls are none.
  public struct Incidents: Sendable {
    /// The incidents of each shift.
    public let shifts: [[Incident]]
    /// Calls that are far from every area on duty.
    public let outside: Int
    /// Calls that come when the shift is over, or too late to begin in it.
    public let late: Int
  }

  /// The calls as incidents of the areas that are nearest to them.
  ///
  /// - Parameters:
  ///   - region: Whose areas have places.
  ///   - sectors: Whose calls are wanted; a call is of the nearest area, of whatever sector.
  ///   - seed: Draws how long cars are needed where the table does not say, by the usual law.
  /// - Returns: The incidents, and how many calls were left out.
  /// - Throws: ``RegionError`` if an area has no place, or no call is near one.
  public func incidents(
    in region: Region, sectors: [Int], seed: UInt64
  ) throws(RegionError) -> Incidents {
    let nearest = try NearestArea(region)
    let wanted = Set(sectors)
    var (outside, late) = (0, 0)
    let shifts = shifts.enumerated().map { number, calls in
      var random = RandomStream(seed: seed, stream: UInt64(number))
      return calls.compactMap { call -> Incident? in
        // Drawn for each call, so that a call that is left out changes no other.
        let drawn = IncidentGenerator.duration(&random)
        guard let area = nearest.area(of: call.place), wanted.contains(region.areas[area].sector)
        else {
          outside += 1
          return nil
        }
        let start = IncidentGenerator.ceil10(call.minute)
        guard start < ShiftClock.shiftMinutes else {
          late += 1
          return nil
        }
        let needed = call.duration.map { IncidentGenerator.ceil10(max(1, $0)) } ?? drawn
        return Incident(
          startMinute: start, resolutionMinutes: min(needed, ShiftClock.shiftMinutes), area: area)
      }
    }
    guard shifts.contains(where: { !$0.isEmpty }) else {
      throw .field(
        file: file, place: "all lines", found: "\(outside) calls outside, \(late) too late",
        expected: "calls near areas on duty, in the shift's 720 minutes")
    }
    return Incidents(shifts: shifts, outside: outside, late: late)
  }
}
