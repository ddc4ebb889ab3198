import LinearPrograms
import RandomStreams
import Simulation
import Testing
import Timetables
import _TemperTestSupport

@Suite(
  "Timetables by a time-expanded flow", .enabled(if: (try? HiGHSSolver()) != nil, "needs HiGHS"))
struct TimetableProgramTests {
  /// A region of two sectors of four areas each, in which the need of patrol fits into shifts.
  private static func region(_ seed: UInt64) throws -> Region {
    var random = RandomStream(seed: seed)
    return try GeneratedRegion.region(sectors: 2, side: 2, random: &random)
  }

  private static func calls(_ region: Region, _ seed: UInt64) -> [Incident] {
    var random = RandomStream(seed: seed, stream: 7)
    return IncidentGenerator(region, sectors: [0, 1]).incidents(&random)
  }

  /// What a program should count: presence by the majorant, and calls, less shortages.
  private static func worth(_ check: TimetableCheck) -> Double {
    check.presence + check.nearShare - 2 * Double(check.shortages.reduce(0) { $0 + $1.periods })
  }

  @Test(
    "keep every rule, and are worth no less than sequential fill",
    arguments: seeds(1))
  func better(seed: UInt64) throws {
    let region = try Self.region(seed)
    let calls = Self.calls(region, seed)
    let duties = [0, 1].map { CarDuty(sector: $0) }
    let fill = SequentialFill.rows(region, duties)
    let program = TimetableProgram(region, duties, calls: calls)
    let outcome = try TimetableSearch(program, with: HiGHSSolver(), options: SolverOptions())
      .improved(from: fill)
    let rows = try #require(outcome.rows, "seed \(seed)")
    let check = TimetableCheck(rows, duties, in: region, calls: calls)
    let before = TimetableCheck(fill, duties, in: region, calls: calls)
    #expect(check.defects.isEmpty && check.periodsOutside == 0, "seed \(seed)")
    #expect(Self.worth(check) >= Self.worth(before) - 0.05, "seed \(seed)")
    // The majorant of U is at most .25 above it in each area, and ends with the 20th period.
    let slack = 0.25 * Double(region.areas.count) / Double(73 * duties.count)
    let value = try #require(outcome.value)
    #expect(value >= Self.worth(check) - 1e-3, "seed \(seed)")
    #expect(value <= Self.worth(check) + slack + 1e-6, "seed \(seed)")
    let relaxed = try HiGHSSolver().solve(program.program.relaxed)
    #expect(-(try #require(relaxed.solution).objective) >= value - 1e-6, "seed \(seed)")
    #expect(outcome.isComplete, "seed \(seed)")
  }

  /// A region of three areas on a line in two sectors, of which every row can be tried.
  private static func line() throws -> Region {
    try Region(
      areas: [
        PatrolArea(id: 1, sector: 0, minPatrolMinutes: 400),
        PatrolArea(id: 2, sector: 0, minPatrolMinutes: 200),
        PatrolArea(id: 3, sector: 1, minPatrolMinutes: 100),
      ],
      sectors: [
        PatrolSector(id: "A", areas: [0, 1], neighbours: [1]),
        PatrolSector(id: "B", areas: [2], neighbours: [0]),
      ], minutes: [0, 15, 30, 5, 0, 20, 30, 20, 0])
  }

