import PatrolModel
import PlanFiles
import Testing
import _TemperTestSupport

@Suite("A plan on a calendar")
struct PlanCalendarTests {
  /// Nights with and without clock changes, in zones that change them, never do, or by half an hour.
  static let nights = [
    ("2026-01-15", "Europe/London"), ("2026-03-28", "Europe/London"),
    ("2026-10-24", "Europe/London"), ("2026-03-07", "America/New_York"),
    ("2026-10-31", "America/New_York"), ("2026-04-04", "Australia/Lord_Howe"),
    ("2026-03-28", "Asia/Kolkata"), ("2026-12-31", "GMT+5"),
  ]

  @Test("has an event per stay, over the hour in which clocks are put forward")
  func golden() throws {
    let calendar = try PlanCalendar(
      ExportExample.record, date: "2026-03-28", timeZone: "Europe/London")
    #expect(calendar.note == nil)
    let car = try calendar.text(of: CarIndex(0)).replacing("\r\n", with: "\n")
    let expected = """
      BEGIN:VCALENDAR
      VERSION:2.0
      PRODID:-//Temper//Temper 1.2.3//EN
      CALSCALE:GREGORIAN
      X-WR-CALNAME:night\\, west – F-1
      X-WR-CALDESC:30.0 minutes of travel in 4 moves\\; feasible\\, every rule is k
       ept. Instance night\\, west (0123456789abcdef).
      X-WR-TIMEZONE:Europe/London
      BEGIN:VEVENT
      UID:70466adcb168c1e7-f1daef199bd3b857-20260328T223000Z@temper
      DTSTAMP:20260328T223000Z
      LAST-MODIFIED:20260328T223000Z
      SEQUENCE:0
      STATUS:CONFIRMED
      DTSTART:20260328T223000Z
      DTEND:20260329T004500Z
      SUMMARY:F-1 – N
      LOCATION:North\\; Harbour (N)
      GEO:51.507351;-0.127800
      DESCRIPTION:Car F-1 in North\\; Harbour (N)\\, 2026-03-28 22:30 to 2026-03-29
        00:45 (Europe/London).\\nTravel before: 9.9 minutes from South-west (SW).\\
       nThen to E\\, 7.2 minutes.
      END:VEVENT
      BEGIN:VEVENT
      UID:70466adcb168c1e7-f1daef199bd3b857-20260329T004500Z@temper
      DTSTAMP:20260328T223000Z
      LAST-MODIFIED:20260328T223000Z
      SEQUENCE:0
      STATUS:CONFIRMED
      DTSTART:20260329T004500Z
      DTEND:20260329T021500Z
      SUMMARY:F-1 – E
      LOCATION:E
      DESCRIPTION:Car F-1 in E\\, 2026-03-29 00:45 to 03:15 (Europe/London).\\nTrav
       el before: 7.2 minutes from North\\; Harbour (N).\\nThen to North\\; Harbour 
       (N)\\, 7.3 minutes.
      END:VEVENT
      BEGIN:VEVENT
      UID:70466adcb168c1e7-f1daef199bd3b857-20260329T021500Z@temper
      DTSTAMP:20260328T223000Z
      LAST-MODIFIED:20260328T223000Z
      SEQUENCE:0
      STATUS:CONFIRMED
      DTSTART:20260329T021500Z
      DTEND:20260329T030000Z
      SUMMARY:F-1 – N
      LOCATION:North\\; Harbour (N)
      GEO:51.507351;-0.127800
      DESCRIPTION:Car F-1 in North\\; Harbour (N)\\, 2026-03-29 03:15 to 04:00 (Eur
       ope/London).\\nTravel before: 7.3 minutes from E.
      END:VEVENT
      END:VCALENDAR

      """
    let isSame = car == expected
    #expect(isSame, "\(LineDifference.text(from: expected, to: car))")
  }

