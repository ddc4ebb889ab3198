import Failures
import PatrolModel
import PlanFiles
import Testing

@Suite("The lines of a schedule")
struct ScheduleEntriesTests {
  @Test("make the schedule they were taken from", arguments: 0..<100 as Range<UInt64>)
  func identity(seed: UInt64) throws {
    let (instance, schedule) = Example.random(seed: seed)
    let entries = schedule.entries(in: instance)
    #expect(try Schedule(entries: entries.reversed(), of: instance) == schedule)
  }

  @Test("may call anonymous cars anything")
  func labels() throws {
    let entries = Example.schedule.entries(in: Example.instance).map { entry in
      ScheduleEntry(
        car: Car.ID("F-10\(entry.car)"), stepNumber: entry.stepNumber, sector: entry.sector)
    }
    #expect(try Schedule(entries: entries, of: Example.instance) == Example.schedule)
  }

  @Test(
    "are refused if they do not fit",
    arguments: [
      ("9", 1, "N", "line 7: car \"9\" is not one of the 3 on duty"),
      ("1", 1, "X", "line 7: there is no sector \"X\""),
      ("1", 0, "N", "line 7: step 0 is outside 1 to 4"),
      ("1", 5, "N", "line 7: step 5 is outside 1 to 4"),
      ("1", 1, "N", "line 7: car 1 has a second sector at step 1"),
    ])
  func misfits(car: String, step: Int, sector: String, words: String) {
    let entry = ScheduleEntry(
      car: Car.ID(car), stepNumber: step, sector: Sector.ID(sector), line: 7)
    let entries = Example.schedule.entries(in: Example.instance) + [entry]
    let error = #expect(throws: ScheduleEntryError.self) {
      try Schedule(entries: entries, of: Example.instance)
    }
    #expect(error?.description == words)
  }

  @Test("are refused if one is missing, named as the file names it")
  func gap() {
    let entries = Example.schedule.entries(in: Example.instance).map { entry in
      ScheduleEntry(
        car: Car.ID("F-10\(entry.car)"), stepNumber: entry.stepNumber, sector: entry.sector)
    }
    let error = #expect(throws: ScheduleEntryError.self) {
      try Schedule(entries: entries.filter { $0 != entries[6] }, of: Example.instance)
    }
    #expect(error?.description == "car F-102 has no sector at step 3")
  }
}
