import Contradictions
import ExactScheduling
import LinearPrograms
import PatrolModel
import PlanOutput
import Planning
import ScheduleChecking
import Testing
import _TemperTestSupport

@Suite("A shift that has no plan", .enabled(if: ProgramEngine.highs.title != nil, "needs HiGHS"))
struct InfeasibleShiftTests {
  @Test(
    "is explained by rules that clash, and has the plan that is promised without them",
    arguments: CarRule.allCases, 0..<60 as Range<UInt64>)
  func explained(kind: CarRule, seed: UInt64) throws {
    let instance = PatrolInstance.random(seed: seed, rule: kind)
    var run = ExactRun(ExactSolver(instance))
    run.wayOutTime = nil
    let outcome = try run.run()
    let travel = LabelledSearch(instance).leastTravel()
    #expect(outcome.plan?.verdict.totalTravel == travel)
    #expect((outcome.status == .infeasible) == (travel == nil))
    #expect(outcome.conflicts.isEmpty == (travel != nil))
    guard let remedy = outcome.remedy else { return }
    let kept = instance.planningRules.filter { !remedy.takenBack.contains($0) }
    #expect(LabelledSearch(instance.keeping(kept)).leastTravel() == remedy.cost)
    #expect(ExactLog.words(outcome, of: instance).contains("A plan of \(remedy.cost) minutes"))
  }
}
