import PatrolModel
import Rosters
import ScheduleChecking
import Testing
import _TemperTestSupport

@Suite("An explanation of a cell")
struct ExplanationTests {
  @Test(
    "has the cost of each exchange, as the checker finds it", arguments: 0..<40 as Range<UInt64>)
  func costs(seed: UInt64) {
    let instance = PatrolInstance.randomRoster(seed: seed)
    let checker = ScheduleChecker(instance)
    var plan: Schedule?
    everySchedule(of: instance) { if plan == nil && checker.judge($0).isFeasible { plan = $0 } }
    guard let plan else { return }
    let value = { (schedule: Schedule) in
      checker.judge(schedule).cost.value(under: instance.roster.objective).thousandths
    }
    for car in instance.carIndices {
      for step in instance.shift.steps {
        let explanation = CellExplanation(plan, of: instance, car: car, step: step)
        #expect((explanation == nil) == (plan[step, car] == nil), "seed \(seed)")
        guard let explanation else { continue }
        #expect(explanation.present.contains(car), "seed \(seed)")
        #expect(explanation.stay.steps.contains(step.rawValue), "seed \(seed)")
        for other in explanation.alternatives {
          #expect(other.schedule[step, other.car] == explanation.sector, "seed \(seed)")
          #expect(other.cost == value(other.schedule) - value(plan), "seed \(seed)")
          #expect(
            other.broken.isEmpty == checker.judge(other.schedule).isFeasible, "seed \(seed)")
        }
      }
    }
  }
}
