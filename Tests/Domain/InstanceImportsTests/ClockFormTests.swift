import InstanceImports
import PatrolModel
import Testing

@Suite("Times of steps as people and programs write them")
struct ClockFormTests {
  private func outcome(_ times: [String], heading: String = "time") throws -> InstanceImport.Outcome
  {
    var files = ImportFiles()
    files.demand =
      "\(heading);C;A;B\n"
      + zip(times, ["0;1;2", "2;0;1", "0;3;0"]).map { "\($0);\($1)\n" }.joined()
    return try files.source.imported()
  }

  @Test(
    "are read",
    arguments: [
      (["08:00 Uhr", "09:00 Uhr", "10:00 Uhr"], 480, 60), (["8 Uhr", "9 Uhr", "10 Uhr"], 480, 60),
      (["0800h", "0900h", "1000h"], 480, 60), (["0800 hrs", "0900 hrs", "1000 hrs"], 480, 60),
      (["0:30 AM", "1:00 AM", "1:30 AM"], 30, 30), (["8-9 AM", "9-10 AM", "10-11 AM"], 480, 60),
      (["08:00~09:00", "09:00~10:00", "10:00~11:00"], 480, 60),
      (["08:00/09:00", "09:00/10:00", "10:00/11:00"], 480, 60),
      (["28-Mar-2026 23:00", "29-Mar-2026 00:00", "29-Mar-2026 01:00"], 1380, 60),
      (["28.03.2026, 08:00", "28.03.2026, 09:00", "28.03.2026, 10:00"], 480, 60),
      (["22:00-22:59", "23:00-23:59", "00:00-00:59"], 1320, 60),
    ])
  func clocks(times: [String], start: Int, length: Int) throws {
    let shift = try outcome(times).instance.shift
    #expect(shift == Shift(startMinute: start, stepMinutes: length, stepCount: 3))
  }

  @Test(
    "are read by what the column as a whole can be, which is said",
    arguments: [
      (["08.00", "08.30", "09.00"], "time", 480, 30), (["8.5", "9", "9.5"], "hour", 510, 30),
      (["8.0", "9.0", "10.0"], "hour", 480, 60), (["0,25", "0,5", "0,75"], "time", 360, 360),
    ])
  func columns(times: [String], heading: String, start: Int, length: Int) throws {
    let outcome = try outcome(times, heading: heading)
    #expect(
      outcome.instance.shift == Shift(startMinute: start, stepMinutes: length, stepCount: 3))
    #expect(outcome.remarks.contains { $0.words.contains("are read as") })
  }

  @Test("may be numbers of steps that a program wrote with decimals")
  func numbers() throws {
    let shift = try outcome(["1.0", "2.0", "3.0"], heading: "step").instance.shift
    #expect(shift == Shift(startMinute: 480, stepMinutes: 60, stepCount: 3))
  }

  @Test(
    "are refused where they could be two things",
    arguments: [
      // Halves of hours, or fifty minutes.
      ["8.00", "8.50", "9.00"],
      // Steps that run backwards, or that last 23 hours.
      ["10:00", "09:00", "08:00"], ["11-12 PM", "12-1 PM", "1-2 PM"], ["8:5", "9:5", "10:5"],
    ])
  func doubtful(times: [String]) {
    #expect(throws: ImportFailure.self) { try outcome(times) }
  }

  @Test(
    "may stand behind a number that counts the lines",
    arguments: ["step,time", "#,time", ",time", "Unnamed: 0,Start"])
  func counted(columns: String) throws {
    var files = ImportFiles()
    files.demand = "\(columns),C,A,B\n0,22:00,0,1,2\n1,23:00,2,0,1\n2,00:00,0,3,0\n"
    #expect(try files.instance() == ImportFiles().instance())
  }

  @Test("above the columns are told from those beside the lines")
  func transposed() {
    var files = ImportFiles()
    files.demand = "sector,22:00,23:00,00:00\nC,0,2,0\nA,1,0,3\nB,2,1,0\n"
    #expect(files.complaint.contains("line 1: times above the columns; turn the table"))
  }
}
