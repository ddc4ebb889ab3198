import InstanceImports
import Testing

@Suite("A planner's file that does not fit")
struct ImportErrorTests {
  private static let number = "write the minutes of travel, such as 7.5, from 0 to 10080.0"

  @Test(
    "is a travel table with a word on the cell",
    arguments: [
      (
        "", "travel.csv: an empty file; a table of travel minutes with a header and a line for each"
      ),
      (
        "from,A\n",
        "travel.csv: a header only; a table of travel minutes with a header and a line for each"
      ),
      (
        "from,A,B,C\nA,0,1\n",
        "travel.csv, line 2, column 1: 3 cells where the first line has 4; add or remove cells"
      ),
      ("from,A,B,C\nA,0,x,2\nB,1,0,2\nC,1,2,0\n", "travel.csv, line 2, column B: \"x\"; \(number)"),
      (
        "from,A,B,C\nA,0,,2\nB,1,0,2\nC,1,2,0\n",
        "travel.csv, line 2, column B: an empty cell; \(number)"
      ),
      (
        "from,A,B,C\nA,0,-1,2\nB,1,0,2\nC,1,2,0\n",
        "travel.csv, line 2, column B: \"-1\"; \(number)"
      ),
      (
        "from,A,B,C\nA,0,nan,2\nB,1,0,2\nC,1,2,0\n",
        "travel.csv, line 2, column B: \"nan\"; \(number)"
      ),
      (
        "from,A,B,C\nA,0,inf,2\nB,1,0,2\nC,1,2,0\n",
        "travel.csv, line 2, column B: \"inf\"; \(number)"
      ),
      (
        "from,A,B,C\nA,0,1e3,2\nB,1,0,2\nC,1,2,0\n",
        "travel.csv, line 2, column B: \"1e3\"; \(number)"
      ),
      (
        "from,A,B,C\nA,0,0x1,2\nB,1,0,2\nC,1,2,0\n",
        "travel.csv, line 2, column B: \"0x1\"; \(number)"
      ),
      (
        "from,A,B,C\nA,0,10080.1,2\nB,1,0,2\nC,1,2,0\n",
        "travel.csv, line 2, column B: \"10080.1\"; \(number)"
      ),
      (
        "from,A,B,C\nA,0,\"7,5\",2\nB,1,0,2\nC,1,2,0\n",
        "travel.csv, line 2, column B: \"7,5\"; \(number)"
      ),
      (
        "from,A,B,C\nA,0,1,2\nB,1,4,2\nC,1,2,0\n",
        "travel.csv, line 3, column B: \"4\"; write 0 from a sector to itself"
      ),
      (
        "from,A,B\nA,0,1\nB,1,0\n",
        "travel.csv: no line for sector \"C\"; add one; identifiers must be the same in all files"
      ),
      (
        "from,A,B\nA,0,1\nB,1,0\nC,1,2\n",
        "travel.csv: no column for sector \"C\"; add one; identifiers must be the same in all files"
      ),
      (
        "from,A,B,A\nA,0,1,2\n",
        "travel.csv, line 1: sector \"A\" for the second time; list each sector once"
      ),
      (
        "from,A,B,C\nA,0,1,2\nA,0,1,2\n",
        "travel.csv, line 3: sector \"A\" for the second time; list each sector once"
      ),
      (
        "from,A,,C\nA,0,1,2\n",
        "travel.csv, line 1: a sector without an identifier; fill it in or remove it"
      ),
      ("from\nA\n", "travel.csv, line 1: no sectors; a column for each sector"),
      (
        "from,A,B\nA,0,1\n\"B\nC\",1,0\n",
        "travel.csv, line 3: the identifier \"B\\nC\"; write 1 to 64 characters without line "
          + "breaks or spaces around them"
      ),
      (
        "from,A,B,C\nA,0,\"1\n\",2\nB,1,0,2\nC,1,2,0\n",
        "travel.csv, line 2, column B: \"1\\n\"; write the minutes of travel, such as 7.5, from 0 to "
          + "10080.0"
      ),
    ])
  func travel(text: String, words: String) {
    var files = ImportFiles()
    files.travel = text
    #expect(files.complaint == words)
  }

  private static let cars = "write how many cars are needed, a whole number from 0 to 100000"

