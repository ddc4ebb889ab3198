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
    for part in ["are in service", "travels", "no plan keeps", "a stay lasts at least", "moves"] {
      #expect(words.contains { $0.contains(part) }, "\(part)")
    }
  }
}

/// One rule of each kind that a roster's car, pair or class cannot keep, and the words that name it.
@Suite("A roster made impossible")
struct MadeImpossibleTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let rules: String
    let words: [String]
    var testDescription: String { rules }
  }

  /// Four cars, three sectors, six steps; each car may stay two steps, and somebody is always moving.
  private func instance(_ rules: String) throws -> PatrolInstance {
    let text = """
      {"format": "patrol-shift", "version": 1, "name": "made", "startTime": "08:00", "stepMinutes": 60,
       "presence": {"rule": "max-stay", "limit": 2},
       "sectors": [{"id": "S1", "name": "a"}, {"id": "S2", "name": "b"}, {"id": "S3", "name": "c"}],
       "demand": [[2, 1, 1], [2, 1, 1], [2, 1, 1], [2, 1, 1], [2, 1, 1], [2, 1, 1]],
       "travelMinutes": [[0, 5, 9], [5, 0, 7], [9, 7, 0]], \(rules)}
      """
    return try PatrolInstance(json: Array(text.utf8), file: "made.json")
  }

  private static let cars = #"{"id": "A", "class": "van"}, {"id": "B", "class": "van"}"#
  private static let rest = #"{"id": "C"}, {"id": "D"}"#

  @Test(
    "names what cannot be kept",
    arguments: [
      Case(
        rules: #""cars": [\#(cars), \#(rest)], "minStay": 3"#,
        words: ["at most 2 steps", "at least 3 steps"]),
      Case(
        rules: #""cars": [{"id": "A", "maxMoves": 1}, {"id": "B"}, \#(rest)]"#,
        words: ["at most 2 steps", "car A moves at most once"]),
      Case(
        rules: #"""
          "cars": [\#(cars), \#(rest)],
          "fixed": [{"car": "A", "step": 2, "sector": "S1"}, {"car": "C", "step": 2, "sector": "S1"}],
          "pairs": [{"cars": ["A", "C"], "rule": "apart"}]
          """#, words: ["cars A and C are to be apart at step 2", "S1"]),
      Case(
        rules: #"""
          "cars": [\#(cars), \#(rest)],
          "fixed": [{"car": "A", "step": 2, "sector": "S1"}, {"car": "C", "step": 2, "sector": "S2"}],
          "pairs": [{"cars": ["A", "C"], "rule": "together", "steps": [2]}]
          """#, words: ["cars A and C are to be together at step 2"]),
      Case(
        rules: #"""
          "cars": [\#(cars), \#(rest)],
          "fixed": [{"car": "C", "step": 4, "sector": "S3"}, {"car": "D", "step": 4, "sector": "S2"}],
          "classMaximum": [{"class": "van", "step": 4, "sector": "S1", "cars": 1}]
          """#, words: ["S1 may have 1 car of class van at step 4", "needs 2 cars"]),
      Case(
        rules: #"""
          "cars": [{"id": "A", "travelLimit": 4}, {"id": "B"}, \#(rest)],
          "fixed": [{"car": "A", "step": 2, "sector": "S1"}, {"car": "A", "step": 3, "sector": "S2"}]
          """#, words: ["car A travels at most 4.0 minutes", "car A is fixed in S2"]),
      Case(
        rules: #"""
          "cars": [{"id": "A", "end": "S3"}, {"id": "B"}, \#(rest)], "maxLegMinutes": 8,
          "fixed": [{"car": "A", "step": 6, "sector": "S1"}]
          """#, words: ["car A ends in S3", "car A is fixed in S1"]),
    ])
  func names(_ test: Case) throws {
    let conflicts = try instance(test.rules).planningConflicts()
    let words = conflicts.map(\.description).joined(separator: "\n")
    for word in test.words { #expect(words.contains(word), "\(word) in: \(words)") }
  }

  @Test("is explained by rules that clash by themselves", arguments: seeds(200))
  func rulesClash(seed: UInt64) {
    let instance = PatrolInstance.randomRoster(seed: seed)
    for case .rules(let rules) in instance.planningConflicts() {
      #expect(!instance.keeping(rules).planningConflicts().isEmpty, "\(rules)")
    }
  }
}
