import Foundation
import Testing

@Suite("Demand for cars")
struct DemandTests {
  let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  private func city() throws -> String {
    let run = try TemperRun(
      "forecast", "city", "--days", "120", "--calls", "90", "--seed", "3", "-o",
      scratch["city.csv"])
    #expect(run.status == 0, "\(run.errors)")
    return scratch["city.csv"]
  }

  private func demand(_ options: [String]) throws -> TemperRun {
    try TemperRun(
      ["demand", "--incidents", scratch["city.csv"], "--from", "16", "--scenarios", "60", "-q"]
        + options)
  }

  private func object(_ text: String) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test("become an instance that is planned and checked, and a page")
  func chain() throws {
    _ = try city()
    let run = try demand([
      "--cars", "9", "--sectors", "5", "--each", "1", "-o", scratch["shift.json"], "--report",
      scratch["page.html"],
    ])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.hasPrefix("Demand     9 cars in 5 sectors, 16:00 to 00:00"))
    #expect(run.output.contains("% of calls late; "))
    #expect(run.output.contains("Policy     limits of sectors cost"))
    #expect(try #require(scratch.text(of: "page.html")).contains("Cars by sector and time"))
    let solved = try TemperRun(
      "solve", scratch["shift.json"], "--time-limit", "5", "-o", scratch["plan.csv"])
    #expect(solved.status == 0, "\(solved.errors)")
    let checked = try TemperRun("check", scratch["shift.json"], scratch["plan.csv"])
    #expect(checked.status == 0, "\(checked.output)")
  }

  @Test("begin and end on half hours")
  func halfHours() throws {
    _ = try city()
    let line = ["--cars", "5", "--sectors", "3", "--hours", "7.5", "--block-hours", "1.5"]
    let run = try demand(line + ["--from", "16:30", "-o", scratch["shift.json"]])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.hasPrefix("Demand     5 cars in 3 sectors, 16:30 to 00:00"))
    let shift = try object(try #require(scratch.text(of: "shift.json")))
    #expect(shift["startTime"] as? String == "16:30")
    #expect(shift["stepMinutes"] as? Int == 30)
    #expect((shift["demand"] as? [Any])?.count == 15)
  }

  @Test("begin at a quarter to, and end in a block that is shorter than the others")
  func quarters() throws {
    _ = try city()
    let line = ["--cars", "5", "--sectors", "3", "--hours", "8.25", "--from", "6:45"]
    let run = try demand(line + ["--json", "-o", scratch["shift.json"]])
    #expect(run.status == 0, "\(run.errors)")
    let found = try object(run.output)
    let times = (found["cells"] as? [[String: Any]])?.compactMap { $0["time"] as? String }
    #expect(Set(times ?? []).sorted() == ["06:45", "08:45", "10:45", "12:45", "14:45"])
    let shift = try object(try #require(scratch.text(of: "shift.json")))
    #expect(shift["stepMinutes"] as? Int == 15)
    #expect((shift["demand"] as? [Any])?.count == 33)
  }

  @Test("take a shift whose steps are no part of an hour")
  func oddSteps() throws {
    _ = try city()
    let made = try demand([
      "--cars", "4", "--sectors", "3", "--hours", "8", "-o", scratch["made.json"],
    ])
    #expect(made.status == 0, "\(made.errors)")
    var shift = try object(try #require(scratch.text(of: "made.json")))
    shift["startTime"] = "06:45"
    shift["stepMinutes"] = 45
    shift["demand"] = Array(((shift["demand"] as? [Any]) ?? []).prefix(7))
    _ = try scratch.write(
      try JSONSerialization.data(withJSONObject: shift), to: "odd.json")
    let run = try demand(["--shift", scratch["odd.json"], "--json", "-o", scratch["new.json"]])
    #expect(run.status == 0, "\(run.errors)")
    let times = (try object(run.output)["cells"] as? [[String: Any]])?
      .compactMap { $0["time"] as? String }
    // Seven steps of 45 minutes in blocks of two: the last has one.
    #expect(Set(times ?? []).sorted() == ["06:45", "08:15", "09:45", "11:15"])
    let whole = try demand(["--shift", scratch["odd.json"], "--block-hours", "2"])
    #expect(whole.status == 65 && whole.errors.contains("whole steps of 45 min"), "\(whole.errors)")
  }

  @Test("take some of the hours that a forecast is of, and no others")
  func partOfForecast() throws {
    _ = try city()
    let fitted = try TemperRun(
      "forecast", "fit", "--incidents", scratch["city.csv"], "--from", "16", "--hours", "8", "-q",
      "-o", scratch["evening.json"])
    #expect(fitted.status == 0, "\(fitted.errors)")
    let line = ["--forecast", scratch["evening.json"], "--cars", "4", "--sectors", "3"]
    let part = try demand(line + ["--from", "17:30", "--hours", "4"])
    #expect(part.output.hasPrefix("Demand     4 cars in 3 sectors, 17:30 to 21:30"))
    let beyond = try demand(line + ["--from", "17:30", "--hours", "8"])
    #expect(beyond.status == 65)
    #expect(beyond.errors.contains("which does not hold the shift from"), "\(beyond.errors)")
  }

  @Test("are the same bytes for any number of threads, and keep limits")
  func threads() throws {
    _ = try city()
    func cells(_ threads: String) throws -> (demand: [[Int]], instance: String) {
      let run = try demand([
        "--cars", "8", "--sectors", "4", "--least", "S-02=3", "--most", "S-01=1", "--threads",
        threads, "--json", "-o", scratch["\(threads).json"],
      ])
      #expect(run.status == 0, "\(run.errors)")
      let document = try object(run.output)
      #expect(document["format"] as? String == "temper-demand")
      return (
        try #require(document["demand"] as? [[Int]]),
        try #require(scratch.text(of: "\(threads).json"))
      )
    }
    let (one, three) = (try cells("1"), try cells("3"))
    #expect(one.demand == three.demand && one.instance == three.instance)
    #expect(one.demand.allSatisfy { $0[1] >= 3 && $0[0] <= 1 && $0.reduce(0, +) == 8 })
  }

  @Test("take a forecast and a shift that there is, and keep its rules")
  func shift() throws {
    let records = try city()
    let fit = try TemperRun(
      "forecast", "fit", "--incidents", records, "--from", "16", "--hours", "8", "-o",
      scratch["forecast.json"])
    #expect(fit.status == 0)
    #expect(
      try demand(["--cars", "6", "--sectors", "3", "-o", scratch["first.json"]]).status == 0)
    let run = try demand([
      "--forecast", scratch["forecast.json"], "--shift", scratch["first.json"], "-o",
      scratch["second.json"],
    ])
    #expect(run.status == 0, "\(run.errors)")
    let shift = try object(try #require(scratch.text(of: "second.json")))
    #expect(shift["cars"] as? Int == 6)
    #expect((shift["sectors"] as? [Any])?.count == 3)
  }

  @Test("are judged on days that were kept back")
  func realDays() throws {
    _ = try city()
    let run = try demand([
      "--cars", "9", "--sectors", "5", "--date", "2024-04-15", "--days", "10", "--real-days",
      "--json",
    ])
    #expect(run.status == 0, "\(run.errors)")
    let real = try #require(try object(run.output)["realDays"] as? [String: Any])
    #expect(real["days"] as? Int == 10)
    #expect((real["callsPerShift"] as? Double).map { $0 > 5 } == true)
  }

  @Test(
    "say what is wrong, with the status for it",
    arguments: [
      ("--sectors 3", 64, "--cars"),
      ("--cars 2 --sectors 3 --each 1", 20, "--each"),
      ("--cars 4 --sectors 3 --least X-9=1", 65, "no such sector"),
      ("--cars 4 --least S-01", 64, "S-03=2"),
      ("--cars 4 --priority arson=1", 65, "types"),
      ("--cars 4 --hours 7.21", 64, "8.25"),
      ("--cars 4 --from 16:12", 64, "16:30"),
      ("--cars 4 --sectors 3 --real-days", 65, "--real-days"),
      ("--cars 4 --date 2020-01-01", 65, "first record"),
    ])
  func failures(line: String, status: Int, word: String) throws {
    _ = try city()
    let run = try demand(line.split(separator: " ").map(String.init))
    #expect(Int(run.status) == status, "\(run.errors)")
    #expect(run.errors.contains(word), "\(run.errors)")
    #expect(run.output == "")
  }
}
