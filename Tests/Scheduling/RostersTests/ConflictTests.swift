import PatrolModel
import Rosters
import Testing
import _TemperTestSupport

/// What is told before any search, held against all schedules there are.
@Suite("Presolve of a roster")
struct ConflictTests {
  @Test("calls nothing impossible that has a plan", arguments: 0..<300 as Range<UInt64>)
  func raisesNoFalseAlarm(seed: UInt64) {
    let instance = PatrolInstance.randomRoster(seed: seed)
    let words = RosterConflicts(instance).words
    if !words.isEmpty { #expect(bestOfAll(instance) == nil, "seed \(seed): \(words)") }
  }

  @Test("finds conflicts of each kind in some of many rosters")
  func findsConflicts() {
    let words = (0..<300 as Range<UInt64>).flatMap {
      RosterConflicts(PatrolInstance.randomRoster(seed: $0)).words
    }
    for part in ["are in service", "travels", "leave no way there"] {
      #expect(words.contains { $0.contains(part) }, "\(part)")
    }
  }
}
