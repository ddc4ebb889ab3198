import RandomStreams
public import Simulation
import Timetables

/// Shifts that never were, for a region: timetables by sequential fill or given ones, incidents by
/// their law.
public struct GeneratedShifts: Sendable {
  /// Where they happen.
  public let region: Region
  /// The sectors that have cars, and calls.
  public let sectors: [Int]
  /// The timetables that they begin with, one after another.
  public let starts: [InitialTimetables]
  /// Days of calls that shifts take in turn, where calls are not drawn by law.
  private let days: [[Incident]]

  /// Describes shifts.
  ///
  /// - Throws: ``DispatchStudyError`` if none of the sectors has an area, or there is no car.
  public init(_ region: Region, sectors: [Int], carsPerSector: Int) throws(DispatchStudyError) {
    guard sectors.contains(where: { !region.sectors[$0].areas.isEmpty }), carsPerSector > 0 else {
      throw .noCars
    }
    self.region = region
    self.sectors = sectors.filter { !region.sectors[$0].areas.isEmpty }
    var cars: [Int] = []
    var rows: [[Int]] = []
    for sector in self.sectors {
      let own = SequentialFill.rows(region, sector: sector, cars: carsPerSector)
      rows += own
      cars += own.map { _ in sector }
    }
    starts = [InitialTimetables(sectors: cars, rows: rows)]
    days = []
  }

  /// Describes shifts that begin as given ones do, and whose calls are others.
  ///
  /// - Parameters:
  ///   - region: Where they happen.
  ///   - given: Whose timetables they begin with.
  ///   - sectors: Where calls come from; without it, the sectors of the cars.
  /// - Throws: ``DispatchStudyError`` if none of them has a car.
  public init(
    _ region: Region, likeThose given: [ShiftScenario], sectors: [Int]? = nil
  ) throws(DispatchStudyError) {
    self.region = region
    starts = given.map(\.start).filter { $0.cars > 0 }
    guard !starts.isEmpty else { throw .noCars }
    self.sectors = sectors ?? Set(starts.flatMap(\.sectors)).sorted()
    days = []
  }

  /// Describes shifts that begin alike and take the calls of given days in turn, so that as many
  /// shifts as there are days have each day once.
  ///
  /// - Throws: ``DispatchStudyError`` if there is no car.
  public init(
    _ region: Region, start: InitialTimetables, days: [[Incident]]
  ) throws(DispatchStudyError) {
    guard start.cars > 0 else { throw .noCars }
    (self.region, starts, self.days) = (region, [start], days)
    sectors = Set(start.sectors).sorted()
  }

  /// So many shifts; each has a stream of its own, so that more are the same ones and others.
  public func scenarios(_ count: Int, seed: UInt64) -> [ShiftScenario] {
    let generator = IncidentGenerator(region, sectors: sectors)
    return (0..<count).map { number in
      var random = RandomStream(seed: seed, stream: UInt64(number))
      return ShiftScenario(
        start: starts[number % starts.count],
        incidents: days.isEmpty
          ? generator.incidents(&random) : days[number % days.count])
    }
  }
}
