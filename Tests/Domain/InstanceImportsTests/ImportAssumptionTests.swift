import InstanceImports
import PatrolModel
import Testing

@Suite("What an import takes for granted")
struct ImportAssumptionTests {
  @Test("is zero for empty cells only where that was asked for")
  func emptyCells() throws {
    var files = ImportFiles()
    files.demand = "time,C,A,B\n22:00,,1,2\n23:00,2,-,1\n00:00,,3,\n"
    #expect(files.complaint.contains("demand.csv, line 2, column C: an empty cell"))
    files.empty = 0
    #expect(try files.instance() == ImportFiles().instance())
  }

  @Test("is eight o'clock and an hour where no table has times, and said")
  func defaults() throws {
    var files = ImportFiles()
    files.demand = "step,C,A,B\n1,0,1,2\n2,2,0,1\n3,0,3,0\n"
    let outcome = try files.source.imported()
    #expect(outcome.instance.shift == Shift(startMinute: 480, stepMinutes: 60, stepCount: 3))
    let words = outcome.remarks.map(\.words).joined(separator: "\n")
    #expect(words.contains("08:00"))
    #expect(words.contains("60 minutes"))
  }

  @Test("is the start and the step that were given, which contradict no table")
  func given() throws {
    var files = ImportFiles()
    files.demand = "step,C,A,B\n1,0,1,2\n2,2,0,1\n3,0,3,0\n"
    files.startMinute = 22 * 60
    files.stepMinutes = 30
    let outcome = try files.source.imported()
    #expect(outcome.instance.shift == Shift(startMinute: 1320, stepMinutes: 30, stepCount: 3))
    #expect(!outcome.remarks.contains { $0.words.contains("taken") })

    var timed = ImportFiles()
    timed.startMinute = 8 * 60
    #expect(timed.complaint.contains("the shift starts at 22:00"))
    timed = ImportFiles()
    timed.stepMinutes = 30
    #expect(timed.complaint.contains("steps last 60 minutes"))
  }

  @Test(
    "is the way back where travel is half a table",
    arguments: [
      "from,A,B,C\nA,,7.1,8\nB,,,12.3\nC,,,\n", "from,A,B,C\nA,,,\nB,7.1,,\nC,8,12.3,\n",
      "from,A,B,C\nA,-,7.1,8\nB,,-,12.3\nC,,,-\n", "from,A,B,C\nA,x,7.1,8\nB,,X,12.3\nC,,,n/a\n",
      // Without the line and the column that would be empty.
      "from,B,C\nA,7.1,8\nB,,12.3\n", "from,A,B\nB,7.1,\nC,8,12.3\n",
    ])
  func halfTables(travel: String) throws {
    var files = ImportFiles()
    files.travel = travel
    files.sectors = "id\nA\nB\nC\n"
    #expect(try files.instance().travel.tenths == [[0, 71, 80], [71, 0, 123], [80, 123, 0]])
  }

  @Test(
    "is the unit that a column of legs is headed with",
    arguments: ["travel time (min)", "Drive time [min]", "duration_min", "time, minutes"])
  func units(title: String) throws {
    var files = ImportFiles()
    let legs = ["A,B,7.1", "A,C,8", "B,A,6.9", "B,C,12.3", "C,A,8.5", "C,B,10"]
    files.travel =
      ("from,to,\"\(title)\"\n" + legs.joined(separator: "\n") + "\n")
    #expect(try files.instance() == ImportFiles().instance())
    // Seconds and minutes are both called so.
    files.travel = files.travel.replacing("\"\(title)\"", with: "duration")
    #expect(files.complaint.contains("name a third column minutes, or seconds"))
  }

  @Test("is that titles and totals are no part of the table, however they are called")
  func titlesAndTotals() throws {
    var files = ImportFiles()
    files.demand =
      "Night shift\nPrepared by hand\n\ntime,C,A,B,Total cars\n22:00,0,1,2,3\n23:00,2,0,1,3\n"
      + "00:00,0,3,0,3\nGrand Total,2,4,3,9\n"
    let outcome = try files.source.imported()
    #expect(try outcome.instance == ImportFiles().instance())
    let words = outcome.remarks.map(\.words).joined(separator: "\n")
    #expect(words.contains("the title \"Prepared by hand\""))
    #expect(words.contains("Total cars") && words.contains("line 8"))
  }

  @Test("is no total where a column without that word may be a sector's")
  func misspelt() {
    var files = ImportFiles()
    files.demand = "time,C,A,b\n22:00,1,1,2\n23:00,0,1,1\n00:00,1,0,1\n"
    files.travel = "from,B,A,C\nC,10.0,8.5,0\nA,7.1,,8\nB,0,6.9,12.3\n"
    #expect(files.complaint.contains("there is \"B\", in other letters"), "\(files.complaint)")
  }

  @Test("is the order of the sectors for points that nothing else tells of, and said")
  func order() throws {
    var files = ImportFiles()
    files.osrm = #"{"code":"Ok","durations":[[0,510,600],[480,0,426],[738,414,0]]}"#
    let outcome = try files.source.imported()
    #expect(try outcome.instance.travel == ImportFiles().instance().travel)
    #expect(outcome.remarks.contains { $0.words.contains("in the order of the sectors: C, A, B") })
  }

  @Test("is nothing where travel has a line per leg")
  func longTravel() throws {
    var files = ImportFiles()
    files.travel =
      "from,to,minutes\nA,B,7.1\nA,C,8\nB,A,6.9\nB,C,12.3\nC,A,8.5\nC,B,10\n"
    #expect(try files.instance() == ImportFiles().instance())
    files.travel = "from,to,minutes\nA,B,7.1\nA,C,8\nB,A,6.9\nB,C,12.3\nC,A,8.5\n"
    #expect(files.complaint.contains("travel.csv"), "\(files.complaint)")
  }
}