  @Test("are no worse than all rows with one change, as a whole: one car, two areas")
  func best() throws {
    let region = try Self.line()
    let duties = [CarDuty(sector: 0)]
    let calls = [10, 20, 300, 600].map {
      Incident(startMinute: $0, resolutionMinutes: 20, area: $0 < 100 ? 1 : 0)
    }
    let program = TimetableProgram(region, duties, calls: calls)
    // Without a start the whole program finds the first rows.
    let outcome = try TimetableSearch(program, with: HiGHSSolver(), options: SolverOptions())
      .improved(from: [])
    let whole = try HiGHSSolver().solve(program.program)
    let check = TimetableCheck(try #require(outcome.rows), duties, in: region, calls: calls)
    #expect(check.defects.isEmpty && outcome.isComplete)
    let optimum = -(try #require(whole.solution).objective)
    #expect(try #require(outcome.value) <= optimum + 1e-6)
    var best = -Double.infinity
    for first in 0...1 {
      for leave in 1..<73 {
        let travel = region.periods(from: first, to: 1 - first)
        guard leave + travel < 73 else { continue }
        let row =
          Array(repeating: first, count: leave) + Array(repeating: -1, count: travel)
          + Array(repeating: 1 - first, count: 73 - leave - travel)
        best = max(best, Self.worth(TimetableCheck([row], duties, in: region, calls: calls)))
      }
    }
    #expect(optimum >= best - 1e-6, "\(optimum) \(best)")
    #expect(Self.worth(check) >= best - 0.5, "\(Self.worth(check)) \(best)")
  }

  @Test("follow a plan that sends a car to another sector by the hour")
  func planned() throws {
    let region = try Self.line()
    let steps = [0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 1, 1]
    let duties = [CarDuty(steps: steps, of: 60)]
    #expect(duties[0].sectors[17] == 0 && duties[0].sectors[18] == 1 && duties[0].sectors[72] == 1)
    #expect(duties[0].home == 0)
    let fill = SequentialFill.rows(region, duties)
    #expect(TimetableCheck(fill, duties, in: region, calls: []).defects.isEmpty)
    let task = TimetableTask(region, duties, calls: [])
    let rows = try task.flowing(with: HiGHSSolver(), options: SolverOptions())
    let check = task.check(try #require(rows))
    #expect(check.defects.isEmpty && check.periodsOutside == 0)
  }
}

@Suite("Cars that share sectors")
struct TimetableTaskTests {
  @Test("are one group, and others are groups by themselves")
  func groups() throws {
    var random = RandomStream(seed: 1)
    let region = try GeneratedRegion.region(sectors: 4, side: 1, random: &random)
    let duties = [
      CarDuty(sector: 0), CarDuty(sector: 3), CarDuty(sector: 1),
      CarDuty(steps: [0, 1], of: 360), CarDuty(sector: 2),
    ]
    #expect(TimetableTask(region, duties, calls: []).groups == [[0, 2, 3], [1], [4]])
  }
}

@Suite("The checker of timetables")
struct TimetableCheckTests {
  @Test("finds travel that takes other than its time, areas that are none, and starts on the road")
  func defects() throws {
    let region = try GeneratedRegion.twoAreas()
    let duties = [CarDuty(sector: 0)]
    func check(_ row: [Int]) -> [TimetableCheck.Defect] {
      TimetableCheck([row], duties, in: region, calls: []).defects
    }
    let stay = Array(repeating: 1, count: 70)
    #expect(check([0, -1, -1] + stay).isEmpty)
    #expect(check([0, 0, -1] + stay) == [.travel(car: 0, period: 3)])
    #expect(check([0, 0, 0] + stay) == [.travel(car: 0, period: 3)])
    #expect(check([1, -1, 1] + stay) == [.travel(car: 0, period: 2)])
    #expect(check([-1, -1, -1] + stay) == [.start(car: 0)])
    #expect(check([0, -1] + stay) == [.shape(car: 0)])
    #expect(check([0, -1, 2] + stay) == [.shape(car: 0)])
    #expect(TimetableCheck([], duties, in: region, calls: []).defects == [.shape(car: 0)])
  }

  @Test("counts presence, shortages and calls by their definitions")
  func counts() throws {
    let region = try GeneratedRegion.twoAreas()
    let row = [0, -1, -1] + Array(repeating: 1, count: 70)
    let calls = [0, 10, 30].map { Incident(startMinute: $0, resolutionMinutes: 10, area: 0) }
    let check = TimetableCheck([row], [CarDuty(sector: 0)], in: region, calls: calls)
    // Area 0 needs 3 periods and has 1, area 1 needs 80 and has 70.
    #expect(check.shortages.map(\.area) == [0, 1] && check.shortages.map(\.periods) == [2, 10])
    #expect(abs(check.presence - 71.0 / 73) < 1e-12)
    // As the first comes the car is there, on the road as the second does; and 20 minutes away.
    #expect(abs(check.nearShare - 2.0 / 3) < 1e-12)
  }
}

extension GeneratedRegion {
  /// Two areas, 20 minutes apart.
  fileprivate static func twoAreas() throws -> Region {
    try Region(
      areas: [
        PatrolArea(id: 5, sector: 0, minPatrolMinutes: 21),
        PatrolArea(id: 6, sector: 0, minPatrolMinutes: 800),
      ], sectors: [PatrolSector(id: "A", areas: [0, 1], neighbours: [])],
      minutes: [0, 11, 20, 0])
  }
}
