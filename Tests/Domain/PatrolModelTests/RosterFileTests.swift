import PatrolModel
import Testing
import _TemperTestSupport

/// The keys of rosters in instance files.
@Suite("A roster in a file")
struct RosterFileTests {
  @Test("is read back as it was written", arguments: 0..<100 as Range<UInt64>)
  func roundTrips(seed: UInt64) throws {
    let instance = PatrolInstance.randomRoster(seed: seed)
    let read = try PatrolInstance(json: Array(instance.jsonText().utf8), file: "roster.json")
    #expect(read == instance, "seed \(seed)")
    #expect(read.rosterFeatures == instance.rosterFeatures, "seed \(seed)")
  }

  @Test(
    "is refused where it contradicts itself",
    arguments: [
      (#""minStay": 0"#, "$.minStay"), (#""shortage": {}"#, "$.shortage.price"),
      (#""breaks": {"travel": "slow"}"#, "$.breaks.travel"),
      (#""objective": {"kind": "fair"}"#, "$.objective.weight"),
      (#""objective": {"kind": "fair", "weight": 0.125}"#, "$.objective.weight"),
      (#""breakWindows": [{"steps": 3, "from": 1, "to": 2}]"#, "$.breakWindows[0].steps"),
      (#""breakWindows": [{"steps": 1, "from": 2, "to": 1}]"#, "$.breakWindows[0].to"),
      (
        #""breakWindows": [{"steps": 1, "from": 1, "to": 2}, {"steps": 1, "from": 2, "to": 2}]"#,
        "$.breakWindows"
      ),
      (#""pairs": [{"cars": ["a", "a"], "rule": "apart"}]"#, "$.pairs[0].cars[1]"),
      (#""pairs": [{"cars": ["a", "b"], "rule": "near"}]"#, "$.pairs[0].rule"),
      (
        #""classMaximum": [{"class": "tank", "step": 1, "sector": "N", "cars": 1}]"#,
        "$.classMaximum[0].class"
      ),
      (#""surplusPrice": -1"#, "$.surplusPrice"), (#""maxMoves": 1.5"#, "$.maxMoves"),
    ])
  func refuses(key: String, path: String) throws {
    let error = #expect(throws: InstanceError.self) {
      try PatrolInstance(json: Array(text(key).utf8), file: "roster.json")
    }
    #expect(error?.path == path, "\(key)")
  }

  @Test("that the published model does not cover is refused by what knows no more")
  func refusesRosters() throws {
    let shift = try PatrolInstance(json: Array(text(#""minStay": 2"#).utf8), file: "roster.json")
    let error = #expect(throws: RosterRefusal.self) { try shift.refuseRoster(by: "the QUBO") }
    #expect(error?.features == [.minimumStay])
    let plain = try PatrolInstance(json: Array(text(#""minStay": 1"#).utf8), file: "roster.json")
    #expect(!plain.isRoster)
  }

  private func text(_ key: String) -> String {
    """
    {"format": "patrol-shift", "version": 1, "name": "n", "cars": [{"id": "a"}, {"id": "b"}],
     "startTime": "08:00", "stepMinutes": 60, "presence": {"rule": "none"},
     "sectors": [{"id": "N", "name": "N"}, {"id": "S", "name": "S"}],
     "demand": [[1, 1], [1, 1]], "travelMinutes": [[0, 5], [5, 0]], \(key)}
    """
  }
}
