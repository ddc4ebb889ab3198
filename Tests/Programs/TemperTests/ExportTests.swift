import Foundation
import Testing
import _TemperTestSupport

@Suite("An export")
struct ExportTests {
  static let tiny = Instances.shipped("tiny-3x3x3")
  static let calendar = ["--date", "2026-03-28", "--time-zone", "Europe/London"]

  let scratch: ScratchFolder
  let plan: String

  init() throws {
    scratch = try ScratchFolder()
    plan = try scratch.write(TemperRun(OutputTests.solve).output.utf8, to: "plan.csv")
  }

  @Test("of a workbook or calendar is the same each time, alone in its folder, or into a pipe")
  func files() throws {
    for (form, options) in [("xlsx", []), ("ical", Self.calendar), ("json", [])] {
      let folder = try ScratchFolder()
      let line = ["export", Self.tiny, plan, "--form", form] + options
      var files: [Data?] = []
      for name in ["a", "b"] {
        let run = try TemperRun(line + ["-o", folder[name]])
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output == "")
        #expect(run.errors == "checker: feasible, 18.3 minutes of travel\n")
        files.append(FileManager.default.contents(atPath: folder[name]))
      }
      #expect(try folder.names == ["a", "b"])
      if form == "ical" {
        #expect(try TemperRun(line).output == folder.text(of: "a"))
      }
      // What the others hold names the command, and with it the file.
      if form != "json" { #expect(files[0]?.count ?? 0 > 300) }
    }
    let line = ["export", Self.tiny, plan, "--form", "xlsx"]
    #expect(try TemperRun(line).output == TemperRun(line).output)
    #expect(try TemperRun(line).output.hasPrefix("PK"))
  }

  @Test("takes its form from the ending of the file, if none is given")
  func endings() throws {
    let beginnings = [
      "a.xlsx": "PK", "a.JSON": "{\n", "a.svg": "<svg ", "a.csv": "car,08:00,",
      "a.txt": "car,08:00,",
      "a.ics": "BEGIN:VCALENDAR\r\n",
    ]
    for (name, beginning) in beginnings {
      let options = name == "a.ics" ? Self.calendar : []
      let run = try TemperRun(["export", Self.tiny, plan, "-o", scratch[name]] + options)
      #expect(run.status == 0, "\(run.errors)")
      let bytes = FileManager.default.contents(atPath: scratch[name]) ?? Data()
      #expect(bytes.starts(with: beginning.utf8), "\(name)")
    }
    let run = try TemperRun(
      "export", Self.tiny, plan, "--form", "long", "-o", scratch["b.json"])
    #expect(run.status == 0)
    #expect(scratch.text(of: "b.json")?.hasPrefix("car,step,") == true)
  }

  @Test("never has the name of what it is not", arguments: ["a.html", "a.pdf", "a.xls", "a.docx"])
  func otherNames(name: String) throws {
    for options in [[], ["--form", "wide"]] {
      let run = try TemperRun(["export", Self.tiny, plan, "-o", scratch[name]] + options)
      #expect(run.status == 64 && run.errors.contains(name), "\(run.errors)")
    }
    let solved = try TemperRun("solve", Self.tiny, "--steps", "10", "-o", scratch[name])
    #expect(solved.status == 64 && solved.output == "", "\(solved.errors)")
    #expect(try !scratch.names.contains(name))
  }

  @Test("reads plans and results as JSON like tables, and keeps the day that was given once")
  func documents() throws {
    let result = try scratch.write(
      TemperRun(
        "solve", Self.tiny, "--steps", "100", "--seed", "1", "--json", "-q", "--day",
        "2026-07-01"
      ).output.utf8, to: "result.json")
    let document = try scratch.write(
      TemperRun("export", Self.tiny, result, "--form", "json", "--time-zone", "GMT").output.utf8,
      to: "plan.json")
    for file in [result, document] {
      #expect(try TemperRun("check", Self.tiny, file).status == 0)
      #expect(try TemperRun("diff", Self.tiny, file, result).status == 0)
      #expect(try TemperRun("report", Self.tiny, file).output.contains("2026-07-01"))
      let again = try TemperRun("explain", Self.tiny, file, "--car", "1", "--at", "2")
      #expect(again.status == 0, "\(again.errors)")
    }
    let calendar = try TemperRun("export", Self.tiny, document, "-o", scratch["a.ics"])
    #expect(calendar.status == 0, "\(calendar.errors)")
    #expect(scratch.text(of: "a.ics")?.contains("DTSTART:20260701T") == true)
    let without = try TemperRun("export", Self.tiny, plan, "-o", scratch["b.ics"])
    #expect(without.status == 64 && without.errors.contains("--time-zone"))
  }

