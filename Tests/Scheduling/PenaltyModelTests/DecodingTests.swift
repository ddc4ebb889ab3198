import PatrolModel
import PenaltyModel
import QUBOModel
import RandomStreams
import Testing
import _TemperTestSupport

struct DecodingTests {
  @Test("Decoding an encoded schedule gives it back", arguments: 0..<250 as Range<UInt64>)
  func roundTrip(seed: UInt64) throws {
    var one = try RandomScheduleQUBO(seed: seed)
    let violations = try one.qubo.violations()
    for _ in 0..<10 {
      let schedule = one.schedule()
      let assignment = try #require(one.qubo.encode(schedule))
      let decoding = one.qubo.decode(assignment)
      #expect(decoding.schedule == schedule)
      #expect(Set(decoding.breaches) == Set(breaches(of: schedule, in: one.instance)))
      #expect(decoding.breaches.count == Set(decoding.breaches).count)
      #expect(decoding.breaches.isEmpty == (violations.energy(of: assignment) == 0))
    }
  }

  @Test("A sector that has no bit cannot be encoded")
  func unencodable() throws {
    let instance = Self.instance(.none)
    var schedule = Schedule(carCount: 2, stepCount: 4)
    schedule[StepIndex(0), CarIndex(1)] = SectorIndex(2)
    #expect(try ScheduleQUBO(instance).encode(schedule) == nil)
    #expect(try ScheduleQUBO(instance, everySector: true).encode(schedule) != nil)
  }

  @Test("Cars without a sector or with several are reported where they are")
  func oneLocation() throws {
    let qubo = try ScheduleQUBO(Self.instance(.none), everySector: true)
    var assignment = try Self.sound(qubo)
    // Bits by step, car, sector: 3 sectors, 2 cars.
    assignment[1 * 6 + 1 * 3 + 0] = false
    assignment[2 * 6 + 0 * 3 + 2] = true
    let decoding = qubo.decode(assignment)
    #expect(decoding.schedule == nil)
    let wanted: [Breach] = [
      .noSector(CarIndex(1), StepIndex(1)),
      .demandMissed(SectorIndex(0), StepIndex(1), needed: 1, got: 0),
      .severalSectors(CarIndex(0), StepIndex(2), [SectorIndex(0), SectorIndex(2)]),
      .demandMissed(SectorIndex(2), StepIndex(2), needed: 0, got: 1),
    ]
    #expect(decoding.breaches == wanted)
    #expect(
      decoding.breaches.map { $0.words(in: qubo.instance) } == [
        "car 2 has no sector at step 2 (09:00)",
        "sector S-0 has 0 cars at step 2 (09:00), it needs 1",
        "car 1 has 2 sectors at step 3 (10:00): S-0, S-2",
        "sector S-2 has 1 cars at step 3 (10:00), it needs 0",
      ])
  }

  @Test("A return is reported at the step of the return")
  func noReturn() throws {
    let qubo = try ScheduleQUBO(Self.instance(.noReturn), everySector: true)
    let decoding = qubo.decode(try Self.sound(qubo))
    // Car 1 goes 0 1 0 1, car 2 goes 1 0 1 0.
    #expect(
      Set(decoding.breaches) == [
        .presenceBroken(CarIndex(0), SectorIndex(0), StepIndex(2)),
        .presenceBroken(CarIndex(1), SectorIndex(1), StepIndex(2)),
        .presenceBroken(CarIndex(0), SectorIndex(1), StepIndex(3)),
        .presenceBroken(CarIndex(1), SectorIndex(0), StepIndex(3)),
      ])
    #expect(
      decoding.breaches[0].words(in: qubo.instance) == """
        car 1 is in sector S-0 at step 3 (10:00) against the rule: no car in the same sector two \
        steps later (no-return)
        """)
  }

  /// Two cars, three sectors, four steps; one car each is needed in the first two sectors.
  private static func instance(_ presence: PresenceRule) -> PatrolInstance {
    let travel = Array(repeating: Array(repeating: Minutes.zero, count: 3), count: 3)
    return PatrolInstance(
      name: "two", summary: "", fleet: .anonymous(count: 2),
      shift: Shift(startMinute: 480, stepMinutes: 60, stepCount: 4), presence: presence,
      sectors: (0..<3).map { Sector(id: .init("S-\($0)"), name: "") },
      demand: Demand(rows: Array(repeating: [1, 1, 0], count: 4)), travel: TravelTimes(rows: travel)
    )
  }

  /// Cars that change places at each step.
  private static func sound(_ qubo: ScheduleQUBO) throws -> BitVector {
    var schedule = Schedule(carCount: 2, stepCount: 4)
    for step in 0..<4 {
      for car in 0..<2 { schedule[StepIndex(step), CarIndex(car)] = SectorIndex((step + car) % 2) }
    }
    return try #require(qubo.encode(schedule))
  }

  /// What a schedule breaks, read off its routes.
  private func breaches(of schedule: Schedule, in instance: PatrolInstance) -> [Breach] {
    var breaches: [Breach] = []
    for step in instance.shift.steps {
      for sector in instance.sectorIndices {
        let needed = instance.demand[step, sector]
        let got = instance.carIndices.count { schedule[step, $0] == sector }
        if needed != got { breaches.append(.demandMissed(sector, step, needed: needed, got: got)) }
      }
    }
    for car in instance.carIndices {
      let route = schedule.route(of: car).compactMap { $0 }
      for last in route.indices {
        let isBroken =
          switch instance.presence {
          case .none: false
          case .noReturn: last >= 2 && route[last - 2] == route[last]
          case .maxStay(let limit):
            last >= limit && Set(route[last - limit...last]).count == 1
          }
        if isBroken { breaches.append(.presenceBroken(car, route[last], StepIndex(last))) }
      }
    }
    return breaches
  }
}
