import Failures
import Incidents
import RandomStreams
import Testing

@Suite("Tables of incidents")
struct ReadingTests {
  private func read(
    _ tables: [String], format: IncidentFormat = IncidentFormat(),
    filter: IncidentFilter = IncidentFilter()
  ) throws -> IncidentRecords {
    try IncidentRecords(
      tables.enumerated().map { ("\($0).csv", Array($1.utf8)) }, format: format, filter: filter)
  }

  @Test("Chicago's portal and its copies are read without any option")
  func chicago() throws {
    let portal = """
      ID,Case Number,Date,Block,Primary Type,Latitude,Longitude,Location
      1,HZ1,03/18/2016 07:44:00 PM,"047XX W OHIO ST",BATTERY,41.891398,-87.744384,"(41.89, -87.74)"
      2,HZ2,01/02/2016 12:05:00 AM,"X",THEFT,41.9,-87.7,""
      """
    let incidents = try read([portal])
    #expect(incidents.records.map(\.time.description) == ["2016-01-02 00:05", "2016-03-18 19:44"])
    #expect(incidents.records.map { incidents.types[$0.type] } == ["THEFT", "BATTERY"])
    let copy = try read(["minute,type,lat,lon\n0,D,41.93465,-87.68064\n61,T,41.97,-87.7\n"])
    #expect(copy.records.map(\.time.description) == ["2016-01-01 00:00", "2016-01-01 01:01"])
    #expect(copy.log.sources[0].timeFormat == .minutes)
  }

  @Test("columns go by the names that are given")
  func columns() throws {
    var format = IncidentFormat()
    format.columns = [.time: "When", .latitude: "north", .longitude: "EAST", .priority: "p"]
    let table = "p;EAST;north;When\n2;10.5;50.25;14.03.2016 15:09\nx;10.5;50.25;14.03.2016 15:10\n"
    let incidents = try read([table], format: format)
    #expect(incidents.records.map(\.priority) == [2, nil])
    #expect(incidents.log.notices[.unreadablePriority]?.map(\.lines) == [[3]])
    format.columns[.end] = "Until"
    let error = #expect(throws: IncidentFileError.self) { try read([table], format: format) }
    #expect(error?.description.contains("\"Until\"") == true, "\(error?.description ?? "")")
  }

  @Test("every bad record is told with its line, and all records are accounted for")
  func badRecords() throws {
    var lines = ["id,time,lat,lon"]
    for day in 1...25 { lines.append("\(day),03/\(day)/2016 10:00,41.9,-87.7") }
    let bad: [(String, ExclusionReason)] = [
      ("26,25/03/2016 10:00,41.9,-87.7", .otherTimeFormat),
      ("27,2016-03-25 10:00,41.9,-87.7", .otherTimeFormat),
      ("28,soon,41.9,-87.7", .unreadableTime), ("29,,41.9,-87.7", .noTime),
      ("30,03/01/2016 10:00,,-87.7", .noPlace),
      ("31,03/01/2016 10:00,here,-87.7", .unreadablePlace),
      ("32,03/01/2016 10:00,-87.7,41.9", .swappedPlace), ("33,03/01/2016 10:00,0,0", .farPlace),
      ("34,03/01/2016 10:00,400,0", .unreadablePlace),
      ("1,03/01/2016 10:00,41.9,-87.7", .repeatedIdentifier),
      ("35,03/01/2016 10:00,41.9", .damagedLine),
      ("36,03/01/2016 10:00,95,-87.7", .unreadablePlace),
    ]
    lines += bad.map(\.0)
    let incidents = try read([lines.joined(separator: "\n")])
    #expect(incidents.records.count == 25)
    #expect(incidents.log.read == incidents.records.count + incidents.log.excluded)
    for (offset, (text, reason)) in bad.enumerated() {
      let told = incidents.log.exclusions[reason]?.flatMap(\.lines) ?? []
      #expect(told.contains(27 + offset), "\(text): \(reason)")
    }
    // Where some dates are the other way round, those that might be are told, too: of March 1 to 12
    // all but the third, and three records whose place is wrong besides.
    #expect(incidents.log.notices[.ambiguousDate]?.first?.count == 14)
  }

  @Test("a million copies of a record are told by count, or left out if asked")
  func copies() throws {
    let table =
      "time,lat,lon\n2016-05-01 10:00,1,2\n"
      + String(repeating: "2016-05-01 11:00,1,2\n", count: 1_000_000)
    let kept = try read([table])
    #expect(kept.records.count == 1_000_001)
    let entry = try #require(kept.log.notices[.identical]?.first)
    #expect(entry.count == 999_999)
    #expect(entry.lines == [4, 5, 6, 7, 8])
    var filter = IncidentFilter()
    filter.dropsIdentical = true
    let once = try read([table], filter: filter)
    #expect(once.records.count == 2)
    #expect(once.log.exclusions[.identical]?.first?.count == 999_999)
  }

