import Incidents
import RandomStreams
import Testing

@Suite("Times as tables write them")
struct TimeFormatTests {
  static let origin = IncidentFormat.usualOrigin

  private func read(_ text: String, _ format: TimeFormat) -> String? {
    format.read(Array(text.utf8)[...], origin: Self.origin)?.minute.description
  }

  @Test(
    "mean a minute",
    arguments: [
      (TimeFormat.minutes, "0", "2016-01-01 00:00"), (.minutes, "1505", "2016-01-02 01:05"),
      (.iso, "2016-03-14 15:09", "2016-03-14 15:09"),
      (.iso, "2016-03-14T15:09:26.535", "2016-03-14 15:09"),
      (.iso, "2016-03-14", "2016-03-14 00:00"),
      (.iso, "2016-03-14T15:09:26Z", "2016-03-14 15:09"),
      (.iso, "2016-03-14T15:09:26-06:00", "2016-03-14 15:09"),
      (.monthFirst, "03/14/2016 03:09:26 PM", "2016-03-14 15:09"),
      (.monthFirst, "3/14/2016 12:00 AM", "2016-03-14 00:00"),
      (.monthFirst, "3/14/2016 12:30:00 pm", "2016-03-14 12:30"),
      (.dayFirst, "14.03.2016 15:09", "2016-03-14 15:09"),
      (.dayFirst, "14/3/2016 5:09", "2016-03-14 05:09"),
    ])
  func meaning(format: TimeFormat, text: String, minute: String) {
    #expect(read(text, format) == minute)
  }

  @Test(
    "are refused where they are none",
    arguments: [
      (TimeFormat.minutes, "-1"), (.minutes, "1.5"), (.minutes, "9999999999"), (.minutes, ""),
      (.iso, "2016-02-30 10:00"), (.iso, "2016-03-14 24:00"), (.iso, "2016-03-14 15:60"),
      (.iso, "2016-03-14 15:09 tomorrow"), (.iso, "14-03-2016"), (.iso, "2016-03-14 15"),
      (.monthFirst, "14/03/2016 10:00"), (.monthFirst, "03/14/2016 13:00 PM"),
      (.monthFirst, "03/14.2016 10:00"), (.monthFirst, "03/14/16 10:00"),
      (.dayFirst, "03/14/2016 10:00"), (.dayFirst, "3/1/2016 1:0"),
    ])
  func refused(format: TimeFormat, text: String) {
    #expect(read(text, format) == nil)
  }

  @Test("say what they leave out: the clock, or the distance to UTC")
  func parts() throws {
    func reading(_ text: String) -> TimeFormat.Reading? {
      TimeFormat.iso.read(Array(text.utf8)[...], origin: Self.origin)
    }
    #expect(reading("2016-03-14")?.hasNoClock == true)
    #expect(reading("2016-03-14 00:00")?.hasNoClock == false)
    #expect(reading("2016-03-14 00:00")?.offset == nil)
    #expect(reading("2016-03-14T00:00Z")?.offset == 0)
    #expect(reading("2016-03-14T00:00+05:30")?.offset == 330)
    #expect(reading("2016-03-14T00:00-0600")?.offset == -360)
    #expect(reading("2016-03-14T00:00+01")?.offset == 60)
  }

  @Test("the wall clock skips an hour in spring and shows one twice in autumn")
  func clock() throws {
    let clock = try #require(WallClock(zone: "America/Chicago"))
    func minute(_ text: String) throws -> LocalMinute {
      try #require(TimeFormat.iso.read(Array(text.utf8)[...], origin: Self.origin)).minute
    }
    #expect(clock.meaning(of: try minute("2016-03-13 01:59")) == .once)
    #expect(clock.meaning(of: try minute("2016-03-13 02:00")) == .never)
    #expect(clock.meaning(of: try minute("2016-03-13 02:59")) == .never)
    #expect(clock.meaning(of: try minute("2016-03-13 03:00")) == .once)
    #expect(clock.meaning(of: try minute("2016-11-06 00:59")) == .once)
    #expect(clock.meaning(of: try minute("2016-11-06 01:00")) == .twice)
    #expect(clock.meaning(of: try minute("2016-11-06 02:00")) == .once)
    #expect(
      clock.local(utc: try minute("2016-07-01 12:00").index) == (try minute("2016-07-01 07:00")))
    #expect(
      clock.local(utc: try minute("2016-12-01 12:00").index) == (try minute("2016-12-01 06:00")))
    #expect(WallClock(zone: "Nowhere/AtAll") == nil)
  }
}
