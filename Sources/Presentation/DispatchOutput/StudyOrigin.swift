import Figures

/// What was played: where, which shifts, under which budget.
package struct StudyOrigin: Encodable, Sendable {
  /// Where cars patrol: a folder, or how the region was made.
  package let region: String
  /// Areas of the region.
  package let areas: Int
  /// Sectors of the region.
  package let sectors: Int
  /// Cars on duty as a shift begins.
  package let cars: Int
  /// Which shifts: a file, or how they were made.
  package let shifts: String
  /// How many shifts were asked for.
  package let shiftsAsked: Int
  /// The greatest mean share of changed periods in a sector (P_max).
  package let cap: Double
  /// Of what policies and the bootstrap draw.
  package let seed: UInt64
  /// The program and its version.
  package let program: String

  package init(
    region: String, areas: Int, sectors: Int, cars: Int, shifts: String, shiftsAsked: Int,
    cap: Double, seed: UInt64, program: String
  ) {
    (self.region, self.areas, self.sectors, self.cars) = (region, areas, sectors, cars)
    (self.shifts, self.shiftsAsked, self.cap, self.seed) = (shifts, shiftsAsked, cap, seed)
    self.program = program
  }

  /// What was played, a line each.
  func lines(played: Int, calls: Int) -> [String] {
    let missing = shiftsAsked - played
    return [
      "Region     \(region): \(areas) areas, \(sectors) sectors, \(cars) cars",
      "Shifts     \(played) (\(shifts)), \(calls) calls"
        + (missing > 0 ? "; \(missing) more were asked for and not played" : ""),
      "Changes    at most \(Figure.percent(cap, decimals: 0)) of a sector's timetables (P_max)",
    ]
  }
}
