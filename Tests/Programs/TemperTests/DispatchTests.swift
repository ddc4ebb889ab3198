import Foundation
import Testing

@Suite("Days")
struct DispatchTests {
  let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  private func object(_ text: String) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  /// A region of two sectors, with a file of timetables and one shift of two calls.
  private func region(
    sectors: String = #"{"sectors":[{"id":"E","neighbours":["F"]},{"id":"F","neighbours":["E"]}]}"#,
    areas: String = "area,sector,minPatrolMinutes\n7,E,100\n8,E,50\n9,F,70\n",
    travel: String = "from,7,8,9\n7,0,10,15\n8,12,0,20\n9,15,20,0\n",
    incidents: String = "[[10,30,8],[200,20,9]]", cells: Int = 73, sector: String = "F",
    agent: String = "f1"
  ) throws -> [String] {
    try FileManager.default.createDirectory(
      atPath: scratch["region"], withIntermediateDirectories: true)
    _ = try scratch.write(sectors.utf8, to: "region/sectors.json")
    _ = try scratch.write(areas.utf8, to: "region/areas.csv")
    _ = try scratch.write(travel.utf8, to: "region/travel_minutes.csv")
    func row(_ area: Int) -> String {
      "[" + Array(repeating: "\(area)", count: cells).joined(separator: ",") + "]"
    }
    let shifts = """
      {"schedules":{"E0":{"sector":"E","agents":["e1"],"timetables":[\(row(7))]},
      "F0":{"sector":"\(sector)","agents":["\(agent)"],"timetables":[\(row(9))]}},
      "cases":[{"schedules":{"E":"E0","F":"F0"},"scenarios":[\(incidents)]}]}
      """
    _ = try scratch.write(shifts.utf8, to: "shifts.json")
    return ["--region", scratch["region"], "--scenarios", scratch["shifts.json"]]
  }

  @Test("are played from files")
  func files() throws {
    let run = try TemperRun(["simulate"] + region() + ["--json"])
    #expect(run.status == 0, "\(run.errors)")
    let shifts = try #require(try object(run.output)["shifts"] as? [[String: Any]])
    let calls = try #require(shifts[0]["calls"] as? [[String: Any]])
    #expect(calls.count == 2)
    #expect(calls.allSatisfy { $0["answer"] as? String == "served" })
    // 7 to 8 takes one period; the car of F is at area 9 when its call comes.
    #expect(calls[0]["responseMinutes"] as? Int == 10 && calls[0]["car"] as? Int == 1)
    #expect(calls[1]["responseMinutes"] as? Int == 0 && calls[1]["car"] as? Int == 2)
  }

