import PatrolModel
import RandomStreams
import ScheduleChecking
import Testing

@Suite struct ScheduleCheckerTests {
  @Test func aFeasibleScheduleHasItsTravelAddedUp() {
    let verdict = ScheduleChecker(duty()).judge(written("ABC", "BCA"))
    #expect(verdict.isFeasible && verdict.violations.isEmpty)
    #expect(verdict.totalTravel == Minutes(tenths: 11 + 22 + 22 + 33))
    #expect(verdict.longestTravel == Minutes(tenths: 55))
    #expect(verdict.cars.map(\.car.rawValue) == ["1", "2"])
    #expect(verdict.cars.map(\.moves) == [2, 2])
    #expect(verdict.cars.map(\.travel) == [Minutes(tenths: 33), Minutes(tenths: 55)])
    #expect(verdict.cars.map(\.longestLeg) == [Minutes(tenths: 22), Minutes(tenths: 33)])
    #expect(verdict.cars.map(\.longestStay) == [1, 1])
  }

  @Test func stayingIsNoMoveAndEntriesMayComeInAnyOrder() {
    let instance = duty(.maxStay(limit: 2), demand: [[1, 1, 0], [1, 1, 0], [1, 0, 1]])
    let verdict = ScheduleChecker(instance).judge(written("BBA", "AAC").reversed())
    #expect(verdict.isFeasible)
    #expect(verdict.cars.map(\.car.rawValue) == ["2", "1"])
    #expect(verdict.cars.map(\.moves) == [1, 1])
    #expect(verdict.cars.map(\.longestStay) == [2, 2])
  }

  @Test func carsWithoutNamesMayBeCalledAnything() {
    let entries = written("ABC", "BCA").map {
      ScheduleEntry(car: .init("car “\($0.car)”"), stepNumber: $0.stepNumber, sector: $0.sector)
    }
    #expect(ScheduleChecker(duty()).judge(entries).isFeasible)
  }

  @Test("Each broken rule is said in words", arguments: Broken.cases)
  func broken(_ broken: Broken) {
    let verdict = ScheduleChecker(broken.instance).judge(broken.entries)
    #expect(!verdict.isFeasible)
    #expect(verdict.violations.map(\.description) == broken.violations)
    #expect(verdict.violationCount == broken.violations.count)
  }

  @Test func absurdEntriesAreJudgedToo() {
    let absurd = [Int.max, .min, 0, -1, 4].map {
      ScheduleEntry(car: .init(""), stepNumber: $0, sector: .init(""), line: .max)
    }
    let hostile = ScheduleEntry(
      car: .init("\u{1b}[2J\n" + String(repeating: "x", count: 1000)), stepNumber: 1,
      sector: .init("\0"))
    let verdict = ScheduleChecker(duty()).judge(absurd + [hostile])
    #expect(verdict.violations.prefix(5).allSatisfy { $0.description.contains("is outside 1...3") })
    #expect(
      verdict.violations[5].description.hasPrefix("car \\u{1b}[2J\\nxxx")
        && verdict.violations[5].description.hasSuffix("unknown sector \"\\u{0}\" at step 1"))
    #expect(verdict.totalTravel == .zero && verdict.longestTravel == .zero)
  }

  @Test func nothingAtAllIsJudgedToo() {
    let verdict = ScheduleChecker(duty()).judge([ScheduleEntry]())
    #expect(
      verdict.violations.first == .wrongNumberOfCars(found: 0, expected: 2, absent: []))
    #expect(verdict.violationCount == 1 + 6)
    #expect(verdict.cars.isEmpty)
  }

  @Test func aHundredThousandCarsThatNobodyHasAreCounted() {
    let steps = 1000
    let instance = duty(.noReturn, demand: Array(repeating: [1, 1, 0], count: steps))
    let crowd = (0..<100_000).map {
      ScheduleEntry(car: .init("\($0)"), stepNumber: 1, sector: .init("A"))
    }
    let verdict = ScheduleChecker(instance).judge(crowd)
    #expect(verdict.violations.count == ScheduleChecker.listedViolations)
    #expect(verdict.violationCount == 1 + 100_000 * (steps - 1) + 2 * steps)
  }

  @Test("A schedule and its entries get the same verdict", arguments: 0..<50 as Range<UInt64>)
  func scheduleAndEntries(seed: UInt64) {
    let instance = RandomCase(seed: seed).instance
    var random = RandomStream(seed: seed, stream: 1)
    var schedule = Schedule(carCount: instance.carCount, stepCount: instance.stepCount)
    for step in instance.shift.steps {
      for car in instance.carIndices {
        schedule[step, car] = SectorIndex(random.uniform(below: instance.sectorCount))
      }
    }
    let checker = ScheduleChecker(instance)
    #expect(checker.judge(schedule) == checker.judge(schedule.entries(in: instance)))
  }

  @Test func aScheduleOfAnotherShapeIsInfeasible() {
    let checker = ScheduleChecker(duty())
    for (cars, steps, sector) in [
      (1, 3, 0), (3, 3, 0), (2, 2, 0), (2, 4, 0), (2, 3, 7), (2, 3, -1),
    ] {
      let schedule = Schedule(carCount: cars, stepCount: steps, everywhere: SectorIndex(sector))
      #expect(!checker.judge(schedule).isFeasible)
    }
  }

  @Test("The verdict does not depend on the order of entries", arguments: 0..<50 as Range<UInt64>)
  func order(seed: UInt64) {
    let one = RandomCase(seed: seed)
    var random = RandomStream(seed: seed, stream: 2)
    var seen: Set<[String]> = []
    // Of two entries for a car and step the first counts, so only then the order matters.
    let entries = one.entries.filter {
      seen.insert([$0.car.rawValue, "\($0.stepNumber)"]).inserted
    }
    let checker = ScheduleChecker(one.instance)
    let (verdict, shuffled) = (
      checker.judge(entries), checker.judge(entries.shuffled(using: &random))
    )
    #expect(Set(verdict.violations) == Set(shuffled.violations))
    #expect(verdict.totalTravel == shuffled.totalTravel)
    #expect(Set(verdict.cars) == Set(shuffled.cars))
  }
}

