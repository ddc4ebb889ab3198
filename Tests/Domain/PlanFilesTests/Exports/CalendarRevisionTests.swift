import PatrolModel
import PlanFiles
import RandomStreams
import Testing
import _TemperTestSupport

@Suite("A calendar that follows another one")
struct CalendarRevisionTests {
  private typealias Event = ReadCalendar.Event

  private func calendar(
    _ record: PlanRecord, modified: Int, after earlier: String? = nil
  ) throws -> PlanCalendar {
    var calendar = try PlanCalendar(record, date: "2026-07-01", timeZone: "Europe/London")
    calendar.modified = modified
    calendar.earlier = try earlier.map {
      try EarlierCalendar(parsing: Array($0.utf8), file: "old.ics")
    }
    return calendar
  }

  private func events(_ text: String) throws -> [String: Event] {
    Dictionary(
      try ReadCalendar(text).events.map { ($0["UID"] ?? "", $0) }, uniquingKeysWith: { $1 })
  }

  @Test("is the same, byte for byte, if no stay changed", arguments: UInt64(0)..<20)
  func unchanged(seed: UInt64) throws {
    let record = ExportExample.random(seed: seed, startMinute: 600)
    let first = try calendar(record, modified: 1000).text
    #expect(try calendar(record, modified: 9000, after: first).text == first, "seed \(seed)")
  }

  /// The stays of a record as a calendar has to have them, by what tells them apart.
  private func stays(_ record: PlanRecord) throws -> Set<[String]> {
    Set(
      try events(calendar(record, modified: 0).text).values.map {
        [$0["DTSTART"] ?? "", $0["DTEND"] ?? "", $0["SUMMARY"] ?? ""]
      })
  }

  @Test(
    "has the stays of the new plan once, cancels all others, and numbers grow",
    arguments: UInt64(0)..<40)
  func revised(seed: UInt64) throws {
    var random = RandomStream(seed: seed)
    var record = ExportExample.random(seed: seed, startMinute: 600)
    var text = try calendar(record, modified: 1000).text
    for revision in 1...4 {
      let before = try events(text)
      var schedule = record.schedule
      for car in record.instance.carIndices where random.uniform(below: 2) == 0 {
        for step in record.instance.shift.steps
        where schedule[step, car] != nil && random.uniform(below: 3) == 0 {
          schedule[step, car] = SectorIndex(
            random.uniform(below: record.instance.sectorCount))
        }
      }
      record = ExportExample.record(schedule, of: record.instance)
      text = try calendar(record, modified: 1000 * revision, after: text).text
      let read = try ReadCalendar(text).events
      let after = try events(text)
      #expect(after.count == read.count, "doubled, seed \(seed)")
      let planned = after.values.filter { $0["STATUS"] == "CONFIRMED" }
      #expect(
        Set(planned.map { [$0["DTSTART"] ?? "", $0["DTEND"] ?? "", $0["SUMMARY"] ?? ""] })
          == (try stays(record)), "seed \(seed), revision \(revision)")
      for (uid, old) in before {
        let new = try #require(after[uid], "\(uid) is gone, seed \(seed)")
        let (a, b) = (Int(old["SEQUENCE"] ?? ""), Int(new["SEQUENCE"] ?? ""))
        let (first, second) = (try #require(a), try #require(b))
        let keys = ["DTSTART", "DTEND", "SUMMARY", "LOCATION", "STATUS"]
        let isSame = keys.allSatisfy { old[$0] == new[$0] }
        #expect(second == first + (isSame ? 0 : 1), "\(uid), seed \(seed)")
        let stamps = [old["LAST-MODIFIED"] ?? "", new["LAST-MODIFIED"] ?? ""]
        #expect(old == new ? stamps[0] == stamps[1] : stamps[0] < stamps[1], "seed \(seed)")
      }
    }
  }

  @Test("knows a stay by shift, date, car and instant, whatever else is edited")
  func identity() throws {
    let plain = ExportExample.instance
    let edited = PatrolInstance(
      name: plain.name, summary: "Other words.", fleet: .named(plain.fleet.cars.reversed()),
      shift: plain.shift, presence: .none, sectors: plain.sectors, demand: plain.demand,
      travel: TravelTimes(rows: [
        [.zero, Minutes(tenths: 73), Minutes(tenths: 104)],
        [Minutes(tenths: 73), .zero, Minutes(tenths: 55)],
        [Minutes(tenths: 99), Minutes(tenths: 56), .zero],
      ]), rules: PlanningRules(longestLeg: Minutes(tenths: 900)), roster: .freeBreaks)
    var schedule = Schedule(carCount: 2, stepCount: 6)
    for step in plain.shift.steps {
      for car in 0..<2 {
        schedule[step, CarIndex(car)] = ExportExample.schedule[step, CarIndex(1 - car)]
      }
    }
    let first = try calendar(ExportExample.record, modified: 1000).text
    let other = ExportExample.record(schedule, of: edited)
    let second = try events(calendar(other, modified: 2000, after: first).text)
    #expect(Set(try events(first).keys) == Set(second.keys))
    #expect(second.values.allSatisfy { $0["SEQUENCE"] == "0" && $0["STATUS"] == "CONFIRMED" })
    // Another leg is another text, which is no move.
    #expect(second.values.contains { ($0["LAST-MODIFIED"] ?? "") == "19700101T003320Z" })
    #expect(
      Set(
        try events(
          PlanCalendar(ExportExample.record, date: "2026-07-02", timeZone: "Europe/London").text
        ).keys
      ).isDisjoint(with: second.keys))
  }

  @Test(
    "refuses what is no calendar",
    arguments: [
      ("", EarlierCalendarError.Problem.noCalendar), ("car,step,sector\n", .noCalendar),
      ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nEND:VCALENDAR\n", .unfinished),
      (
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSEQUENCE:1\nEND:VEVENT\nEND:VCALENDAR\n",
        .eventWithoutIdentifier
      ),
    ])
  func refusals(text: String, problem: EarlierCalendarError.Problem) {
    #expect(throws: EarlierCalendarError(file: "a.ics", problem: problem)) {
      try EarlierCalendar(parsing: Array(text.utf8), file: "a.ics")
    }
  }
}
