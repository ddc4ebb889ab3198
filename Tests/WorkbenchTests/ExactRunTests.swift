import ExactScheduling
import LinearPrograms
import PatrolModel
import ScheduleChecking
import Testing
import Workbench
import _TemperTestSupport

@Suite("An exact run")
struct ExactRunTests {
  @Test(
    "with rules for single cars ends with a checked plan, or says that there is none",
    .enabled(if: ExactRun.solverVersion != nil, "needs HiGHS: run make setup"),
    arguments: CarRule.allCases, 0..<15 as Range<UInt64>)
  func carRules(rule: CarRule, seed: UInt64) throws {
    let instance = PatrolInstance.random(seed: seed, rule: rule)
    let outcome = try ExactRun(ExactSolver(instance)).run()
    let optimum = LabelledSearch(instance).leastTravel()
    #expect(outcome.plan?.verdict.totalTravel == optimum)
    #expect(outcome.status == (optimum == nil ? .infeasible : .optimal))
    let words = ExactLog.words(outcome, of: instance).split(separator: "\n")
    #expect(optimum == nil ? words.count >= 2 : words == ["proven optimal"])
  }

  @Test("names the sector that rules keep too many cars out of")
  func shortage() throws {
    let plain = PatrolInstance.random(seed: 3, cars: 2, sectors: 1, steps: 1, presence: .none)
    let cars = [Car(id: .init("F-1"), carClass: .init("van")), Car(id: .init("F-2"))]
    let instance = PatrolInstance(
      name: "closed", summary: "", fleet: .named(cars), shift: plain.shift, presence: .none,
      sectors: [Sector(id: .init("S-0"), name: "Harbour", classes: [.init("van")])],
      demand: plain.demand, travel: plain.travel)
    let outcome = try ExactRun(ExactSolver(instance)).run()
    #expect(
      ExactLog.words(outcome, of: instance) == """
        infeasible, proven:
          S-0 Harbour needs 2 cars at 08:00, and the rules for single cars let 1 be there
        """)
  }
}
