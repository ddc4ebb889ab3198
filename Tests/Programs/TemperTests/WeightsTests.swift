import Foundation
import Testing

@Suite("Weights")
struct WeightsTests {
  static let tiny = Instances.shipped("tiny-3x3x3")

  @Test("are listed with the theorems that prove them")
  func table() throws {
    let run = try TemperRun("weights", Self.tiny)
    #expect(run.status == 0)
    #expect(run.errors == "")
    try Golden("weights-tiny-3x3x3").expect(run.output)
  }

  @Test(
    "end with a status that says whether they are proven",
    arguments: [("20", 0, "proven sufficient"), ("1", 3, "not sufficient")])
  func given(weight: String, status: Int32, words: String) throws {
    let line = ["weights", Self.tiny, "--A", "40", "--B", "40", "--C", weight]
    let run = try TemperRun(line)
    #expect(run.status == status)
    #expect(run.output.contains("\nWeights   A 40.0, B 40.0, C \(weight).0 minutes: \(words)"))
  }

  @Test("of a shift without a plan are none")
  func infeasible() throws {
    let run = try TemperRun("weights", Instances.shipped("infeasible-event-13x11x12"))
    #expect(run.status == 20)
    #expect(run.output.contains("No weights are sufficient, since no plan exists:\n  GOU-07 "))
  }

  @Test("take a plan from a file, a feasible one")
  func plan() throws {
    let scratch = try ScratchFolder()
    let plan = try TemperRun("solve", Self.tiny, "--steps", "100", "-q").output
    let path = try scratch.write(plan.utf8, to: "plan.csv")
    let run = try TemperRun("weights", Self.tiny, "--plan", path)
    #expect(run.status == 0)
    #expect(run.output.contains("\nPlan      18.3 minutes, as given\n"))
    let broken = try scratch.write(
      plan.replacing("GOR-03", with: "GOR-01").utf8, to: "broken.csv")
    let refused = try TemperRun("weights", Self.tiny, "--plan", broken)
    #expect(refused.status == 65)
    #expect(refused.errors.hasPrefix("temper: error: the plan given is not feasible: "))
  }

  @Test("as JSON have their keys, a counter-example bit by bit")
  func json() throws {
    let run = try TemperRun(
      "weights", Self.tiny, "--A", "1", "--B", "1", "--C", "1", "--json")
    #expect(run.status == 3)
    let document = try #require(
      JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(
      document.keys.sorted() == [
        "bounds", "conflicts", "format", "given", "instance", "leastTravelMinutes", "planMinutes",
        "proofs", "seed", "steps", "version",
      ])
    let given = try #require(document["given"] as? [String: Any])
    #expect(given["verdict"] as? String == "refuted")
    let state = try #require(given["state"] as? [String: Any])
    #expect(
      state.keys.sorted() == ["assignment", "breaches", "energyMinutes", "totalMinutes"])
    let parts = try #require(state["energyMinutes"] as? [String: Double])
    let total = try #require(state["totalMinutes"] as? Double)
    #expect(abs(parts.values.reduce(0, +) - total) < 1e-9)
  }

  @Test("belong together")
  func usage() throws {
    let run = try TemperRun("weights", Self.tiny, "--A", "1")
    #expect(run.status == 64)
    #expect(run.errors.contains("Give --A, --B and --C together, or none of them."))
  }
}
