import PatrolModel
import ScheduleChecking
import Testing
import _TemperTestSupport

struct CarRuleTests {
  @Test(
    "The checker accepts exactly the schedules that keep the rules",
    arguments: CarRule.allCases, seeds(80))
  func oracle(rule: CarRule, seed: UInt64) {
    let instance = PatrolInstance.random(seed: seed, rule: rule)
    let (checker, search) = (ScheduleChecker(instance), LabelledSearch(instance))
    // Every schedule of most instances, every third or so of the rest.
    let schedules = search.schedules
    for place in stride(from: 0, to: schedules.count, by: 1 + schedules.count / 300) {
      let verdict = checker.judge(schedules[place])
      #expect(verdict.isFeasible == search.keepsRules(schedules[place]))
      #expect(verdict.totalTravel == search.travel(schedules[place]))
    }
  }

  /// Two cars, two sectors; F-2 is a bike that starts in A, where no bike may be, and rests at 10:00.
  private static let instance = PatrolInstance(
    name: "two", summary: "",
    fleet: .named([
      Car(id: .init("F-1"), carClass: .init("van")),
      Car(
        id: .init("F-2"), carClass: .init("bike"), start: SectorIndex(0), off: [StepIndex(2)]),
      Car(id: .init("F-3"), off: [StepIndex(0), StepIndex(1), StepIndex(2)]),
    ]),
    shift: Shift(startMinute: 480, stepMinutes: 60, stepCount: 3), presence: .noReturn,
    sectors: [
      Sector(id: .init("A"), name: "Alpha", classes: [.init("van")]),
      Sector(id: .init("B"), name: "Beta"),
    ],
    demand: Demand(rows: [[1, 1], [1, 1], [0, 1]]),
    travel: TravelTimes(rows: [[.zero, Minutes(7)], [Minutes(9), .zero]]),
    rules: PlanningRules(
      fixed: [.init(car: CarIndex(0), step: StepIndex(0), sector: SectorIndex(0))],
      forbidden: [.init(car: CarIndex(0), step: StepIndex(1), sector: SectorIndex(0))],
      longestLeg: Minutes(8),
      classMinimums: [
        .init(carClass: .init("van"), step: StepIndex(0), sector: SectorIndex(0), cars: 1),
        .init(carClass: .init("van"), step: StepIndex(2), sector: SectorIndex(1), cars: 1),
      ], carTravelLimit: Minutes(20)))

  @Test("Each broken rule is named with car, time and sector")
  func words() {
    let entries = [
      ("F-1", 1, "B"), ("F-1", 2, "A"), ("F-1", 3, "B"),
      ("F-2", 1, "B"), ("F-2", 2, "A"), ("F-2", 3, "B"),
    ].map { ScheduleEntry(car: .init($0.0), stepNumber: $0.1, sector: .init($0.2)) }
    let verdict = ScheduleChecker(Self.instance).judge(entries)
    let expected = [
      "sector A has 0 cars at step 1 (08:00) but needs 1: short by 1",
      "sector B has 2 cars at step 1 (08:00) but needs 1: over by 1",
      "sector A has 2 cars at step 2 (09:00) but needs 1: over by 1",
      "sector B has 0 cars at step 2 (09:00) but needs 1: short by 1",
      "sector B has 2 cars at step 3 (10:00) but needs 1: over by 1",
      "car F-1 is in B at step 1 (08:00) and again two steps later, at step 3 (10:00)",
      "car F-2 is in A at the start and again two steps later, at step 2 (09:00)",
      "car F-2 is in B at step 1 (08:00) and again two steps later, at step 3 (10:00)",
      "car F-1 is in B at step 1 (08:00) but is fixed in A then",
      "car F-1 is in A at step 2 (09:00), which is forbidden to it then",
      "car F-2 is in A at step 2 (09:00), which is closed to class bike",
      "car F-2 is in B at step 3 (10:00) but out of service then",
      "car F-1 travels 9.0 minutes from B to A for step 2 (09:00), more than the 8.0 allowed",
      "car F-2 travels 9.0 minutes from B to A for step 2 (09:00), more than the 8.0 allowed",
      "sector A has 0 cars of class van at step 1 (08:00) but needs at least 1: short by 1",
      "car F-2 travels 23.0 minutes over the shift, 3.0 more than the 20.0 allowed",
    ]
    #expect(verdict.violations.map(\.description) == expected)
    // The leg from F-2's start counts: 7 + 9 + 7, beside 9 + 7.
    #expect(verdict.totalTravel == Minutes(39))
  }

  @Test("A car that is away all day need not be in the schedule, another one must")
  func absentCars() {
    let entries = [ScheduleEntry(car: .init("F-1"), stepNumber: 1, sector: .init("A"))]
    let words = ScheduleChecker(Self.instance).judge(entries).violations.map(\.description)
    #expect(words.first == "the schedule has 1 car, the instance has 2; no entry for F-2")
    #expect(words.filter { $0.contains("has no sector") }.count == 2)
  }
}
