public import PatrolModel

/// An instance to be made from a planner's files: travel times, demand and perhaps sectors.
///
/// Tables may be separated by commas, semicolons or tabs; unless it is the comma that separates
/// cells, numbers may have a decimal comma.
public struct InstanceImport: Hashable, Sendable {
  /// A file that has been read, and what to call it in errors.
  public struct File: Hashable, Sendable {
    /// The name for errors, usually the path.
    public let name: String
    /// The content.
    public let bytes: [UInt8]

    /// Creates a file from its name and content.
    public init(name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  /// Where travel times come from.
  public enum Travel: Hashable, Sendable {
    /// A table of minutes: sector identifiers in the header and in the first column.
    case csv(File)
    /// The response of an OSRM table request: seconds, in the order of the sectors.
    case osrm(File)
  }

  /// The short name of the instance.
  public var name: String
  /// Where the figures come from, in words.
  public var summary: String
  /// Travel times between all sectors, in any order; they are rounded to tenths of a minute.
  public var travel: Travel
  /// Cars needed: a line per step, which begins with its time or number, and a column per sector.
  public var demand: File
  /// The sectors in order, with the columns `id`, `name`, `lon` and `lat`; all but `id` optional.
  ///
  /// Without this file the demand table names the sectors.
  public var sectors: File?
  /// The rule that keeps cars from lingering.
  public var presence: PresenceRule
  /// The number of cars, in 1...100,000; without it, as many as the first step needs.
  public var cars: Int?
  /// When the shift starts, in 0..<1440 minutes after midnight, if the demand table has no times.
  public var startMinute: Int
  /// The length of a step, in 1...1440 minutes, if the demand table has no two times.
  public var stepMinutes: Int

  /// Creates an import; nothing is read until ``instance()``.
  public init(
    name: String, summary: String = "", travel: Travel, demand: File, sectors: File? = nil,
    presence: PresenceRule = .noReturn, cars: Int? = nil, startMinute: Int = 8 * 60,
    stepMinutes: Int = 60
  ) {
    self.name = name
    self.summary = summary
    self.travel = travel
    self.demand = demand
    self.sectors = sectors
    self.presence = presence
    self.cars = cars
    self.startMinute = startMinute
    self.stepMinutes = stepMinutes
  }

  /// Makes the instance.
  ///
  /// - Throws: ``ImportError`` for the first thing in a file that does not fit.
  public func instance() throws(ImportError) -> PatrolInstance {
    let needs = try DemandTable(parsing: demand)
    let listed = try sectors.map(SectorTable.init(parsing:))?.sectors
    let ids = listed?.map(\.id) ?? needs.sectors
    let rows = try needs.rows(for: ids)
    let shift = try needs.shift(startMinute: startMinute, stepMinutes: stepMinutes)
    let count = try needs.carCount(given: cars, shift: shift)
    let (times, positions) = try legs(between: ids)
    return PatrolInstance(
      name: name, summary: summary, fleet: .anonymous(count: count), shift: shift,
      presence: presence,
      sectors: ids.indices.map { index in
        let sector = listed?[index] ?? Sector(id: ids[index], name: ids[index].rawValue)
        return Sector(
          id: sector.id, name: sector.name, position: sector.position ?? positions[index])
      },
      demand: Demand(rows: rows), travel: times)
  }

  private func legs(
    between ids: [Sector.ID]
  ) throws(ImportError) -> (times: TravelTimes, positions: [Sector.Position?]) {
    switch travel {
    case .csv(let file):
      let table = try TravelTable(parsing: file)
      return (try table.times(for: ids), Array(repeating: nil, count: ids.count))
    case .osrm(let file):
      let table = try OSRMTable(parsing: file)
      return (try table.times(for: ids), table.positions)
    }
  }
}
