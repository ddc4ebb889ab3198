import Failures
import PatrolModel
import PlanFiles
import Testing

@Suite("A schedule as a table")
struct ScheduleCSVTests {
  @Test("has a line per car and step in the long layout")
  func long() {
    let text = ScheduleCSV.text(Example.schedule, of: Example.instance, layout: .long)
    let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
    #expect(lines.count == 14)
    #expect(
      lines.prefix(6) == [
        "car,step,sector,time", "1,1,N,22:30", "1,2,N,23:15", "1,3,E,00:00", "1,4,E,00:45",
        "2,1,E,22:30",
      ])
  }

  @Test("has a line per car and a column per step in the wide layout")
  func wide() {
    #expect(
      ScheduleCSV.text(Example.schedule, of: Example.instance, layout: .wide)
        == "car,22:30,23:15,00:00,00:45\r\n1,N,N,E,E\r\n2,E,E,SW,SW\r\n3,SW,SW,N,N\r\n")
  }

  @Test("has different headings for the same time of different days")
  func severalDays() {
    let instance = Example.instance(
      fleet: .anonymous(count: 1), sectors: [("A", "A")],
      shift: Shift(startMinute: 480, stepMinutes: 720, stepCount: 5))
    let schedule = Schedule(carCount: 1, stepCount: 5)
    #expect(
      ScheduleCSV.text(schedule, of: instance, layout: .wide)
        == "car,08:00,20:00,08:00 (2),20:00 (2),08:00 (3)\r\n1,A,A,A,A,A\r\n")
  }

  @Test("is read back as the same schedule", arguments: 0..<200 as Range<UInt64>)
  func roundTrip(seed: UInt64) throws {
    let (instance, schedule) = Example.random(seed: seed)
    for layout in ScheduleLayout.allCases {
      let text = ScheduleCSV.text(schedule, of: instance, layout: layout)
      let entries = try ScheduleCSV.entries(
        parsing: Array(text.utf8), of: instance, file: "plan.csv")
      #expect(entries.allSatisfy { $0.line != nil })
      #expect(try Schedule(entries: entries, of: instance) == schedule)
    }
  }

  @Test(
    "is read however people write it",
    arguments: [
      "car,step,sector\nA,1,N\nB,2,E\n",
      "Sector;note;STEP; Car \n N ;x;1;A\n\n;;;\nE;;2; B\n",
      "A,1,N\nB,2,E",
      "A\t1\tN\t22:30\nB\t2\tE\t23:15\n",
      "\u{feff}car,22:30,23:15\r\nA,N,\r\nB,,E\r\n",
      "Car;23:15;22:30\nA;;N\nB;E;\n",
    ])
  func tolerance(text: String) throws {
    let entries = try ScheduleCSV.entries(
      parsing: Array(text.utf8), of: Example.instance, file: "plan.csv")
    #expect(entries.map(\.car.rawValue) == ["A", "B"])
    #expect(entries.map(\.stepNumber) == [1, 2])
    #expect(entries.map(\.sector.rawValue) == ["N", "E"])
  }

  @Test("leaves what is not in the instance to the checker")
  func unknownNames() throws {
    let text = "car,step,sector\nX,-3,nowhere\n"
    let entries = try ScheduleCSV.entries(
      parsing: Array(text.utf8), of: Example.instance, file: "plan.csv")
    let expected = ScheduleEntry(
      car: Car.ID("X"), stepNumber: -3, sector: Sector.ID("nowhere"), line: 2)
    #expect(entries == [expected])
  }

  @Test(
    "is refused with file and line if it is none",
    arguments: [
      ("", ": no schedule in an empty file; write the columns car, step and sector"),
      (
        "car,step,sector\n1,1\n",
        ", line 2, column 1: 2 cells where the first line has 3; add or remove cells"
      ),
      (
        "vehicle,hour,area\n",
        ", line 1: the columns \"vehicle, hour, area\" are not those of a schedule; name them car, "
          + "step and sector, or car and the time of each step"
      ),
      (
        "car,step,sector\n1,1,N\n1,two,N\n",
        ", line 3: the step \"two\" is not a whole number; write 1 to 4, or its time"
      ),
      (
        "1,99999999999999999999,N\n",
        ", line 1: the columns \"1, 99999999999999999999, N\" are not those of a schedule; name them "
          + "car, step and sector, or car and the time of each step"
      ),
      (
        "car,step,sector\n,1,N\n", ", line 2: the car is missing; fill it in or remove the line"
      ),
      (
        "car,step,sector\n1,1, \n",
        ", line 2: the sector is missing; fill it in or remove the line"
      ),
      (
        "car,22:30,22:31\n",
        ", line 1: no step starts at \"22:31\"; head the columns with the times from 22:30 to 00:45"
      ),
      ("car,00:45,0:45\n", ", line 1: two columns are headed \"0:45\"; keep one"),
      (
        "\"a\nb\",c\n",
        ", line 1: the columns \"a\\nb, c\" are not those of a schedule; name them car, step and "
          + "sector, or car and the time of each step"
      ),
      ("car,22:30\n,N\n", ", line 2: the car is missing; fill it in or remove the line"),
    ])
  func errors(text: String, words: String) {
    let error = #expect(throws: ScheduleFileError.self) {
      try ScheduleCSV.entries(parsing: Array(text.utf8), of: Example.instance, file: "plan.csv")
    }
    #expect(error?.description == "plan.csv" + words)
  }
}
