import Failures
import Foundation
import PatrolModel
import PlanFiles
import RandomStreams
import ScheduleChecking
import Testing
import Texts
import _TemperTestSupport

@Suite("A plan is one, whatever file it is in")
struct PlanContentTests {
  private static let dialects =
    [Delimiter.comma, .semicolon, .tab].flatMap { delimiter in
      [false, true].flatMap { flag in
        DecimalMark.allCases.filter { $0 == .point || delimiter != .comma }.map {
          ScheduleCSV.Dialect(
            delimiter: delimiter, decimalMark: $0, hasByteOrderMark: flag, hasSums: flag)
        }
      }
    }

  /// A plan as programs write it, by hand: what a reader needs of `temper-plan` and `temper-result`.
  private func json(_ record: PlanRecord, format: String) -> String {
    let lines = record.schedule.entries(in: record.instance).map { entry in
      """
      {"car":\(quoted(entry.car.rawValue)),"sector":\(quoted(entry.sector.rawValue)),\
      "step":\(entry.stepNumber),"time":"08:00"}
      """
    }
    return """
      {"format":"\(format)","version":1,"status":"feasible","instance":{"name":"a",\
      "fingerprint":"0123"},"shift":{"day":"2026-07-01","timeZone":"GMT"},\
      "schedule":[\(lines.joined(separator: ","))]}
      """
  }

  private func quoted(_ text: String) -> String {
    let parts = text.unicodeScalars.map { scalar in
      "\\u" + String(repeating: "0", count: 4 - min(4, String(scalar.value, radix: 16).count))
        + String(scalar.value, radix: 16)
    }
    // Scalars beyond the first plane stand as they are.
    return "\""
      + zip(text.unicodeScalars, parts).map { $0.value > 0xffff ? String($0) : $1 }.joined() + "\""
  }

  @Test("comes through CSV of every dialect and through JSON", arguments: UInt64(0)..<200)
  func roundTrip(seed: UInt64) throws {
    let record = ExportExample.random(seed: seed, startMinute: 600)
    // Blanks around names and characters that nobody sees, which tables do not keep.
    let names =
      record.instance.fleet.cars.map(\.id.rawValue) + record.instance.sectors.map(\.id.rawValue)
    let unseen: Set<Unicode.GeneralCategory> = [.control, .format]
    guard
      names.allSatisfy({ name in
        name.trimmingBlanks() == name && !name.isEmpty
          && !name.unicodeScalars.contains { unseen.contains($0.properties.generalCategory) }
      })
    else { return }
    let before = ScheduleChecker(record.instance).judge(record.schedule)
    var files = Self.dialects.flatMap { dialect in
      ScheduleLayout.allCases.map {
        ScheduleCSV.text(record.schedule, of: record.instance, layout: $0, dialect: dialect)
      }
    }
    files += ["temper-plan", "temper-result"].map { json(record, format: $0) }
    for file in files where record.instance.fleet.cars.contains(where: { $0.off.isEmpty }) {
      let content = try PlanContent(
        parsing: Array(file.utf8), of: record.instance, file: "plan")
      let schedule = try Schedule(entries: content.entries, of: record.instance)
      let difference = ScheduleDifference(
        from: record.schedule, to: schedule, of: record.instance)
      #expect(difference.isEmpty, "seed \(seed): \(file.prefix(200))")
      let after = ScheduleChecker(record.instance).judge(content.entries)
      #expect(after.violationCount == before.violationCount, "seed \(seed)")
      #expect(after.totalTravel == before.totalTravel, "seed \(seed)")
    }
  }

  @Test("knows its day and zone where the file does")
  func day() throws {
    let record = ExportExample.record
    let content = try PlanContent(
      parsing: Array(json(record, format: "temper-plan").utf8), of: record.instance, file: "a")
    #expect(content.day == "2026-07-01" && content.timeZone == "GMT")
    #expect(content.fingerprint == "0123")
  }

