import InstanceImports
import PatrolModel
import Testing

/// Forms in which programs and people keep the same table, each with a neighbour that looks alike and is wrong.
@Suite("A form of a table")
struct TableFormTests {
  /// The cars of ``ImportFiles``, a line per step and sector.
  private static let lines = [
    "22:00,C,0", "22:00,A,1", "22:00,B,2", "23:00,C,2", "23:00,A,0", "23:00,B,1", "00:00,C,0",
    "00:00,A,3", "00:00,B,0",
  ]

  private static func long(_ lines: [String], _ header: String = "time,sector,cars") -> String {
    header + "\n" + lines.joined(separator: "\n") + "\n"
  }

  /// The lines with one below those of each step.
  private static func summed(_ line: (String) -> String) -> [String] {
    lines.enumerated().flatMap { place, text in
      place % 3 == 2 ? [text, line(String(text.prefix(5)))] : [text]
    }
  }

  private func files(_ demand: String) -> ImportFiles {
    var files = ImportFiles()
    files.demand = demand
    return files
  }

  /// Wants the table read as the one of ``ImportFiles``, and the remark.
  private func expect(_ demand: String, remark: String?) throws {
    let outcome = try files(demand).source.imported()
    #expect(try outcome.instance == ImportFiles().instance())
    let words = outcome.remarks.map(\.words)
    if let remark {
      #expect(words.contains { $0.contains(remark) }, "\(words)")
    } else {
      #expect(words.isEmpty, "\(words)")
    }
  }

  // MARK: Totals

  private static let stepTotals = summed { "\($0),Total,3" }
  private static let labelledTotals = summed { "\($0) Total,,3" }
  private static let sectorTotals: [String] = lines + ["Total,C,2", "Total,A,4", "Total,B,3"]

  fileprivate static let totals: [(lines: [String], remark: String)] = [
    (stepTotals + ["Grand Total,,9"], "lines 5, 9, 13, 14 are sums of others"),
    (labelledTotals, "lines 5, 9, 13 are sums"),
    (lines + ["Total,,9"], "line 11"),
    (lines + ["Total,Total,9"], "line 11 is the sum"),
    (sectorTotals, "lines 11, 12, 13 are sums"),
    (["Gesamtergebnis,,9"] + lines, "line 2 is the sum"),
  ]

  @Test(
    "may have totals in lines of their own, of a step, a sector or all",
    arguments: TableFormTests.totals)
  func longTotals(lines: [String], remark: String) throws {
    try expect(Self.long(lines), remark: remark)
  }

  fileprivate static let wrongTotals: [(lines: [String], words: String)] = [
    (
      stepTotals.map { $0.replacing("23:00,Total,3", with: "23:00,Total,4") },
      "line 9, column cars: \"4\"; the sectors of this step"
    ),
    (labelledTotals.map { $0.replacing("00:00 Total,,3", with: "00:00 Total,,2") }, "line 13"),
    (lines + ["Total,,8"], "the sectors of all steps add up to 9"),
    (
      lines + ["Total,C,2", "Total,A,5"],
      "line 12, column cars: \"5\"; the steps of this sector"
    ),
    (lines + ["21:00 Total,,3"], "add up to 9"),
  ]

  @Test(
    "is refused where a line of totals is none, with what it should be",
    arguments: TableFormTests.wrongTotals)
  func wrongLongTotals(lines: [String], words: String) {
    let complaint = files(Self.long(lines)).complaint
    #expect(complaint.contains(words), "\(complaint)")
  }

  @Test(
    "may have totals beside, below and above its numbers",
    arguments: [
      "time,C,A,B,Total\n22:00,0,1,2,3\n23:00,2,0,1,3\n00:00,0,3,0,3\nTotal,2,4,3,9\n",
      "time,C,A,B,Total\n22:00,0,1,2,3\n23:00,2,0,1,3\n00:00,0,3,0,3\nTotal,2,4,3,\n",
      "time,Total,C,A,B\n22:00,3,0,1,2\n23:00,3,2,0,1\n00:00,3,0,3,0\n",
      "time,C,A,B\nTotal,2,4,3\n22:00,0,1,2\n23:00,2,0,1\n00:00,0,3,0\n",
    ])
  func wideTotals(demand: String) throws { try expect(demand, remark: "the sum of the others") }