  @Test(
    "is a demand table with a word on the step",
    arguments: [
      (
        "time,A,B,C\n08:00,1,2,0\n09:00,1,2,1\n", nil,
        "demand.csv, line 3: step 2 (09:00) needs 4 cars, 1 more than the 3 of step 1; let each "
          + "step's numbers add up to 3, or say what a missing car costs"
      ),
      (
        "time,A,B,C\n\n08:00,1,2,0\n09:00,2,2,0\n", 4,
        "demand.csv, line 3: step 1 (08:00) needs 3 cars, 1 fewer than the 4 on duty; let each "
          + "step's numbers add up to 4, or give sectors a max, or name a reserve place"
      ),
      (
        "time,A,B,C\n08:00,0,0,0\n", nil, "demand.csv, line 2: 0 cars; a shift has 1 to 100000 cars"
      ),
      ("time,A,B,C\n08:00,1,2,0\n", 0, "demand.csv: 0 cars; a shift has 1 to 100000 cars"),
      (
        "time,A,B,C\n08:00,100000,2,0\n", nil,
        "demand.csv, line 2: 100002 cars; a shift has 1 to 100000 cars"
      ),
      ("time,A,B,C\n08:00,1,-2,0\n", nil, "demand.csv, line 2, column B: \"-2\"; \(cars)"),
      (
        "time,A,B,C\n08:00,1,,0\n", nil,
        "demand.csv, line 2, column B: an empty cell; \(cars), or say what empty cells are"
      ),
      (
        "time,A,B,C\n08:00,1,99999999999999999999,0\n", nil,
        "demand.csv, line 2, column B: \"99999999999999999999\"; \(cars)"
      ),
      (
        "time,A,B,C\n08:00,1,2,0\n09:00,1,2,0\n10:30,1,2,0\n", nil,
        "demand.csv, line 4, column time: \"10:30\"; steps of equal length: write 10:00"
      ),
      (
        "step,A,B,C\n1,1,2,0\n3,1,2,0\n", nil,
        "demand.csv, line 2, column step: \"1\"; write when the step starts, such as 08:00, or "
          + "number the steps from 1 on"
      ),
      (
        "time,A,B,C\n08:00,1,\"2,0\n", nil,
        "demand.csv, line 2, column 9: a quote that is never closed; close it, or write it twice "
          + "inside quotes"
      ),
    ] as [(String, Int?, String)])
  func demand(text: String, cars: Int?, words: String) {
    var files = ImportFiles()
    files.demand = text
    files.cars = cars
    #expect(files.complaint == words)
  }

  @Test(
    "is a list of sectors with a word on the cell",
    arguments: [
      (
        "name\nA\n", "sectors.csv, line 1: no column \"id\"; name the columns id, name, lon and lat"
      ),
      (
        "id,lon,lat\nA,181,0\nB,,\nC,,\n",
        "sectors.csv, line 2, column lon: \"181\"; write degrees east, from -180 to 180"
      ),
      (
        "id,lon,lat\nA,10,\nB,,\nC,,\n",
        "sectors.csv, line 2, column lat: an empty cell; write degrees north, from -90 to 90"
      ),
      (
        "id\nA\nB\nA\n",
        "sectors.csv, line 4: sector \"A\" for the second time; list each sector once"
      ),
      (
        "id,name\nA,a\n,b\n",
        "sectors.csv, line 3: a sector without an identifier; fill it in or remove it"
      ),
      (
        "id,name\nA,\(String(repeating: "x", count: 201))\nB,B\nC,C\n",
        "sectors.csv, line 2, column name: \"\(String(repeating: "x", count: 60))…\"; write 1 to 200 "
          + "characters without line breaks or spaces around them"
      ),
      (
        "id\nA\nB\nC\nD\n",
        "demand.csv: no column for sector \"D\" (and 1 more); add one; identifiers must be the same in all "
          + "files"
      ),
    ])
  func sectors(text: String, words: String) {
    var files = ImportFiles()
    files.sectors = text
    #expect(files.complaint == words)
  }

  @Test("is refused if it is too large to plan")
  func tooLarge() {
    var files = ImportFiles()
    files.demand = "step,A\n" + (1...10_001).map { "\($0),1\n" }.joined()
    #expect(
      files.complaint == "demand.csv: 10001 lines of 2 cells; at most 10000 sectors and steps are "
        + "possible")
    files.demand =
      "step," + (1...10_001).map { "S\($0)" }.joined(separator: ",")
      + "\n1" + String(repeating: ",1", count: 10_001)
    #expect(
      files.complaint == "demand.csv: 1 lines of 10002 cells; at most 10000 sectors and steps are "
        + "possible")
  }

  @Test("is refused if the times that were given are no shift", arguments: [(-1, 60), (0, 0)])
  func givenTimes(start: Int, length: Int) {
    var files = ImportFiles()
    files.demand = "step,A,B,C\n1,1,2,0\n"
    var source = files.source
    source.startMinute = start
    source.stepMinutes = length
    let error = #expect(throws: ImportFailure.self) { try source.imported() }
    #expect(
      error?.errors.first?.found == "a start at minute \(start) and steps of \(length) minutes")
  }
}