  @Test("is refused with the place where the file is none")
  func refusals() {
    func words(_ text: String) -> String {
      do {
        _ = try PlanContent(
          parsing: Array(text.utf8), of: ExportExample.instance, file: "a.json")
        return "accepted"
      } catch { return error.description }
    }
    #expect(
      words(#"{"format":"temper-plan","schedule":[{"car":1}]}"#).contains("$.schedule[0].car"))
    #expect(words(#"{"format":"temper-weights"}"#).contains("temper-weights"))
    #expect(
      words(#"{"format":"temper-result","status":"infeasible","schedule":[]}"#)
        .contains("its status is \"infeasible\""))
    #expect(words("{").hasPrefix("a.json"))
    #expect(words("PK\u{3}\u{4}").contains("workbook") || words("PK\u{3}\u{4}") == "accepted")
  }

  /// Two cars in sectors whose identifiers spreadsheets like to change.
  private static let mangled = PatrolInstance(
    name: "a", summary: "", fleet: .named(["007", "1E5"].map { Car(id: .init($0)) }),
    shift: Shift(startMinute: 480, stepMinutes: 60, stepCount: 1), presence: .none,
    sectors: [("01", "one"), ("MAR1", "March"), ("2-1", "dash"), ("E", "East")].map {
      Sector(id: .init($0.0), name: $0.1)
    }, demand: Demand(rows: [[1, 1, 0, 0]]),
    travel: TravelTimes(rows: Array(repeating: Array(repeating: .zero, count: 4), count: 4)))

  @Test(
    "names what may have been meant",
    arguments: [
      ("1", "01"), ("1-Mar", "MAR1"), ("Mar-01", "MAR1"), ("2-Jan", "2-1"), ("East", "E"),
      ("e", "E"), ("X", nil), ("3-Mar", nil),
    ] as [(String, String?)])
  func hints(found: String, meant: String?) {
    #expect(NameHint(sector: found, of: Self.mangled)?.identifier == meant)
    #expect(NameHint(car: "7", of: Self.mangled)?.identifier == "007")
    #expect(NameHint(car: "100000", of: Self.mangled)?.identifier == "1E5")
  }

  @Test(
    "is read under any form of the steps' times",
    arguments: [
      ("car,08:00,09:30", "1,A,B"), ("car,0800,0930", "1,A,B"), ("car,8h,9h30", "1,A,B"),
      ("car,08:00–09:30,09:30–11:00", "1,A,B"), ("car,1,2", "1,A,B"),
      ("car,0.333333333333333,0.395833333333333", "1,A,B"),
      ("car,time,sector", "1,08:00,A\n1,09:30,B"), ("car,step,sector", "1,1.0,A\n1,2.0,B"),
    ])
  func headings(header: String, lines: String) throws {
    let instance = PatrolInstance(
      name: "a", summary: "", fleet: .anonymous(count: 1),
      shift: Shift(startMinute: 480, stepMinutes: 90, stepCount: 2), presence: .none,
      sectors: ["A", "B"].map { Sector(id: .init($0), name: $0) },
      demand: Demand(rows: [[1, 0], [0, 1]]),
      travel: TravelTimes(rows: Array(repeating: Array(repeating: .zero, count: 2), count: 2)))
    let content = try PlanContent(
      parsing: Array("\(header)\n\(lines)\n".utf8), of: instance, file: "a.csv")
    #expect(content.entries.map(\.stepNumber) == [1, 2])
    #expect(content.entries.map(\.sector.rawValue) == ["A", "B"])
    #expect(throws: ScheduleFileError.self) {
      _ = try PlanContent(
        parsing: Array("time,1,2\n08:00,A,B\n".utf8), of: instance, file: "a.csv")
    }
  }

  @Test(
    "is read from the sheet of a workbook that was saved as CSV",
    arguments: ["Minutes", "minutes,moves"])
  func sheet(sums: String) throws {
    let cells = sums == "Minutes" ? "7.0" : "7.0,1"
    let text =
      "car,8:00,\(sums)\n007,01,\(cells)\n1E5,MAR1,\(cells)\nall cars,,\(cells)\n"
      + "NOT FEASIBLE,,\(cells)\n"
    let content = try PlanContent(parsing: Array(text.utf8), of: Self.mangled, file: "a.csv")
    #expect(content.entries.map(\.sector.rawValue) == ["01", "MAR1"])
  }