  @Test(
    "is refused where a total beside, below, above or in the corner is none",
    arguments: [
      ("time,C,A,B,Total\n22:00,0,1,2,3\n23:00,2,0,1,4\n00:00,0,3,0,3\n", "line 3, column Total"),
      ("time,C,A,B\n22:00,0,1,2\n23:00,2,0,1\n00:00,0,3,0\nTotal,2,5,3\n", "line 5, column A"),
      ("time,C,A,B\nTotal,2,5,3\n22:00,0,1,2\n23:00,2,0,1\n00:00,0,3,0\n", "line 2, column A"),
      (
        "time,C,A,B,Total\n22:00,0,1,2,3\n23:00,2,0,1,3\n00:00,0,3,0,3\nTotal,2,4,3,10\n",
        "line 5, column Total: \"10\"; the steps of this column add up to 9"
      ),
    ])
  func wrongWideTotals(demand: String, words: String) {
    #expect(files(demand).complaint.contains(words), "\(files(demand).complaint)")
  }

  // MARK: Pivot tables

  @Test(
    "may be a pivot table, in English and German",
    arguments: [
      ("Sum of cars,Column Labels", "Row Labels", "Grand Total"),
      ("Summe von Wagen,Spaltenbeschriftungen", "Zeilenbeschriftungen", "Gesamtergebnis"),
    ])
  func pivot(over: String, labels: String, total: String) throws {
    let numbers = "22:00,0,1,2,3\n23:00,2,0,1,3\n00:00,0,3,0,3\n"
    let table = { (sum: Int) in
      "\(over),,,\n\(labels),C,A,B,\(total)\n\(numbers)\(total),2,4,3,\(sum)\n"
    }
    try expect(table(9), remark: "line 1 above the header is passed over")
    #expect(files(table(8)).complaint.contains("line 6, column \(total): \"8\""))
  }

  @Test("may be an outline, where a time stands once and lines below it are of it")
  func outline() throws {
    let outline = Self.lines.enumerated().map { $0 % 3 == 0 ? $1 : String($1.dropFirst(5)) }
    try expect(Self.long(outline), remark: "first line 3, are read as of the time above")
    // Without a first time, nobody knows.
    let open = Self.long(["," + outline[0].dropFirst(6)] + outline.dropFirst())
    #expect(files(open).complaint.contains("line 2, column time: an empty cell"))
  }

  // MARK: Units below the titles

  @Test(
    "may have a line of units or names below its titles",
    arguments: [
      "hh:mm,cars,cars,cars", ",cars,cars,cars", "[h],[cars],[cars],[cars]", "name,Cape,Abbey,Bay",
    ])
  func unitsOfDemand(line: String) throws {
    try expect(
      "time,C,A,B\n\(line)\n22:00,0,1,2\n23:00,2,0,1\n00:00,0,3,0\n",
      remark: "line 2 is read as units or names")
  }

  @Test(
    "has no units where a number, a time or a second such line stands",
    arguments: [
      "unit,cars,1,cars", "22:00,none,one,two", "unit,cars,cars,cars\nname,Cape,Abbey,Bay",
    ])
  func noUnits(line: String) {
    let complaint = files("time,C,A,B\n\(line)\n23:00,2,0,1\n00:00,0,3,0\n").complaint
    #expect(complaint.contains("demand.csv, line"), "\(complaint)")
  }

  @Test(
    "of travel may be in minutes, and is refused in any other unit",
    arguments: ["s", "(km)", "Stunden"])
  func unitsOfTravel(unit: String) throws {
    var files = ImportFiles()
    let lines = files.travel.split(separator: "\n")
    func travel(_ unit: String) -> String {
      ([lines[0], "unit,\(unit),\(unit),\(unit)"] + lines.dropFirst()).joined(separator: "\n")
        + "\n"
    }
    files.travel = travel("min")
    #expect(try files.instance() == ImportFiles().instance())
    files.travel = travel(unit)
    #expect(files.complaint.contains("travel.csv, line 2: legs in the unit"), "\(files.complaint)")
  }

  // MARK: A line per number

  @Test(
    "may be molten, with the titles of any program, in any order",
    arguments: [
      ("time,variable,value", [0, 1, 2]), ("time,Sector,n", [0, 1, 2]),
      ("Uhrzeit,Sektor,Anzahl", [0, 1, 2]),
      ("Start,Beat,Units Required", [0, 1, 2]), ("sector,time,cars", [1, 0, 2]),
      ("cars,sector,time", [2, 1, 0]), ("sector,needed,hour", [1, 2, 0]),
    ])
  func molten(header: String, order: [Int]) throws {
    let lines = Self.lines.map { line in
      let cells = line.split(separator: ",")
      return order.map { String(cells[$0]) }.joined(separator: ",")
    }
    try expect(Self.long(lines, header), remark: nil)
  }

