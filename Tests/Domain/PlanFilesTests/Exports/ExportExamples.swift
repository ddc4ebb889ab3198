import PatrolModel
import PlanFiles
import RandomStreams
import _TemperTestSupport

/// Instances and plans to write.
enum ExportExample {
  /// Two cars, the second off in the middle, in three sectors from 22:30 on, six steps of 45 minutes.
  static let instance = PatrolInstance(
    name: "night, west", summary: "Made for tests.",
    fleet: .named([
      Car(id: .init("F-1"), start: SectorIndex(2)),
      Car(id: .init("F-2"), off: [StepIndex(2)]),
    ]),
    shift: Shift(startMinute: 22 * 60 + 30, stepMinutes: 45, stepCount: 6), presence: .none,
    sectors: [
      Sector(
        id: .init("N"), name: "North; Harbour",
        position: Sector.Position(longitude: -0.127_8, latitude: 51.507_351)),
      Sector(id: .init("E"), name: "E"),
      Sector(id: .init("SW"), name: "South-west"),
    ],
    demand: Demand(
      rows: [[1, 1, 0], [1, 1, 0], [1, 0, 0], [0, 1, 1], [0, 1, 1], [1, 1, 0]]),
    travel: TravelTimes(rows: [
      [.zero, Minutes(tenths: 72), Minutes(tenths: 104)],
      [Minutes(tenths: 73), .zero, Minutes(tenths: 55)],
      [Minutes(tenths: 99), Minutes(tenths: 56), .zero],
    ]), roster: .freeBreaks)

  /// A plan of the instance that keeps every rule.
  static let schedule: Schedule = {
    var schedule = Schedule(carCount: 2, stepCount: 6)
    let routes: [[Int?]] = [[0, 0, 0, 1, 1, 0], [1, 1, nil, 2, 2, 1]]
    for (car, route) in routes.enumerated() {
      for (step, sector) in route.enumerated() {
        schedule[StepIndex(step), CarIndex(car)] = sector.map { SectorIndex($0) }
      }
    }
    return schedule
  }()

  static let record = record(schedule, of: instance)

  static func record(
    _ schedule: Schedule, of instance: PatrolInstance, violations: [String] = []
  ) -> PlanRecord {
    PlanRecord(
      schedule, of: instance, fingerprint: "0123456789abcdef", violations: violations,
      violationCount: violations.count, program: "Temper 1.2.3",
      command: "temper export a.json b.csv")
  }

  /// A plan of a seed whose names are hostile, starting at a minute of the day.
  static func random(seed: UInt64, startMinute: Int) -> PlanRecord {
    var random = RandomStream(seed: seed)
    let marks = [
      "", "=", "@", "a,b", "a;b", "\\n", "\"", "e\u{301}", "x\r\ny", "\u{1f694} ", "\u{202e}",
      "\t", String(repeating: "\u{1f694}", count: 30), "\u{0}", "END:VEVENT\r\nBEGIN:VALARM",
    ]
    func name(_ index: Int) -> String { marks[random.uniform(below: marks.count)] + "\(index)" }
    let steps = 1 + random.uniform(below: 14)
    let cars = (0...random.uniform(below: 5)).map { index in
      Car(
        id: Car.ID(name(index)), start: random.uniform(below: 2) == 0 ? SectorIndex(0) : nil,
        off: Set((0..<steps).filter { _ in random.uniform(below: 8) == 0 }.map { StepIndex($0) }))
    }
    let sectors = (0...random.uniform(below: 5)).map {
      Sector(
        id: Sector.ID(name($0)), name: name($0),
        position: random.uniform(below: 2) == 0
          ? Sector.Position(longitude: -0.000_000_4, latitude: -33.9) : nil)
    }
    let rows = (0..<steps).map { step in
      [cars.count { !$0.off.contains(StepIndex(step)) }]
        + Array(repeating: 0, count: sectors.count - 1)
    }
    let travel = sectors.indices.map { from in
      sectors.indices.map { to in
        from == to ? Minutes.zero : Minutes(tenths: random.uniform(below: 500))
      }
    }
    let instance = PatrolInstance(
      name: name(0), summary: name(1), fleet: .named(cars),
      shift: Shift(
        startMinute: startMinute, stepMinutes: 15 * (1 + random.uniform(below: 8)),
        stepCount: steps),
      presence: .none, sectors: sectors, demand: Demand(rows: rows),
      travel: TravelTimes(rows: travel))
    var schedule = Schedule(carCount: cars.count, stepCount: steps)
    for car in instance.carIndices {
      for step in instance.shift.steps {
        schedule[step, car] =
          cars[car.rawValue].off.contains(step)
          ? nil : SectorIndex(random.uniform(below: sectors.count))
      }
    }
    return record(schedule, of: instance)
  }
}
