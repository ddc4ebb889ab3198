import Foundation
import Incidents
import RandomStreams
import Testing

@Suite("Days, hours and minutes on the wall clock")
struct CalendarDateTests {
  @Test("days of four centuries follow each other as Foundation's calendar has them")
  func foundation() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
    for day in stride(from: -60_000, through: 90_000, by: 17) {
      let date = CalendarDate(daysSince1970: day)
      let parts = calendar.dateComponents(
        [.year, .month, .day, .weekday], from: Date(timeIntervalSince1970: Double(day) * 86_400))
      #expect(
        [date.year, date.month, date.day] == [parts.year, parts.month, parts.day], "\(day)")
      #expect(date.daysSince1970 == day)
      // Foundation counts from Sunday, which is 1.
      #expect(date.midnight.weekday == ((parts.weekday ?? 0) + 5) % 7, "\(date)")
    }
  }

  @Test(
    "text is read if it is a day that there is",
    arguments: [
      ("2016-02-29", true), ("2017-02-29", false), ("2016-13-01", false), ("2016-00-10", false),
      ("2016-1-01", true), ("16-01-01", false), ("2016-01-32", false), ("2016/01/01", false),
      ("", false), ("2016-01-", false),
    ])
  func text(text: String, isDay: Bool) {
    #expect((CalendarDate(text) != nil) == isDay)
  }

  @Test("hours and minutes know their day, also before 1970")
  func hours() throws {
    let date = try #require(CalendarDate("1969-12-31"))
    let minute = LocalMinute(date, clock: 23 * 60 + 59)
    #expect(minute.index == -1)
    #expect(minute.hour.hourOfDay == 23)
    #expect(minute.minuteOfHour == 59)
    #expect(minute.description == "1969-12-31 23:59")
    #expect(minute.hour.hourOfWeek == 2 * 24 + 23)  // A Wednesday.
    #expect(minute.hour.midnight == date.midnight)
  }
}