  @Test("are the same bytes for any number of threads", arguments: ["2", "4"])
  func threads(count: String) throws {
    func play(_ threads: String) throws -> [String: Any] {
      let run = try TemperRun(
        "dispatch", "compare", "--policies", "greedy", "rejoin", "--shifts", "6", "--threads",
        threads, "--json", "-q")
      #expect(run.status == 0, "\(run.errors)")
      return try object(run.output)
    }
    func studies(_ result: [String: Any]) throws -> String {
      let policies = try #require(
        (result["studies"] as? [[String: Any]])?[0]["policies"] as? [[String: Any]])
      return try policies.map { policy in
        // Times are the one thing that may differ.
        let kept = policy.filter { !$0.key.hasPrefix("milliseconds") }
        let data = try JSONSerialization.data(withJSONObject: kept, options: .sortedKeys)
        return String(decoding: data, as: UTF8.self)
      }.joined()
    }
    #expect(try studies(play("1")) == studies(play(count)))
  }

  @Test("are played from timetables and calls that were made")
  func timetable() throws {
    let folder = try region()[1]
    let made = try TemperRun(
      "timetable", "--region", folder, "--cars", "2", "--shifts", "3", "-o",
      scratch["made.json"])
    #expect(made.status == 0, "\(made.errors)")
    func shifts(_ options: [String]) throws -> [[String: Any]] {
      let run = try TemperRun(
        ["simulate", "--region", folder, "--policy", "greedy", "--json", "-q"] + options)
      #expect(run.status == 0, "\(run.errors)")
      return try #require(try object(run.output)["shifts"] as? [[String: Any]])
    }
    let read = try shifts(["--scenarios", scratch["made.json"]])
    let drawn = try shifts(["--cars", "2", "--shifts", "3"])
    #expect(read.count == 3)
    #expect(read.map { $0["success"] as? Double } == drawn.map { $0["success"] as? Double })
  }

  @Test("are played from calls on a map, in a region made for them")
  func calls() throws {
    let calls = (0..<60).map { number in
      "\(number % 3 + 1),\(number * 11),\(-40 + Double(number % 7) / 30),"
        + "\(-10 + Double(number % 11) / 40)\n"
    }
    let text = "scenario,minute,latitude,longitude\n" + calls.joined()
    _ = try scratch.write(text.utf8, to: "calls.csv")
    let made = try TemperRun(
      "dispatch", "region", "--calls", scratch["calls.csv"], "--sectors", "2", "--side", "2", "-o",
      scratch["city"])
    #expect(made.status == 0, "\(made.errors)")
    let timetable = try TemperRun(
      "timetable", "--region", scratch["city"], "--calls", scratch["calls.csv"], "--cars", "2",
      "--report", scratch["page.html"], "-o", scratch["city.json"])
    #expect(timetable.status == 0, "\(timetable.errors)")
    #expect(timetable.errors.contains("fill       presence 0."), "\(timetable.errors)")
    let page = try #require(scratch.text(of: "page.html"))
    #expect(page.contains("Methods") && !page.contains("<script"))
    let run = try TemperRun(
      "simulate", "--region", scratch["city"], "--scenarios", scratch["city.json"], "--json", "-q")
    #expect(run.status == 0, "\(run.errors)")
    #expect(try #require(try object(run.output)["shifts"] as? [Any]).count == 3)
  }

  @Test("have timetables by the plan of their cars, hour by hour")
  func plan() throws {
    let folder = try region()[1]
    let rows = Array(repeating: "[1,1]", count: 12).joined(separator: ",")
    let shift = """
      {"format":"patrol-shift","version":1,"name":"x","cars":2,"startTime":"08:00","stepMinutes":60,
      "presence":{"rule":"no-return","limit":12},
      "sectors":[{"id":"E","name":"E"},{"id":"F","name":"F"}],
      "demand":[\(rows)],"travelMinutes":[[0,10],[10,0]]}
      """
    _ = try scratch.write(shift.utf8, to: "shift.json")
    let solved = try TemperRun(
      "solve", scratch["shift.json"], "--steps", "1000", "--seed", "1", "-q", "-o",
      scratch["plan.csv"])
    #expect(solved.status == 0, "\(solved.errors)")
    let arguments = [
      "timetable", "--region", folder, "--instance", scratch["shift.json"], "--plan",
      scratch["plan.csv"], "-o", scratch["planned.json"],
    ]
    let made = try TemperRun(arguments)
    #expect(made.status == 0, "\(made.errors)")
    #expect(made.errors.contains("presence"), "\(made.errors)")
    _ = try scratch.write(shift.replacing("\"F\"", with: "\"G\"").utf8, to: "shift.json")
    _ = try TemperRun(
      "solve", scratch["shift.json"], "--steps", "1000", "--seed", "1", "-q", "-o",
      scratch["plan.csv"])
    let refused = try TemperRun(arguments)
    #expect(refused.status == 65 && refused.errors.contains(#""G""#), "\(refused.errors)")
    let half = try TemperRun("timetable", "--region", folder, "--plan", scratch["plan.csv"])
    #expect(half.status == 64, "\(half.errors)")
  }

  @Test("have a page that runs nothing, for one and for several policies")
  func pages() throws {
    let page = scratch["page.html"]
    let one = try TemperRun(
      "simulate", "--shifts", "2", "--policy", "rejoin", "--report", page, "-q")
    #expect(one.status == 0, "\(one.errors)")
    let shift = try #require(scratch.text(of: "page.html"))
    #expect(shift.contains("Hour by hour") && !shift.contains("<script"))
    let several = try TemperRun(
      "dispatch", "compare", "--policies", "fcfs", "rejoin", "--shifts", "3", "--curve", "20", "60",
      "--report", page, "-q")
    #expect(several.status == 0, "\(several.errors)")
    let policies = try #require(scratch.text(of: "page.html"))
    #expect(policies.contains("What changes buy") && !policies.contains("<script"))
  }

  @Test("keep policies that decline apart from those that do not")
  func classes() throws {
    let run = try TemperRun("dispatch", "compare", "--policies", "dp", "triage", "--shifts", "1")
    #expect(run.status == 64)
    #expect(run.errors.contains("triage"), "\(run.errors)")
    let triage = try TemperRun(
      "dispatch", "compare", "--policies", "triage", "--shifts", "2", "-q")
    #expect(triage.status == 0 && triage.output.contains("Declined calls"))
  }

  @Test("name the policies there are")
  func unknownPolicy() throws {
    let run = try TemperRun("simulate", "--policy", "best")
    #expect(run.status == 64 && run.errors.contains("rejoin"), "\(run.errors)")
  }

  @Test("end in time, with what was played")
  func limit() throws {
    let run = try TemperRun(
      "simulate", "--policy", "myopic", "--shifts", "20000", "--time-limit", "0.3", "--threads",
      "1")
    #expect(run.status == 0 || run.status == 3, "\(run.errors)")
  }

  @Test("tell what is wrong with a region, with file and place")
  func badRegions() throws {
    let cases: [(made: () throws -> [String], words: [String])] = [
      ({ try region(travel: "from,7,8,9\n7,0,10,15\n8,12,0,20\n") }, ["travel_minutes", "area 9"]),
      ({ try region(travel: "from,7,8\n7,0,10\n8,12,0\n9,1,1\n") }, ["travel_minutes", "9"]),
      (
        { try region(travel: "from,7,8,9\n7,0,x,15\n8,12,0,20\n9,15,20,0\n") },
        ["travel_minutes", "line 2", #""x""#]
      ),
      (
        {
          try region(
            sectors: #"{"sectors":[{"id":"E","neighbours":["F"]},{"id":"F","neighbours":[]}]}"#)
        }, [#""E""#, #""F""#, "neighbour"]
      ),
      (
        { try region(areas: "area,sector,minPatrolMinutes\n7,E,100\n8,X,50\n9,F,70\n") },
        ["areas.csv", "line 3", #""X""#]
      ),
      (
        { try region(areas: "area,sector,minPatrolMinutes\n7,E,100\n7,E,50\n9,F,70\n") },
        ["areas.csv", "line 3", "area", #""7""#]
      ),
      (
        {
          try region(
            sectors: #"{"sectors":[{"id":"E","neighbours":[]},{"id":"E","neighbours":[]}]}"#)
        }, ["sectors.json", #""E""#, "no other sector"]
      ),
      (
        {
          try region(
            sectors: #"{"sectors":[{"id":"E","neighbours":["E"]},{"id":"F","neighbours":[]}]}"#)
        }, ["sectors.json", "neighbours", "other sectors"]
      ),
      ({ try region(areas: "area,sector,minPatrolMinutes\n7,E\n") }, ["areas.csv", "line 2"]),
      (
        { try region(travel: "from,7,8,8\n7,0,10,15\n8,12,0,20\n9,15,20,0\n") },
        ["travel_minutes", "line 1", #""8""#]
      ),
      (
        { try region(travel: "from,7,8,9\n7,0,10,15\n8,12,0,20\n8,12,0,20\n9,15,20,0\n") },
        ["travel_minutes", "line 4", #""8""#]
      ),
      (
        { try region(travel: "from,7,8,9\n7,0,1e300,15\n8,12,0,20\n9,15,20,0\n") },
        ["travel_minutes", "line 2", "column 8"]
      ),
      ({ try region(incidents: "[[10,30,12]]") }, ["shifts.json", "12", "area"]),
      ({ try region(incidents: "[[15,30,8]]") }, ["shifts.json", "15", "multiple"]),
      ({ try region(cells: 72) }, ["shifts.json", "73", "72"]),
      ({ try region(sector: "E") }, ["shifts.json", #""F""#]),
      ({ try region(incidents: "") }, ["shifts.json", "scenario"]),
      ({ try region(agent: "e1") }, ["shifts.json", #""e1""#, "once"]),
    ]
    for (number, bad) in cases.enumerated() {
      let run = try TemperRun(["simulate"] + bad.made())
      #expect(run.status == 65, "\(number): \(run.errors)")
      #expect(run.output == "", "\(number)")
      #expect(run.errors.split(separator: "\n").count == 1, "\(number): \(run.errors)")
      for word in bad.words { #expect(run.errors.contains(word), "\(number): \(run.errors)") }
    }
  }
}
