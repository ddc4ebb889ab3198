import Incidents
import Testing

/// What is wrong with many records at once.
@Suite("Files that are wrong as a whole")
struct BadRecordTests {
  private func read(
    _ lines: [String], format: IncidentFormat = IncidentFormat()
  ) throws(IncidentFileError) -> IncidentRecords {
    let text = (["time,lat,lon"] + lines).joined(separator: "\n")
    return try IncidentRecords([("a.csv", Array(text.utf8))], format: format)
  }

  private func told(_ entries: [IncidentLog.Entry]?) -> (count: Int, lines: [Int]) {
    (entries?.first?.count ?? 0, entries?.first?.lines ?? [])
  }

  @Test("dates of which none tells day from month are told, unless the format is given")
  func undecided() throws {
    let lines = (1...12).flatMap { month in
      (1...12).map { day in "\(day)/\(month)/2016 10:00,41.9,-87.7" }
    }
    let log = try read(lines).log
    // All but those whose day is their month.
    #expect(told(log.notices[.undecidedDate]).count == 144 - 12)
    #expect(told(log.notices[.undecidedDate]).lines == [3, 4, 5, 6, 7])
    var format = IncidentFormat()
    format.timeFormat = .dayFirst
    #expect(try read(lines, format: format).log.notices[.undecidedDate] == nil)
    let decided = try read(lines + ["13/1/2016 10:00,41.9,-87.7"])
    #expect(decided.log.notices[.undecidedDate] == nil)
    #expect(decided.log.sources[0].timeFormat == .dayFirst)
  }

  @Test("times of two zones are not one wall clock")
  func zones() throws {
    var lines = (0..<20).map { "2016-03-\(10 + $0)T10:00:00-06:00,41.9,-87.7" }
    // An hour of summer is of the same zone.
    lines += (0..<5).map { "2016-06-1\($0)T10:00:00-05:00,41.9,-87.7" }
    #expect(try read(lines).records.count == 25)
    lines += (0..<7).map { "2016-06-1\($0)T10:00:00+05:30,41.9,-87.7" }
    let records = try read(lines)
    #expect(records.records.count == 25)
    #expect(told(records.log.exclusions[.otherZone]) == (7, [27, 28, 29, 30, 31]))
    var format = IncidentFormat()
    format.timeZone = "America/Chicago"
    #expect(try read(lines, format: format).records.count == 32)
  }

  @Test("a zone at the other end of the world is told")
  func farZone() throws {
    let lines = (1...20).map { "2016-03-\($0) 10:00,41.9,-87.7" }
    for (zone, isFar) in [
      ("America/Chicago", false), ("America/Los_Angeles", false), ("Europe/Berlin", true),
      ("Asia/Tokyo", true), ("UTC", true),
    ] {
      var format = IncidentFormat()
      format.timeZone = zone
      let notice = try read(lines, format: format).log.notices[.farZone]
      #expect(told(notice).count == (isFar ? 20 : 0), "\(zone)")
    }
    var format = IncidentFormat()
    format.timeZone = "Asia/Shanghai"
    let kashgar = (1...20).map { "2016-03-\($0) 10:00,39.5,76.0" }
    #expect(try read(kashgar, format: format).log.notices[.farZone] == nil)
  }

  @Test("coordinates of a whole file that changed places are refused, with the reason")
  func swapped() throws {
    let lines = (1...20).map { "2016-03-\($0) 10:00,-87.7,41.9" }
    let error = #expect(throws: IncidentFileError.self) { try read(lines) }
    let words = "\(error.map { "\($0)" } ?? "")"
    #expect(words.contains("20 with latitude and longitude that changed places"), "\(words)")
    #expect(words.contains("(a.csv, line 2, 3, 4, 5, 6, …)"), "\(words)")
    #expect(try read(["2016-03-01 10:00,78.2,15.6"]).records.count == 1)
  }

  @Test("times that stand for unknown ones do not make a history of a century")
  func farTimes() throws {
    var lines = (10...30).map { "2016-03-\($0) 10:00,41.9,-87.7" }
    lines += [
      "1900-01-01 00:00,41.9,-87.7", "1970-01-01 00:00,41.9,-87.7", "2099-12-31 00:00,41.9,-87.7",
    ]
    let records = try read(lines)
    #expect(records.records.count == 21 && records.log.emptyMonths.isEmpty)
    #expect(told(records.log.exclusions[.farTime]) == (3, [23, 24, 25]))
    // Twenty-five years of records are no error.
    let long = (2001...2026).map { "\($0)-03-10 10:00,41.9,-87.7" }
    #expect(try read(long).records.count == 26)
  }

  @Test("where no record is left, the reasons are told")
  func none() {
    let error = #expect(throws: IncidentFileError.self) {
      try read(["2016-03-01T10:00:00Z,41.9,-87.7", "2016-03-01T10:00:00Z,41.9,-87.7", "soon,1,1"])
    }
    let words = "\(error.map { "\($0)" } ?? "")"
    #expect(
      words.contains("2 with a time in UTC") && words.contains("a.csv, line 2, 3)"), "\(words)")
    #expect(words.contains("1 with a time in no known format (a.csv, line 4)"), "\(words)")
  }
}
