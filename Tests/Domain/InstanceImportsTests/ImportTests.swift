import InstanceImports
import PatrolModel
import RandomStreams
import Testing

@Suite("An import of a planner's files")
struct ImportTests {
  @Test("makes the instance the tables say")
  func tables() throws {
    var files = ImportFiles()
    files.sectors = "id,name,lon,lat\nA,Harbour,103.8,-0.02\nB,,103.75,0.03\nC,Station,,\n"
    let instance = try files.instance()

    #expect(instance.name == "example")
    #expect(instance.fleet == .anonymous(count: 3))
    #expect(instance.shift == Shift(startMinute: 22 * 60, stepMinutes: 60, stepCount: 3))
    #expect(instance.presence == .noReturn)
    #expect(
      instance.sectors == [
        Sector(
          id: Sector.ID("A"), name: "Harbour",
          position: Sector.Position(longitude: 103.8, latitude: -0.02)),
        Sector(
          id: Sector.ID("B"), name: "B",
          position: Sector.Position(longitude: 103.75, latitude: 0.03)),
        Sector(id: Sector.ID("C"), name: "Station"),
      ])
    #expect(instance.demand == Demand(rows: [[1, 2, 0], [0, 1, 2], [3, 0, 0]]))
    #expect(
      instance.travel.tenths == [[0, 71, 80], [69, 0, 123], [85, 100, 0]])
  }

  @Test("takes the sectors from the demand table where there is no list")
  func demandOrder() throws {
    let instance = try ImportFiles().instance()
    #expect(instance.sectors.map(\.id.rawValue) == ["C", "A", "B"])
    #expect(instance.demand == Demand(rows: [[0, 1, 2], [2, 0, 1], [0, 3, 0]]))
    #expect(instance.travel.tenths == [[0, 85, 100], [80, 0, 71], [123, 69, 0]])
  }

  @Test(
    "reads semicolons and tabs with decimal commas",
    arguments: [";", "\t"])
  func decimalComma(delimiter: String) throws {
    var files = ImportFiles()
    files.travel = files.travel.replacing(",", with: delimiter).replacing(".", with: ",")
    #expect(try files.instance() == ImportFiles().instance())
  }

  @Test(
    "rounds minutes to the nearest tenth",
    arguments: [
      ("0.04", 0), ("0.05", 1), ("7.25", 73), ("+3", 30), ("12.3499", 123), ("10080", 100_800),
    ])
  func rounding(text: String, tenths: Int) throws {
    var files = ImportFiles()
    files.travel = files.travel.replacing("7.1", with: text)
    #expect(try files.instance().travel.tenths[1][2] == tenths)
  }

  @Test(
    "learns the shift from the first column",
    arguments: [
      (["08:00", "08:30", "09:00"], Shift(startMinute: 480, stepMinutes: 30, stepCount: 3)),
      (
        ["8:00:00", "16:00:00", "0:00:00"], Shift(startMinute: 480, stepMinutes: 480, stepCount: 3)
      ),
      (["23:59", "00:01", "00:03"], Shift(startMinute: 1439, stepMinutes: 2, stepCount: 3)),
      (["06:00", "06:00", "06:00"], Shift(startMinute: 360, stepMinutes: 1440, stepCount: 3)),
      (["1", "2", "3"], Shift(startMinute: 420, stepMinutes: 90, stepCount: 3)),
      (["05:15"], Shift(startMinute: 315, stepMinutes: 90, stepCount: 1)),
    ])
  func shift(times: [String], expected: Shift) throws {
    var files = ImportFiles()
    let isNumbered = times[0] == "1"
    files.demand =
      "\(isNumbered ? "step" : "time"),C,A,B\n" + times.map { "\($0),0,1,2\n" }.joined()
    var source = files.source
    if isNumbered { source.startMinute = 420 }
    if expected.stepMinutes == 90 { source.stepMinutes = 90 }
    #expect(try source.imported().instance.shift == expected)
  }

  @Test("gives back any instance that was written as tables", arguments: 0..<100 as Range<UInt64>)
  func roundTrip(seed: UInt64) throws {
    var random = RandomStream(seed: seed)
    let sectors = 1 + random.uniform(below: 8)
    let cars = 1 + random.uniform(below: 9)
    let ids = (0..<sectors).map { "S\($0)" }
    let tenths = (0..<sectors).map { origin in
      (0..<sectors).map { $0 == origin ? 0 : random.uniform(below: 100_801) }
    }
    let demand = (0...random.uniform(below: 30)).map { _ in
      var row = Array(repeating: 0, count: sectors)
      for _ in 0..<cars { row[random.uniform(below: sectors)] += 1 }
      return row
    }
    let shuffled = Array(0..<sectors).shuffled(using: &random)
    let travel = shuffled.reversed().map { origin in
      ids[origin] + shuffled.map { ",\(Minutes(tenths: tenths[origin][$0]))" }.joined() + "\r\n"
    }
    var files = ImportFiles()
    files.travel = "," + shuffled.map { ids[$0] }.joined(separator: ",") + "\r\n" + travel.joined()
    files.demand =
      "step," + ids.joined(separator: ",") + "\n"
      + demand.enumerated().map { "\($0 + 1),\($1.map(String.init).joined(separator: ","))\n" }
      .joined()

    let instance = try files.instance()
    #expect(instance.sectors.map(\.id.rawValue) == ids)
    #expect(instance.travel.tenths == tenths)
    #expect(instance.demand == Demand(rows: demand))
    #expect(instance.carCount == cars)
  }
}

extension TravelTimes {
  /// All legs in tenths of minutes, a row per origin.
  var tenths: [[Int]] {
    (0..<sectorCount).map { origin in
      (0..<sectorCount).map { self[from: SectorIndex(origin), to: SectorIndex($0)].tenths }
    }
  }
}
