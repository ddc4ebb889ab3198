import PatrolModel
import Reports
import Testing
import _TemperTestSupport

struct CarRuleTests {
  @Test("A picture counts the leg from a start and leaves out steps out of service")
  func picture() {
    let plain = Example.instance
    let cars = [
      Car(id: .init("F-1"), start: SectorIndex(1)), Car(id: .init("F-2"), off: [StepIndex(1)]),
    ]
    let instance = PatrolInstance(
      name: plain.name, summary: "", fleet: .named(cars), shift: plain.shift, presence: .none,
      sectors: plain.sectors, demand: Demand(rows: [[2, 0, 0], [1, 0, 0], [2, 0, 0]]),
      travel: plain.travel, roster: .freeBreaks)
    var schedule = Example.schedule
    schedule[StepIndex(1), CarIndex(1)] = nil
    let svg = SchedulePicture.svg(schedule, of: instance)
    // F-1 goes from S-2 to S-1 and back, 1.5 minutes each; F-2 rests between S-3 and S-1.
    #expect(
      svg.contains("2 cars, 3 sectors, 3 steps of 45 minutes: 3.0 minutes of travel, 2 moves"))
    #expect(svg.contains("Car F-2: S-3 Mill, 22:30 to 23:15"))
    #expect(svg.contains("Car F-2: S-1 Harbour &amp; Docks, 00:00 to 00:45"))
    #expect(!svg.contains("Car F-2: S-2"))
  }
}
