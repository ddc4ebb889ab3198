import InstanceImports
import PatrolModel
import RandomStreams
import Testing

@Suite("Ranges of demand in an import")
struct DemandRangeImportTests {
  private static func range(_ least: Int, _ wanted: Int, _ most: Int) -> DemandRange {
    DemandRange(minimum: least, target: wanted, maximum: most)
  }

  /// The example's sectors, with the demand of two steps.
  private func files(_ demand: String) -> ImportFiles {
    var files = ImportFiles()
    files.demand = demand
    return files
  }

  @Test(
    "are read from columns of min, target and max however these are written",
    arguments: ["A min,A target,A max", "A_min,A_target,A_max", "A (Min),A (Target),A (MAX)"])
  func columns(titles: String) throws {
    let text = "time,\(titles),B,C\n22:00,0,1,2,1,1\n23:00,1,1,3,1,0\n"
    let instance = try files(text).instance()
    #expect(instance.carCount == 3)
    #expect(
      instance.demand
        == Demand(ranges: [
          [Self.range(0, 1, 2), Self.range(1, 1, 1), Self.range(1, 1, 1)],
          [Self.range(1, 1, 3), Self.range(1, 1, 1), Self.range(0, 0, 0)],
        ]))
  }

  @Test("are open where a bound is empty: none needed, all cars may come")
  func openBounds() throws {
    var files = files("time,A min,A max,B,C\n22:00,,2,1,1\n23:00,1,,0,1\n")
    files.cars = 3
    let instance = try files.instance()
    #expect(instance.demand.range(StepIndex(0), SectorIndex(0)) == Self.range(0, 0, 2))
    #expect(instance.demand.range(StepIndex(1), SectorIndex(0)) == Self.range(1, 1, 3))
  }

  @Test("are the same in a line per step and sector, in any order")
  func long() throws {
    let wide = files("time,C,A min,A target,A max,B\n22:00,0,0,1,2,2\n23:00,2,1,1,1,0\n")
    let lines = ["22:00,C,0,0,0", "22:00,A,0,1,2", "22:00,B,2,2,2", "23:00,B,0,0,0"]
    let long = files(
      "time,sector,min,target,max\n" + lines.joined(separator: "\n")
        + "\n23:00,A,1,1,1\n23:00,C,2,2,2\n")
    #expect(try long.instance() == wide.instance())
  }

  @Test("as plain numbers in a line per step and sector make the plain table")
  func longNumbers() throws {
    let rows = [[0, 1, 2], [2, 0, 1], [0, 3, 0]]
    let times = ["22:00", "23:00", "00:00"]
    var text = "time,sector,cars\n"
    for (time, row) in zip(times, rows) {
      for (sector, cars) in zip(["C", "A", "B"], row) { text += "\(time),\(sector),\(cars)\n" }
    }
    #expect(try files(text).instance() == ImportFiles().instance())
  }

  @Test("need a line for each step and sector, once")
  func longGaps() {
    let gap = files("time,sector,cars\n22:00,A,1\n22:00,B,1\n22:00,C,1\n23:00,A,3\n23:00,B,0\n")
    #expect(gap.complaint.contains("demand.csv, line 5"))
    #expect(gap.complaint.contains("no line for sector \"C\" at 23:00"))
    let twice = files("time,sector,cars\n22:00,A,1\n22:00,B,1\n22:00,C,1\n22:00,A,1\n")
    #expect(twice.complaint.contains("sector \"A\" at 22:00 for the second time"))
  }

  @Test(
    "are refused at the line where they do not ascend",
    arguments: ["3,1,2", "0,2,1", "2,1,"])
  func descending(cells: String) {
    let complaint = files("time,A min,A target,A max,B,C\n22:00,\(cells),1,1\n").complaint
    #expect(complaint.contains("demand.csv, line 2"), "\(complaint)")
    #expect(complaint.contains("ascend"), "\(complaint)")
  }

  @Test("stand beside no other column of the same sector")
  func twoKinds() {
    #expect(files("time,A,A max,B,C\n22:00,1,2,1,1\n").complaint.contains("beside another"))
    #expect(files("time,A max,A MAX,B,C\n22:00,1,2,1,1\n").complaint.contains("beside another"))
  }

  @Test("leave a total beside them out, whatever it says")
  func totals() throws {
    let text = "time,A min,A max,B,C,Total\n22:00,0,2,1,1,9\n23:00,1,2,1,0,9\n"
    #expect(try files(text).instance().sectors.map(\.id.rawValue) == ["A", "B", "C"])
  }

  @Test("that the cars cannot fill, or that leave cars without a place, are refused at the step")
  func carsThatDoNotFit() {
    var few = files("time,A min,A max,B,C\n22:00,0,2,1,1\n23:00,2,2,1,1\n")
    few.cars = 3
    #expect(few.complaint.contains("step 2 (23:00) needs 4 cars, 1 more than the 3 on duty"))
    few.cars = 5
    #expect(few.complaint.contains("step 1 (22:00) needs 4 cars, 1 fewer than the 5 on duty"))
  }

  @Test("of plain numbers may be undercut and exceeded at a price")
  func prices() throws {
    var files = ImportFiles()
    files.cars = 4
    #expect(files.complaint.contains("give sectors a max"))
    files.prices = InstanceImport.Prices(shortage: Minutes(30), surplus: Minutes(tenths: 5))
    let instance = try files.instance()
    #expect(instance.roster.shortagePrice == Minutes(30))
    #expect(instance.roster.surplusPrice == Minutes(tenths: 5))
    #expect(instance.demand.range(StepIndex(0), SectorIndex(1)) == Self.range(1, 1, 4))
  }

  @Test("leave spare cars to a reserve place, which needs no column")
  func reserve() throws {
    var files = ImportFiles()
    files.demand = "time,A,B\n22:00,1,1\n23:00,0,2\n"
    files.sectors = "id,reserve,shortagePrice\nA,,20\nB,no,\nC,yes,\n"
    files.cars = 4
    let instance = try files.instance()
    #expect(instance.sectors.map(\.isReserve) == [false, false, true])
    #expect(instance.sectors[0].shortagePrice == Minutes(20))
    #expect(instance.range(StepIndex(0), SectorIndex(2)) == Self.range(0, 0, 4))
  }

  @Test("are the ranges of the instance file that is written", arguments: 0..<50 as Range<UInt64>)
  func randomRanges(seed: UInt64) throws {
    var stream = RandomStream(seed: seed)
    let rows = (0..<3).map { _ in
      (0..<3).map { _ in
        let ends = (0..<3).map { _ in Int.random(in: 0...3, using: &stream) }.sorted()
        return Self.range(ends[0], ends[1], ends[2])
      }
    }
    var text = "time"
    for sector in ["A", "B", "C"] { text += ",\(sector) min,\(sector) target,\(sector) max" }
    for (step, row) in rows.enumerated() {
      text += "\n\(22 + step):00"
      for cell in row { text += ",\(cell.minimum),\(cell.target),\(cell.maximum)" }
    }
    var files = files(text.replacing("24:00", with: "00:00"))
    files.cars = 4
    files.prices.shortage = Minutes(10)
    files.sectors = "id,reserve\nA,\nB,\nC,yes\n"
    let instance = try files.instance()
    #expect(instance.demand == Demand(ranges: rows), "seed \(seed)")
    let written = try PatrolInstance(json: Array(instance.jsonText().utf8), file: "written")
    #expect(written == instance, "seed \(seed)")
  }
}