  @Test(
    "says the same as the schedule, read back", arguments: nights, 0..<12 as Range<UInt64>)
  func roundTrip(night: (date: String, zone: String), seed: UInt64) throws {
    let record = ExportExample.random(
      seed: seed, startMinute: Int(22 * 60 + 15 * (seed % 7)) % 1440)
    let calendar = try PlanCalendar(record, date: night.date, timeZone: night.zone)
    let text = calendar.text
    #expect(
      try PlanCalendar(record, date: night.date, timeZone: night.zone).text == text)
    let read = try ReadCalendar(text)
    #expect(Set(read.events.map { $0["UID"] }).count == read.events.count)
    let start = try #require(ReadCalendar.instant(read.events.first?["DTSTAMP"]))
    var events = read.events[...]
    for car in record.instance.carIndices {
      var route = [String?](repeating: nil, count: record.instance.stepCount)
      var minutes = 0.0
      for _ in record.routes.stays[car.rawValue] {
        let next = events.popFirst()
        let event = try #require(next)
        let step = 60 * record.instance.shift.stepMinutes
        let first = (try #require(ReadCalendar.instant(event["DTSTART"])) - start) / step
        let end = (try #require(ReadCalendar.instant(event["DTEND"])) - start) / step
        for place in first..<end { route[place] = event["SUMMARY"] }
        let description = event["DESCRIPTION"] ?? ""
        let words = description.matches(of: /\nTravel before: ([0-9]+\.[0-9]) minutes/)
        minutes += words.last.flatMap { Double($0.1) } ?? 0
      }
      let expected = record.schedule.route(of: car).map { sector in
        sector.map { Self.summary(record.instance.fleet[car].id, record.instance[$0].id) }
      }
      #expect(route == expected)
      #expect(abs(minutes - record.routes.travel(of: car).value) < 1e-6)
    }
    #expect(events.isEmpty)
  }

  /// What text that may not hold control characters and CR LF says of a stay.
  private static func summary(_ car: Car.ID, _ sector: Sector.ID) -> String {
    let scalars = "\(car) \u{2013} \(sector)".replacing("\r\n", with: "\n").unicodeScalars
    return String(String.UnicodeScalarView(scalars.map { $0 == "\0" ? "\u{fffd}" : $0 }))
  }

  @Test(
    "begins at the right instant",
    arguments: [
      ("2026-03-28", 22 * 60, "Europe/London", "20260328T220000Z"),
      ("2026-03-29", 0, "Europe/London", "20260329T000000Z"),
      ("2026-03-29", 2 * 60, "Europe/London", "20260329T010000Z"),
      ("2026-07-01", 8 * 60, "Europe/London", "20260701T070000Z"),
      ("2026-10-25", 0, "Europe/London", "20261024T230000Z"),
      ("2026-10-25", 2 * 60, "Europe/London", "20261025T020000Z"),
      ("2026-03-08", 60, "America/New_York", "20260308T060000Z"),
      ("2026-03-08", 3 * 60, "America/New_York", "20260308T070000Z"),
      ("2026-06-01", 23 * 60 + 59, "Asia/Kathmandu", "20260601T181400Z"),
      ("1970-01-01", 0, "GMT", "19700101T000000Z"),
      ("2999-12-31", 0, "GMT", "29991231T000000Z"),
    ])
  func starts(date: String, minute: Int, zone: String, instant: String) throws {
    let record = ExportExample.random(seed: 1, startMinute: minute)
    let read = try ReadCalendar(PlanCalendar(record, date: date, timeZone: zone).text)
    #expect(read.events.first?["DTSTAMP"] == instant)
  }

  @Test(
    "begins at the first of two times where clocks are put back over it, and says so",
    arguments: [
      ("2026-10-25", "Europe/London", "20261025T003000Z", "00:30"),
      ("2026-11-01", "America/New_York", "20261101T053000Z", "05:30"),
    ])
  func twice(date: String, zone: String, instant: String, time: String) throws {
    let record = ExportExample.random(seed: 1, startMinute: 90)
    let calendar = try PlanCalendar(record, date: date, timeZone: zone)
    #expect(
      calendar.note
        == "01:30 comes twice on \(date) in \(zone); the first one is meant, \(time) UTC")
    #expect(try ReadCalendar(calendar.text).events.first?["DTSTAMP"] == instant)
  }

  @Test(
    "cannot begin at a time over which clocks are put forward",
    arguments: [
      ("2026-03-29", 60, "Europe/London"), ("2026-03-29", 119, "Europe/London"),
      ("2026-03-08", 150, "America/New_York"), ("2011-12-30", 600, "Pacific/Apia"),
    ])
  func never(date: String, minute: Int, zone: String) {
    let record = ExportExample.random(seed: 1, startMinute: minute)
    let clock = record.instance.shift.clock(StepIndex(0))
    #expect(
      throws: PlanCalendarError.skippedStart(clock: clock, date: date, timeZone: zone)
    ) { try PlanCalendar(record, date: date, timeZone: zone) }
  }

  @Test(
    "needs a date that there is",
    arguments: [
      "", "2026-02-29", "2026-13-01", "2026-00-10", "2026-3-1", "20260301", "2026-03-28 ",
      "1969-12-31", "3000-01-01", "-026-03-28", "\u{ff12}026-03-28", "tomorrow", "2026-03-28\0",
    ])
  func badDate(date: String) {
    #expect(throws: PlanCalendarError.badDate(date)) {
      try PlanCalendar(ExportExample.record, date: date, timeZone: "Europe/London")
    }
  }

  @Test(
    "needs a time zone that there is", arguments: ["", "Europe/Londn", "here", "../../etc/passwd"])
  func badZone(zone: String) {
    #expect(throws: PlanCalendarError.unknownTimeZone(zone)) {
      try PlanCalendar(ExportExample.record, date: "2026-03-28", timeZone: zone)
    }
  }

  @Test("is none for a car that is never in service")
  func neverInService() throws {
    let instance = PatrolInstance(
      name: "a", summary: "",
      fleet: .named([Car(id: .init("F-1")), Car(id: .init("F-2"), off: [StepIndex(0)])]),
      shift: Shift(startMinute: 0, stepMinutes: 60, stepCount: 1), presence: .none,
      sectors: [Sector(id: .init("A"), name: "A")], demand: Demand(rows: [[1]]),
      travel: TravelTimes(rows: [[.zero]]))
    var schedule = Schedule(carCount: 2, stepCount: 1)
    schedule[StepIndex(0), CarIndex(1)] = nil
    let calendar = try PlanCalendar(
      ExportExample.record(schedule, of: instance), date: "2026-03-28", timeZone: "GMT")
    #expect(calendar.cars == [CarIndex(0)])
    #expect(throws: PlanCalendarError.neverInService(.init("F-2"))) {
      try calendar.text(of: CarIndex(1))
    }
  }
}
