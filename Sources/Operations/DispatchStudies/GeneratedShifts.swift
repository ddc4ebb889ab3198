import RandomStreams
public import Simulation
import Timetables

/// Shifts that never were, for a region: timetables by sequential fill, incidents by their law.
public struct GeneratedShifts: Sendable {
  /// Where they happen.
  public let region: Region
  /// The sectors that have cars, and calls.
  public let sectors: [Int]
  /// The cars of each of these sectors.
  public let carsPerSector: Int

  /// Describes shifts.
  ///
  /// - Throws: ``DispatchStudyError`` if none of the sectors has an area, or there is no car.
  public init(_ region: Region, sectors: [Int], carsPerSector: Int) throws(DispatchStudyError) {
    guard sectors.contains(where: { !region.sectors[$0].areas.isEmpty }), carsPerSector > 0 else {
      throw .noCars
    }
    (self.region, self.carsPerSector) = (region, carsPerSector)
    self.sectors = sectors.filter { !region.sectors[$0].areas.isEmpty }
  }

  /// The timetables that all of them begin with.
  public var start: InitialTimetables {
    var cars: [Int] = []
    var rows: [[Int]] = []
    for sector in sectors {
      let own = SequentialFill.rows(region, sector: sector, cars: carsPerSector)
      rows += own
      cars += own.map { _ in sector }
    }
    return InitialTimetables(sectors: cars, rows: rows)
  }

  /// So many shifts; each has a stream of its own, so that more are the same ones and others.
  public func scenarios(_ count: Int, seed: UInt64) -> [ShiftScenario] {
    let generator = IncidentGenerator(region, sectors: sectors)
    let start = start
    return (0..<count).map { number in
      var random = RandomStream(seed: seed, stream: UInt64(number))
      return ShiftScenario(start: start, incidents: generator.incidents(&random))
    }
  }
}
