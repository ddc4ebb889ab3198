import Contradictions
import PatrolModel
import Testing
import _TemperTestSupport

@Suite("A search for conflicts")
struct ConflictSearchTests {
  @Test(
    "names rules that cannot all be kept, any one less can be, and taking back one of each helps",
    arguments: CarRule.allCases, 0..<40 as Range<UInt64>)
  func conflicts(kind: CarRule, seed: UInt64) throws {
    let instance = PatrolInstance.random(seed: seed, rule: kind)
    func travel(_ rules: [PlanningRule]) -> Minutes? {
      LabelledSearch(instance.keeping(rules)).leastTravel()
    }
    let report = try #require(
      ConflictSearch { instance, _ in LabelledSearch(instance).leastTravel() }
        .report(on: instance))
    #expect(report.conflicts.isEmpty == (travel(instance.planningRules) != nil))
    for conflict in report.conflicts {
      #expect(travel(report.past + conflict) == nil, "\(conflict)")
      for rule in conflict {
        #expect(
          travel(report.past + conflict.filter { $0 != rule }) != nil, "\(conflict) without \(rule)"
        )
      }
    }
    #expect(report.takenBack.count == report.conflicts.count)
    #expect(zip(report.takenBack, report.conflicts).allSatisfy { $1.contains($0) })
    let kept = instance.planningRules.filter { !report.takenBack.contains($0) }
    #expect(travel(kept) == report.cost)
  }
}