  @Test("of a calendar over one of the same day is its next revision")
  func revision() throws {
    let line = ["export", Self.tiny, plan] + Self.calendar
    #expect(try TemperRun(line + ["-o", scratch["a.ics"]]).status == 0)
    let first = try #require(scratch.text(of: "a.ics"))
    #expect(try TemperRun(line + ["-o", scratch["a.ics"]]).status == 0)
    #expect(scratch.text(of: "a.ics") == first)
    // The first car's last sector is another one, which breaks demand, and is said.
    let changed = first.contains("SEQUENCE:1")
    #expect(!changed)
    let other = try scratch.write(
      "car,step,sector\n1,1,GOR-01\n1,2,GOR-01\n1,3,GOR-01\n2,1,GOR-01\n2,2,GOR-02\n2,3,GOR-02\n"
        .appending("3,1,GOR-02\n3,2,GOR-03\n3,3,GOR-03\n").utf8, to: "other.csv")
    let run = try TemperRun(
      ["export", Self.tiny, other] + Self.calendar
        + ["--since", scratch["a.ics"], "-o", scratch["b.ics"]])
    #expect(run.status == 3 && run.errors.contains("calendar: "), "\(run.errors)")
    #expect(scratch.text(of: "b.ics")?.contains("SEQUENCE:1") == true)
    let day = try TemperRun([
      "export", Self.tiny, plan, "--form", "ical", "--date", "2026-03-29", "--time-zone", "GMT",
      "--since", scratch["a.ics"],
    ])
    #expect(day.status == 65 && day.errors.contains("2026-03-29"), "\(day.errors)")
  }

  @Test("of a calendar is for all cars, for one, or a file each in a folder")
  func calendars() throws {
    let line = ["export", Self.tiny, plan, "--form", "ical"] + Self.calendar
    let all = try TemperRun(line).output
    #expect(all.matches(of: /BEGIN:VEVENT/).count == 6)
    let one = try TemperRun(line + ["--car", "2"]).output
    #expect(one.contains("tiny-3x3x3 – 2"))
    #expect(!one.contains("SUMMARY:1 –"))
    let folder = scratch["new/calendars/"]
    #expect(try TemperRun(line + ["-o", folder]).status == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    #expect(names == ["car-1.ics", "car-2.ics", "car-3.ics"])
    #expect(scratch.text(of: "new/calendars/car-2.ics") == one)
    #expect(try TemperRun(line + ["-o", folder, "--car", "2"]).status == 0)
  }

  @Test("of a calendar names what is wrong with its date, zone or car")
  func wrongCalendars() throws {
    func run(_ date: String, _ zone: String, _ more: [String] = []) throws -> TemperRun {
      try TemperRun(
        ["export", Self.tiny, plan, "--form", "ical", "--date", date, "--time-zone", zone] + more)
    }
    for (run, words) in [
      (try run("2026-02-30", "Europe/London"), "'2026-02-30' is no date: "),
      (try run("2026-03-28", "Mars"), "'Mars' is no time zone: "),
      (try run("2026-03-28", "GMT", ["--car", "4"]), "there is no car '4' among the 3 on duty"),
    ] {
      #expect(run.status == 64)
      #expect(run.output == "")
      #expect(run.errors.hasPrefix("temper: error: \(words)"), "\(run.errors)")
    }
  }

  @Test("as JSON is as its schema has it")
  func schema() throws {
    let schema = try Schema(
      contentsOf: Repository.root.appending(path: "docs/temper-plan.schema.json"))
    let broken = try scratch.write(
      "car,step,sector\n1,1,GOR-01\n1,2,GOR-01\n1,3,GOR-01\n2,1,GOR-01\n2,2,GOR-02\n2,3,GOR-02\n"
        .appending("3,1,GOR-02\n3,2,GOR-03\n3,3,GOR-03\n").utf8, to: "broken.csv")
    for (path, status) in [(plan, 0), (broken, 3)] {
      let run = try TemperRun("export", Self.tiny, path, "--form", "json")
      #expect(run.status == Int32(status), "\(run.errors)")
      let document = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
      #expect(schema.flaws(of: document) == [])
      // The schema has an opinion at all.
      #expect(!schema.flaws(of: ["format": "temper-plan", "version": "1"]).isEmpty)
    }
  }

  @Test("of a plan that breaks rules says so in every form")
  func infeasible() throws {
    let broken = try scratch.write(
      "car,step,sector\n1,1,GOR-01\n1,2,GOR-01\n1,3,GOR-01\n2,1,GOR-01\n2,2,GOR-02\n2,3,GOR-02\n"
        .appending("3,1,GOR-02\n3,2,GOR-03\n3,3,GOR-03\n").utf8, to: "broken.csv")
    for (form, options) in [("ical", Self.calendar), ("svg", []), ("json", [])] {
      let run = try TemperRun(["export", Self.tiny, broken, "--form", form] + options)
      #expect(run.status == 3)
      #expect(run.errors.contains("checker: NOT FEASIBLE, "))
      #expect(
        run.output.contains(form == "json" ? "\"feasible\" : false" : "NOT FEASIBLE: "), "\(form)")
    }
    #expect(
      try TemperRun("export", Self.tiny, broken, "-o", scratch["broken.xlsx"]).status == 3)
  }
}