/// Entries that break rules, with all that has to be said about them.
struct Broken: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let instance: PatrolInstance
  let entries: [ScheduleEntry]
  let violations: [String]

  static let cases = [
    Broken(
      testDescription: "unreadable entries", instance: duty(),
      entries: written("ABC", "BCA") + [entry("1", 4, "A", line: 8), entry("1", 3, "Z", line: 9)],
      violations: [
        "line 8: step 4 of car 1 is outside 1...3",
        "line 9: car 1 is in unknown sector \"Z\" at step 3",
      ]),
    Broken(
      testDescription: "two sectors", instance: duty(),
      entries: written("ABC", "BCA") + [entry("2", 3, "B", line: 8)],
      violations: ["line 8: car 2 has two sectors at step 3 (00:00): A and B"]),
    Broken(
      testDescription: "named cars",
      instance: duty(fleet: .named(["F-1", "F-2"].map { Car(id: .init($0)) })),
      entries: "ABC".enumerated().map { entry("F-1", $0 + 1, "\($1)") } + [entry("F-3", 1, "B")],
      violations: [
        "car \"F-3\" is not in the fleet",
        "the schedule has 1 car, the instance has 2; no entry for F-2",
        "sector B has 0 cars at step 1 (22:00) but needs 1: short by 1",
        "sector C has 0 cars at step 2 (23:00) but needs 1: short by 1",
        "sector A has 0 cars at step 3 (00:00) but needs 1: short by 1",
      ]),
    Broken(
      testDescription: "no sector", instance: duty(),
      entries: written("ABC", "BCA").filter { $0.car != .init("2") || $0.stepNumber != 2 },
      violations: [
        "car 2 has no sector at step 2 (23:00)",
        "sector C has 0 cars at step 2 (23:00) but needs 1: short by 1",
      ]),
    Broken(
      testDescription: "demand", instance: duty(), entries: written("ABC", "BBA"),
      violations: [
        "sector B has 2 cars at step 2 (23:00) but needs 1: over by 1",
        "sector C has 0 cars at step 2 (23:00) but needs 1: short by 1",
      ]),
    Broken(
      testDescription: "no-return", instance: duty(), entries: written("ABA", "BCC"),
      violations: ["car 1 is in A at step 1 (22:00) and again two steps later, at step 3 (00:00)"]),
    Broken(
      testDescription: "max-stay",
      instance: duty(.maxStay(limit: 1), demand: [[1, 1, 0], [1, 1, 0], [1, 1, 0]]),
      entries: written("AAA", "BBB").filter { $0 != entry("2", 2, "B") } + [entry("2", 2, "B")],
      violations: [
        "car 1 is in A for more than 1 step in a row, up to step 2 (23:00)",
        "car 1 is in A for more than 1 step in a row, up to step 3 (00:00)",
        "car 2 is in B for more than 1 step in a row, up to step 2 (23:00)",
        "car 2 is in B for more than 1 step in a row, up to step 3 (00:00)",
      ]),
    Broken(
      testDescription: "a gap ends a stay, not a return",
      instance: duty(demand: [[2, 0, 0], [2, 0, 0], [2, 0, 0]]),
      entries: [entry("1", 1, "A"), entry("1", 3, "A")],
      violations: [
        "the schedule has 1 car, the instance has 2",
        "car 1 has no sector at step 2 (23:00)",
        "sector A has 1 car at step 1 (22:00) but needs 2: short by 1",
        "sector A has 0 cars at step 2 (23:00) but needs 2: short by 2",
        "sector A has 1 car at step 3 (00:00) but needs 2: short by 1",
        "car 1 is in A at step 1 (22:00) and again two steps later, at step 3 (00:00)",
      ]),
  ]
}

/// Two cars, sectors A, B and C, three steps from 22:00.
private func duty(
  _ presence: PresenceRule = .noReturn, fleet: Fleet = .anonymous(count: 2),
  demand: [[Int]] = [[1, 1, 0], [0, 1, 1], [1, 0, 1]]
) -> PatrolInstance {
  let travel = [[0, 11, 12], [21, 0, 22], [33, 32, 0]]
  return PatrolInstance(
    name: "duty", summary: "", fleet: fleet,
    shift: Shift(startMinute: 1320, stepMinutes: 60, stepCount: demand.count), presence: presence,
    sectors: ["A", "B", "C"].map { Sector(id: .init($0), name: "Sector \($0)") },
    demand: Demand(rows: demand),
    travel: TravelTimes(rows: travel.map { $0.map { Minutes(tenths: $0) } }))
}

/// The entries of cars 1, 2, …, each given by a letter per step.
private func written(_ routes: String...) -> [ScheduleEntry] {
  routes.enumerated().flatMap { car, route in
    route.enumerated().map { entry("\(car + 1)", $0 + 1, "\($1)") }
  }
}

private func entry(_ car: String, _ step: Int, _ sector: String, line: Int? = nil) -> ScheduleEntry
{
  ScheduleEntry(car: .init(car), stepNumber: step, sector: .init(sector), line: line)
}
