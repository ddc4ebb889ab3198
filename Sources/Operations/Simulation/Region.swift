/// A patrol area: the place of a car in a timetable, and of an incident.
public struct PatrolArea: Hashable, Sendable {
  /// The number by which files name it.
  public let id: Int
  /// The index of its sector.
  public let sector: Int
  /// Patrol that it needs in a shift, in minutes, at least 0.
  public let minPatrolMinutes: Int
  /// Where it is on a map, if that is known.
  public let place: Place?

  /// A place on a map.
  public struct Place: Hashable, Sendable {
    /// Degrees to the east, or any unit in which maps are to be drawn.
    public let longitude: Double
    /// Degrees to the north, or the same unit.
    public let latitude: Double

    /// Creates a place.
    public init(longitude: Double, latitude: Double) {
      (self.longitude, self.latitude) = (longitude, latitude)
    }
  }

  /// Creates an area.
  public init(id: Int, sector: Int, minPatrolMinutes: Int, place: Place? = nil) {
    self.id = id
    self.sector = sector
    self.minPatrolMinutes = minPatrolMinutes
    self.place = place
  }

  /// Patrol that it needs, in periods.
  public var requiredPeriods: Int { ShiftClock.periods(coveringMinutes: Double(minPatrolMinutes)) }
}

/// A sector: areas whose patrol is its cars' work.
public struct PatrolSector: Hashable, Sendable {
  /// The name by which files name it.
  public let id: String
  /// The indices of its areas.
  public let areas: [Int]
  /// The indices of the sectors whose cars may help.
  public let neighbours: [Int]

  /// Creates a sector.
  public init(id: String, areas: [Int], neighbours: [Int]) {
    self.id = id
    self.areas = areas
    self.neighbours = neighbours
  }
}

/// The clock of a shift: 720 minutes in periods of 10, both ends counted.
public enum ShiftClock {
  /// Minutes in a period.
  public static let periodMinutes = 10
  /// Minutes in a shift.
  public static let shiftMinutes = 720
  /// Periods 0...72.
  public static let periods = 73

  /// Minutes rounded up to whole periods: ceil10 in periods.
  public static func periods(coveringMinutes minutes: Double) -> Int {
    Int((minutes / Double(periodMinutes)).rounded(.up))
  }
}

/// Where cars patrol: areas, sectors and how long it takes from area to area.
public struct Region: Sendable {
  /// The areas, in the order of their indices.
  public let areas: [PatrolArea]
  /// The sectors, in the order of their indices.
  public let sectors: [PatrolSector]
  /// Periods of travel from area to area, row by row.
  @usableFromInline let travel: [Int]
  /// The index of each area's number.
  public let areaIndices: [Int: Int]

  /// Creates a region.
  ///
  /// - Parameters:
  ///   - areas: The areas.
  ///   - sectors: The sectors.
  ///   - minutes: Minutes of travel from area to area, row by row; may be asymmetric.
  /// - Throws: ``RegionError`` for numbers given twice, sectors that are no neighbours of their
  ///   neighbours, and times that are none.
  public init(
    areas: [PatrolArea], sectors: [PatrolSector], minutes: [Double]
  ) throws(RegionError) {
    guard minutes.count == areas.count * areas.count else {
      throw RegionError.travelShape(found: minutes.count, expected: areas.count * areas.count)
    }
    var indices: [Int: Int] = [:]
    for (index, area) in areas.enumerated() {
      guard indices.updateValue(index, forKey: area.id) == nil else {
        throw RegionError.areaTwice(area.id)
      }
    }
    for (index, sector) in sectors.enumerated() {
      guard sector.areas.count <= Self.mostAreasInSector else {
        throw RegionError.sectorTooLarge(sector.id, areas: sector.areas.count)
      }
      for neighbour in sector.neighbours where !sectors[neighbour].neighbours.contains(index) {
        throw RegionError.asymmetricNeighbours(sector.id, sectors[neighbour].id)
      }
    }
    for (index, value) in minutes.enumerated() where !(0...Self.mostMinutes).contains(value) {
      throw RegionError.travelTime(
        from: areas[index / areas.count].id, to: areas[index % areas.count].id, found: value)
    }
    self.areas = areas
    self.sectors = sectors
    travel = minutes.enumerated().map { index, value in
      index / areas.count == index % areas.count
        ? 0 : ShiftClock.periods(coveringMinutes: value)
    }
    areaIndices = indices
  }

  /// Travel that takes longer, almost two years, is an error of writing.
  private static let mostMinutes = 1_000_000.0

  /// Repair keeps the areas that a car has visited as bits of 128, one for a foreign incident.
  public static let mostAreasInSector = 127

  /// Whole periods of travel from one area to another, 0 within an area.
  @inlinable
  public func periods(from start: Int, to end: Int) -> Int { travel[start * areas.count + end] }
}
