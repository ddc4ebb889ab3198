public import Simulation

/// Judges timetables by the rules alone, counting everything anew: no method judges itself.
public struct TimetableCheck: Sendable {
  /// What a row breaks.
  public enum Defect: Hashable, Sendable {
    /// A row has another number of periods than a shift, or an area that is none.
    case shape(car: Int)
    /// A car is not in an area as its shift begins.
    case start(car: Int)
    /// Travel that ends before a period takes other than its time.
    case travel(car: Int, period: Int)
  }

  /// What rows break.
  public let defects: [Defect]
  /// Periods in which a car is in an area of another sector than its duty's.
  public let periodsOutside: Int
  /// Areas of the duties' sectors that lack patrol, with the periods that they lack.
  public let shortages: [(area: Int, periods: Int)]
  /// Presence, f_p.
  public let presence: Double
  /// The share of sample calls that have a car within 20 minutes as they come; 1 if there are none.
  public let nearShare: Double

  /// Judges the rows of cars by their duties.
  ///
  /// - Parameters:
  ///   - rows: A row for each car.
  ///   - duties: Where each car is to patrol.
  ///   - region: The areas, and travel between them.
  ///   - calls: Sample calls.
  public init(_ rows: [[Int]], _ duties: [CarDuty], in region: Region, calls: [Incident]) {
    let sound = rows.filter { Self.isSound($0, region) }
    defects =
      rows.enumerated().flatMap { car, row in
        Self.isSound(row, region) ? Self.defects(of: row, car: car, region) : [.shape(car: car)]
      } + (rows.count..<max(rows.count, duties.count)).map { .shape(car: $0) }
    periodsOutside = zip(rows, duties).reduce(0) { sum, car in
      sum
        + zip(car.0, car.1.sectors).count { area, sector in
          region.areas.indices.contains(area) && region.areas[area].sector != sector
        }
    }
    var patrol = Array(repeating: 0, count: region.areas.count)
    for area in sound.joined() where area >= 0 { patrol[area] += 1 }
    shortages = Set(duties.flatMap(\.sectors)).flatMap { region.sectors[$0].areas }.sorted()
      .map { ($0, region.areas[$0].requiredPeriods - patrol[$0]) }.filter { $0.1 > 0 }
    presence =
      region.areas.indices.reduce(0.0) {
        $0
          + PresenceUtility.value(
            periods: patrol[$1], required: region.areas[$1].requiredPeriods)
      } / Double(ShiftClock.periods * max(1, rows.count))
    let near = calls.count { call in
      sound.contains { row in
        call.period < ShiftClock.periods && row[call.period] >= 0
          && region.periods(from: row[call.period], to: call.area) * ShiftClock.periodMinutes
            <= ResponseUtility.targetMinutes
      }
    }
    nearShare = calls.isEmpty ? 1 : Double(near) / Double(calls.count)
  }

  private static func isSound(_ row: [Int], _ region: Region) -> Bool {
    row.count == ShiftClock.periods
      && row.allSatisfy { $0 == ShiftState.travelling || region.areas.indices.contains($0) }
  }

  private static func defects(of row: [Int], car: Int, _ region: Region) -> [Defect] {
    guard row[0] >= 0 else { return [.start(car: car)] }
    var (before, defects) = (0, [Defect]())
    for period in 1..<row.count where row[period] >= 0 {
      let gap = period - before - 1
      let stays = row[before] == row[period] && gap == 0
      if !stays, gap != region.periods(from: row[before], to: row[period]) {
        defects.append(.travel(car: car, period: period))
      }
      before = period
    }
    return defects
  }
}
