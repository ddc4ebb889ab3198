import CGSL
import Failures
import Foundation
import RandomStreams
import Simulation
import Testing
import _TemperTestSupport

@Suite("Calls on a map")
struct CallTableTests {
  /// A file that is removed when a test ends.
  private static func with<Result>(
    _ text: String, _ body: (String) throws -> Result
  ) throws -> Result {
    let path = NSTemporaryDirectory() + "calls-\(UUID().uuidString).csv"
    try Data(text.utf8).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try body(path)
  }

  private static let header = "scenario,minute,time,latitude,longitude,type,duration\n"

  /// Areas 0.1 degrees apart; the second one's sector is not asked for.
  private static func region() throws -> Region {
    try Region(
      areas: [
        PatrolArea(
          id: 1, sector: 0, minPatrolMinutes: 10, place: .init(longitude: 10, latitude: 50)),
        PatrolArea(
          id: 2, sector: 1, minPatrolMinutes: 10, place: .init(longitude: 10, latitude: 50.1)),
      ],
      sectors: [
        PatrolSector(id: "A", areas: [0], neighbours: []),
        PatrolSector(id: "B", areas: [1], neighbours: []),
      ], minutes: [0, 10, 10, 0])
  }

  @Test("become incidents of the nearest areas, and none is lost without a word")
  func incidents() throws {
    let lines = """
      1,3.5,x,50.01,10.0,t,25
      1,0,x,50.09,10.0,t,30
      3,719,x,50.0,10.0,t,5
      3,100,x,52.0,10.0,t,5
      3,710,x,50.0,10.001,t,1
      """
    let incidents = try Self.with(Self.header + lines + "\n") {
      try CallTable($0).incidents(in: Self.region(), sectors: [0], seed: 1)
    }
    #expect(incidents.shifts.count == 2 && incidents.outside == 2 && incidents.late == 1)
    #expect(
      incidents.shifts == [
        [Incident(startMinute: 10, resolutionMinutes: 30, area: 0)],
        [Incident(startMinute: 710, resolutionMinutes: 10, area: 0)],
      ])
  }

  /// Tables that cannot be used, and what has to be said of them.
  static let bad: [(text: String, words: String)] = [
    ("scenario,minute,latitude\n1,2,3\n", "line 1"), (header, "no call"),
    ("\(header)1,x,x,50,10,t,5\n", "line 2, column minute"),
    ("\(header)1,-1,x,50,10,t,5\n", "line 2, column minute"),
    ("\(header)1,5,x,500,10,t,5\n", "line 2, column latitude"),
    ("\(header)1,5,x,50,10,t,\n", "line 2, column duration"),
    ("\(header)one,5,x,50,10,t,5\n", "line 2, column scenario"),
    ("\(header)1,5\n", "line 2"), ("\(header)1,5,x,80,10,t,5\n", "1 calls outside"),
  ]

  @Test("that cannot be read are told with file, line and column", arguments: bad)
  func errors(text: String, words: String) throws {
    try Self.with(text) { path in
      let error = #expect(throws: RegionError.self) {
        try CallTable(path).incidents(in: Self.region(), sectors: [0, 1], seed: 1)
      }
      let message = "\(error?.account.problem ?? "")"
      #expect(message.contains(words) && message.contains("calls-"), "\(message)")
    }
  }

  @Test("make a region that is read back as it was, in which they all are")
  func region() throws {
    var random = RandomStream(seed: 3)
    let lines = (0..<200).map { _ in
      "1,\(random.uniform(below: 700)),\(-40 + random.unit() / 4),\(-10 + random.unit() / 4)\n"
    }
    let table = try Self.with("scenario,minute,latitude,longitude\n" + lines.joined()) {
      try CallTable($0)
    }
    let (region, minutes) = try CallRegion.region(around: table, sectors: 2, side: 3, cars: 4)
    let folder = NSTemporaryDirectory() + "region-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for file in RegionText(region, minutes: minutes).files {
      try Data(file.text.utf8).write(to: URL(filePath: "\(folder)/\(file.name)"))
    }
    let read = try RegionFolder(folder).read()
    #expect(read.areas == region.areas && read.sectors == region.sectors)
    for start in region.areas.indices {
      for end in region.areas.indices {
        #expect(read.periods(from: start, to: end) == region.periods(from: start, to: end))
      }
    }
    let incidents = try table.incidents(in: read, sectors: [0, 1], seed: 1)
    #expect(incidents.outside == 0 && incidents.shifts[0].count + incidents.late == 200)
  }

  @Test("take as long as GSL's gamma law says, rounded up to tens")
  func durations() {
    var random = RandomStream(seed: 11)
    var counts = Array(repeating: 0, count: 16)
    for _ in 0..<40_000 {
      counts[min(15, IncidentGenerator.duration(&random) / 10)] += 1
    }
    // ceil10(10 + x) = 10 j where x is in 10 (j − 2) ..< 10 (j − 1); the last cell has the rest.
    let law = (0...15).map { (j: Int) -> Double in
      let below = gsl_cdf_gamma_P(Double(max(0, j - 2)) * 10, 3, 10)
      let above = j == 15 ? 1 : gsl_cdf_gamma_P(Double(max(0, j - 1)) * 10, 3, 10)
      return above - below
    }
    var test = ChiSquare()
    test.add(counts, probabilities: law)
    #expect(test.tailProbability > ChiSquare.alarm, "\(counts)")
  }
}
