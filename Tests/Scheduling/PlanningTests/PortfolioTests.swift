import Annealing
import ExactScheduling
import PatrolModel
import Planning
import ScheduleChecking
import Testing
import _TemperTestSupport

@Suite("The portfolio", .needsHiGHS)
struct PortfolioTests {
  @Test("proves where a proof is near, and tells of impossible shifts")
  func proves() throws {
    let shift = try Examples.instance("team-x-9x9x6")
    let request = SolveRequest(instance: shift, seed: 1, stop: Stop(time: .seconds(60)))
    guard case .exact(let outcome) = try PortfolioRun(request, gap: 0).run() else {
      Issue.record("the exact method has a proof")
      return
    }
    #expect(outcome.status == .optimal)
    #expect(outcome.plan?.verdict.isFeasible == true)
  }

  @Test("refuses what the published model does not know")
  func refusesRosters() throws {
    let roster = (0..<100 as Range<UInt64>).lazy.map(PatrolInstance.randomRoster(seed:))
      .first(where: \.isRoster)
    let request = SolveRequest(instance: try #require(roster), seed: 1, stop: Stop(steps: 10))
    #expect(throws: SolveError.self) { try SolveRun(request).run() }
  }
}
