import Contradictions
import PatrolModel
import ScheduleChecking
import Testing
import _TemperTestSupport

/// What is told before any search, held against all schedules there are.
@Suite("Conflicts that show before any search")
struct ConflictTests {
  @Test("calls nothing impossible that has a plan", arguments: 0..<300 as Range<UInt64>)
  func raisesNoFalseAlarm(seed: UInt64) {
    let instance = PatrolInstance.randomRoster(seed: seed)
    let words = instance.planningConflicts().map(\.description)
    if !words.isEmpty { #expect(!hasPlan(instance), "seed \(seed): \(words)") }
  }

  private func hasPlan(_ instance: PatrolInstance) -> Bool {
    let checker = ScheduleChecker(instance)
    var isFound = false
    everySchedule(of: instance) { isFound = isFound || checker.judge($0).isFeasible }
    return isFound
  }

  @Test("finds conflicts of each kind in some of many rosters")
  func findsConflicts() {
    let words = (0..<300 as Range<UInt64>).flatMap {
      PatrolInstance.randomRoster(seed: $0).planningConflicts().map(\.description)
    }
    for part in ["are in service", "travels", "no plan keeps"] {
      #expect(words.contains { $0.contains(part) }, "\(part)")
    }
  }
}