  fileprivate static let unmolten: [(lines: [String], header: String, words: String)] = [
    (Array(lines.dropLast()), "time,sector,cars", "no line for sector \"B\" at 00:00"),
    (lines + ["22:00,C,0"], "time,variable,value", "for the second time"),
    (
      lines, "time,sector,colour", "line 1: no column of the cars that a sector needs; call it cars"
    ),
  ]

  @Test(
    "that is molten is refused with a gap, a line twice, or no title for the cars",
    arguments: TableFormTests.unmolten)
  func wrongMolten(lines: [String], header: String, words: String) {
    let complaint = files(Self.long(lines, header)).complaint
    #expect(complaint.contains(words), "\(complaint)")
  }

  // MARK: Titles and ends of travel

  @Test(
    "of legs may call their ends and minutes as other programs do",
    arguments: [
      "From Sector,To Sector,Minutes", "origin_id,destination_id,TravelTime",
      "start,end,time (min)",
    ])
  func legs(header: String) throws {
    var files = ImportFiles()
    let legs = ["A,B,7.1", "A,C,8", "B,A,6.9", "B,C,12.3", "C,A,8.5", "C,B,10"]
    files.travel = Self.long(legs, header)
    #expect(try files.instance() == ImportFiles().instance())
    files.travel = Self.long(
      legs, header.split(separator: ",").dropLast().joined(separator: ",") + ",km")
    #expect(
      files.complaint.contains("name a third column minutes, or seconds"), "\(files.complaint)")
  }

  @Test("whose legs are all as fast as no car is in another unit, and refused")
  func unit() {
    var files = ImportFiles()
    files.sectors = "id,lon,lat\nA,13.1,52.5\nB,13.3,52.5\nC,13.1,52.4\n"
    let legs = { (share: Double) in
      "from,A,B,C\nA,0,\(12 * share),\(13 * share)\nB,\(12 * share),0,\(16 * share)\nC,\(13 * share),\(16 * share),0\n"
    }
    files.travel = legs(1)
    #expect(files.complaint == "")
    files.travel = legs(1 / 60.0)
    #expect(
      files.complaint.contains("travel.csv: all legs faster than any car"), "\(files.complaint)")
  }

  // MARK: What programs write

  @Test(
    "may have the times and texts of pandas, openpyxl and programs that write for spreadsheets",
    arguments: [
      ("0 days 22:00:00", "0 days 23:00:00", "1 days 00:00:00"),
      ("1899-12-30 22:00:00", "1899-12-30 23:00:00", "1899-12-31 00:00:00"),
      ("\"=\"\"22:00\"\"\"", "\"=\"\"23:00\"\"\"", "\"=\"\"00:00\"\"\""),
    ])
  func times(first: String, second: String, third: String) throws {
    try expect(
      "time,C,\"=\"\"A\"\"\",B\n\(first),0,1,2\n\(second),2,0,1\n\(third),0,3,0\n", remark: nil)
    #expect(
      files("time,C,A,B\n0 days 22:00:00,0,1,2\n2 days 23:00:00,2,0,1\n").complaint.isEmpty == false
    )
  }

  @Test(
    "may have a missing number as zero only where empty cells are",
    arguments: ["NaN", "<NA>", "null", "#N/A"])
  func missing(word: String) throws {
    var files = files("time,C,A,B\n22:00,\(word),1,2\n23:00,2,\(word),1\n00:00,0,3,0\n")
    #expect(files.complaint.contains("line 2, column C: \"\(word)\""))
    files.empty = 0
    #expect(try files.instance() == ImportFiles().instance())
  }

  @Test("may have notes below it, but none between its lines")
  func notes() throws {
    let lines = ["22:00,0,1,2", "23:00,2,0,1", "00:00,0,3,0"]
    let note = "Source: planning office,,,"
    try expect(Self.long(lines + [note], "time,C,A,B"), remark: "below the table, from line 5 on")
    let complaint = files(Self.long([lines[0], note, lines[1]], "time,C,A,B")).complaint
    #expect(complaint.contains("line 3, column"), "\(complaint)")
  }
}
