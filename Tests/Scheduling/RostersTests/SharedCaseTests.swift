import Foundation
import InstanceSources
import PatrolModel
import Rosters
import ScheduleChecking
import Testing
import _TemperTestSupport

/// Rosters with known optima: `shared/cases/rosters`, found there by trying everything.
@Suite(
  "Of the rosters with known optima,", .needsHiGHS,
  .enabled(if: Repository.exists(Repository.rosterCases), "needs ../shared/cases/rosters"))
struct SharedCaseTests {
  @Test("each is solved to its optimum, or proven impossible")
  func equalsKnownOptimum() throws {
    let data = try Data(contentsOf: Repository.rosterCases.appending(path: "optima.json"))
    let optima = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(optima.count >= 40)
    for (name, value) in optima {
      let path = Repository.rosterCases.appending(path: "\(name).json").path
      var request = RosterRequest(try PatrolInstance(contentsOf: path), seed: 1)
      request.method = .automatic
      let outcome = try RosterRun(request).run()
      guard let known = value as? [Double] else {
        #expect(outcome.status == .infeasible, "\(name)")
        continue
      }
      #expect(outcome.status == .optimal, "\(name)")
      #expect(outcome.value?.minutes == known[0], "\(name)")
      #expect(outcome.verdict?.cost.total.value == known[1], "\(name)")
    }
  }
}
