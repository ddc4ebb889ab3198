import Planning
import StudyStore
import Testing
import Tuning
import WeightTuning
import _TemperTestSupport

struct FeasibleRateTests {
  @Test("Wilson's interval is as published")
  func interval() throws {
    // Newcombe 1998 (doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E), table I,
    // method 3.
    let published: [(feasible: Int, runs: Int, lower: Double, upper: Double)] = [
      (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611),
      (1, 29, 0.0061, 0.1718),
    ]
    for row in published {
      let rate = try #require(FeasibleRate(feasible: row.feasible, runs: row.runs))
      #expect(abs(rate.interval.lowerBound - row.lower) < 5.1e-5)
      #expect(abs(rate.interval.upperBound - row.upper) < 5.1e-5)
    }
    #expect(FeasibleRate(feasible: 0, runs: 0) == nil)
    #expect(FeasibleRate(feasible: 3, runs: 2) == nil)
  }
}

struct StudyContentTests {
  @Test("Weights range from a share of M* to the certified ones, as far as they play a part")
  func space() throws {
    func names(_ instance: String, _ moves: SolveRequest.Moves) throws -> [String] {
      var request = TuneRequest(instance: try Examples.instance(instance))
      request.moves = moves
      return try request.record(tool: "0", command: "").space.entries.map(\.name)
    }
    #expect(try names("presence-13x11x12", .flip) == ["A", "B", "C"])
    #expect(try names("presence-13x11x12", .oneHot) == ["A", "C"])
    #expect(try names("presence-13x11x12", .exchange) == ["C"])
    #expect(try names("tiny-3x3x3", .flip).prefix(2) == ["A", "B"])
  }
}