  @Test(
    "is read as it was where somebody wrote notes beside it or sorted it",
    arguments: [
      "car,22:30,23:15,00:00,00:45,minutes,moves,,remarks\n1,N,N,N,N,0,0,,x\n2,E,,E,E,0,0,y,\n",
      "car,22:30,23:15,00:00,00:45,,\n1,N,N,N,N,,x\n2,E,,E,E,,\n,,,,,,z\n",
      "car,22:30,23:15,00:00,00:45,minutes\nall cars,,,,,0\n2,E,,E,E,0\n1,N,N,N,N,0\n",
      ",car,22:30,23:15,00:00,00:45\n0,1,N,N,N,N\n1,2,E,,E,E\n",
      "Unnamed: 0,car,22:30,23:15,00:00,00:45\n7,2,E,,E,E\n5,1,N,N,N,N\n",
      "car,22:30,23:15,00:00,00:45,minutes\n2,E,,E,E,0\nall cars,,,,,0\n1,N,N,N,N,0\nask,,me,,,\n,x,,,,\n",
    ])
  func notes(text: String) throws {
    let content = try PlanContent(parsing: Array(text.utf8), of: Example.instance, file: "a.csv")
    let lines = content.entries.map { "\($0.car) \($0.stepNumber) \($0.sector)" }.sorted()
    #expect(lines == ["1 1 N", "1 2 N", "1 3 N", "1 4 N", "2 1 E", "2 3 E", "2 4 E"])
  }

  @Test(
    "is of no other shift, and has no misspelt times",
    arguments: ["01:30", "2:00 AM", "5", "00:45 (2)", "0.5"])
  func furtherSteps(heading: String) {
    let text = "car,22:30,23:15,00:00,00:45,\(heading)\n1,N,N,N,N,N\n"
    #expect(throws: ScheduleFileError.self) {
      try PlanContent(parsing: Array(text.utf8), of: Example.instance, file: "a.csv")
    }
    // A column before the cars that is no count may be anything.
    let strange = "class,car,22:30,23:15,00:00,00:45\nvan,1,N,N,N,N\n"
    #expect(throws: ScheduleFileError.self) {
      try PlanContent(parsing: Array(strange.utf8), of: Example.instance, file: "a.csv")
    }
    let misspelt = "car,22:30,23:15,00:00,O0:45,minutes\n1,N,N,N,N,0\n"
    let error = #expect(throws: ScheduleFileError.self) {
      try PlanContent(parsing: Array(misspelt.utf8), of: Example.instance, file: "a.csv")
    }
    #expect(error?.description.contains("no step starts at \"O0:45\"") == true)
  }

  // MARK: The public cases in Tests/Fixtures/PlannerCases/plan

  private static let cases = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/PlannerCases")

  /// What a file says: car, step and sector of each entry.
  private static func entries(_ name: String) throws -> [String] {
    let base = cases.appending(path: "maps/base.json")
    let instance = try PatrolInstance(json: [UInt8](Data(contentsOf: base)), file: "base.json")
    let bytes = [UInt8](try Data(contentsOf: cases.appending(path: "plan/\(name).csv")))
    let content = try PlanContent(parsing: bytes, of: instance, file: name)
    return content.entries.map { "\($0.car) \($0.stepNumber) \($0.sector)" }.sorted()
  }

  @Test(
    "is the plan of 00 as other programs wrote it",
    arguments: [
      "01-excel-8-00", "02b-hhmmss", "05-semicolon-bom", "06-trailing-total", "15-Car-header",
      "16-long-time-only", "30-own-workbook-saved-as-csv",
    ])
  func sameCase(name: String) throws {
    #expect(try Self.entries(name) == Self.entries("00"))
  }

  @Test(
    "keeps what the checker is to refuse: names, doubled cars, notes in cells, gaps",
    arguments: [
      ("03-names", "1 1 East"), ("04-lower", "1 1 e"), ("09-missing-cell", ""),
      ("10-dup-car", "1 1 N"), ("11-float-car", "1.0 1 E"), ("13-comment-cell", "1 2 E*"),
      ("18-two-sectors-in-cell", "1 2 E/N"),
    ])
  func keptCase(name: String, entry: String) throws {
    let entries = try Self.entries(name)
    #expect(try entries != Self.entries("00"))
    #expect(entry.isEmpty ? entries.count == 5 : entries.contains(entry), "\(entries)")
  }

  @Test(
    "is refused where the file is no such table",
    arguments: ["12-ragged", "14-transposed", "15b-unit-header"])
  func refusedCase(name: String) {
    #expect(throws: ScheduleFileError.self) { try Self.entries(name) }
  }
}