  @Test("files that overlap are joined as if they did not", arguments: 0..<10 as Range<UInt64>)
  func overlap(seed: UInt64) throws {
    var random = RandomStream(seed: seed)
    let lines = (0..<200).map { _ in
      "2016-05-0\(1 + random.uniform(below: 9)) 10:0\(random.uniform(below: 3)),"
        + "1.\(random.uniform(below: 3)),2"
    }
    let header = "time,lat,lon\n"
    let whole = try read([header + lines.joined(separator: "\n")])
    let cut = (first: 60 + random.uniform(below: 80), second: random.uniform(below: 60))
    let joined = try read([
      header + lines[..<cut.first].joined(separator: "\n"),
      header + lines.joined(separator: "\n"),
      header + lines[cut.second...].joined(separator: "\n"),
    ])
    #expect(joined.records == whole.records, "seed \(seed)")
    #expect(joined.log.read == joined.records.count + joined.log.excluded)
  }

  @Test("filters and months without records are said")
  func filters() throws {
    var filter = IncidentFilter()
    filter.excludedTypes = ["drill"]
    filter.excludedDays = [
      try #require(CalendarDate("2016-01-05"))...(try #require(CalendarDate("2016-01-06")))
    ]
    let incidents = try read(
      [
        """
        time,type,lat,lon
        2016-01-04 10:00,call,1,2
        2016-01-05 10:00,call,1,2
        2016-01-06 10:00,call,1,2
        2016-01-07 10:00,drill,1,2
        2016-05-01 10:00,call,1,2
        """
      ], filter: filter)
    #expect(incidents.records.count == 2)
    #expect(incidents.log.exclusions[.filteredPeriod]?.first?.lines == [3, 4])
    #expect(incidents.log.exclusions[.filteredType]?.first?.lines == [5])
    #expect(incidents.log.emptyMonths == ["2016-02", "2016-03", "2016-04"])
    #expect(incidents.log.filters.count == 2)
    filter.types = ["nothing"]
    #expect(throws: IncidentFileError.self) {
      try read(["time,type,lat,lon\n2016-01-04,a,1,2\n"], filter: filter)
    }
  }

  @Test("times of a zone are judged and converted by it")
  func zones() throws {
    let table = """
      time,lat,lon
      2016-03-13 02:30,1,2
      2016-11-06 01:30,1,2
      2016-07-01T12:00:00Z,1,2
      2016-07-01T12:00:00+02:00,1,2
      """
    var format = IncidentFormat()
    format.timeZone = "America/Chicago"
    let judged = try read([table], format: format)
    #expect(judged.log.exclusions[.skippedHour]?.first?.lines == [2])
    #expect(judged.log.notices[.repeatedHour]?.first?.lines == [3])
    #expect(
      judged.records.map(\.time.description)
        == ["2016-07-01 05:00", "2016-07-01 07:00", "2016-11-06 01:30"])
    let unjudged = try read([table])
    #expect(unjudged.log.exclusions[.unknownZone]?.first?.lines == [4])
    format.timeZone = "Nowhere/AtAll"
    #expect(throws: IncidentFileError.self) { try read([table], format: format) }
  }

  @Test("times that are not known exactly keep the span in which they are")
  func spans() throws {
    var format = IncidentFormat()
    format.columns[.end] = "to"
    let incidents = try read(
      [
        """
        time,to,lat,lon
        2016-03-14 10:00,2016-03-14 12:30,1,2
        2016-03-15,,1,2
        2016-03-16 10:00,2016-03-16 09:00,1,2
        2016-03-17 10:00,2016-03-17 10:00,1,2
        """
      ], format: format)
    #expect(incidents.records.map(\.span) == [151, 1_440, 1])
    #expect(incidents.log.exclusions[.badSpan]?.first?.lines == [4])
    #expect(incidents.log.notices[.unknownClock]?.first?.count == 2)
  }

  @Test(
    "files that are no tables of incidents say what they lack",
    arguments: [
      ("", "line"), ("a,b\n1,2\n", "time"), ("time,lon\n1,2\n", "latitude"),
      ("time,lat,lon\nlong ago,1,2\n", "long ago"), ("time,lat,lon\n", "none"),
    ])
  func noTables(text: String, word: String) {
    let error = #expect(throws: IncidentFileError.self) { try read([text]) }
    #expect(error?.description.contains(word) == true, "\(error?.description ?? "")")
    #expect(error?.account.kind == .invalidData)
  }

  @Test(
    "what is cut or garbled is refused or told, and never a trap",
    arguments: 0..<60 as Range<UInt64>)
  func garbled(seed: UInt64) throws {
    var random = RandomStream(seed: seed)
    let city = PlantedCity(rows: 3, columns: 3, callsPerHour: 3, seed: seed)
    let date = try #require(CalendarDate("2016-02-27"))
    var bytes = Array(city.table(from: date, days: 3).utf8)
    for _ in 0..<(1 + random.uniform(below: 30)) {
      bytes[random.uniform(below: bytes.count)] = UInt8(random.uniform(below: 256))
    }
    bytes = Array(bytes.prefix(1 + random.uniform(below: bytes.count)))
    do {
      let incidents = try IncidentRecords([("a.csv", bytes)])
      #expect(incidents.log.read == incidents.records.count + incidents.log.excluded)
    } catch { #expect(!error.description.isEmpty) }
  }
}
