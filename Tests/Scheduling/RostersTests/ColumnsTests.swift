import PatrolModel
import RosterPrograms
import Rosters
import ScheduleChecking
import Testing
import _TemperTestSupport

/// Column generation, held against all schedules there are, as the checker judges them.
@Suite("Paths of cars", .needsHiGHS)
struct ColumnsTests {
  static let rosters = seeds(40)

  @Test("come to the least total of all schedules, by proof", arguments: rosters)
  func equalsExhaustion(seed: UInt64) throws {
    let instance = PatrolInstance.randomRoster(seed: seed).minimising(.total)
    try expectLeastTotal(RosterColumns(instance), worst: nil, "seed \(seed)")
  }

  @Test("come to the least worst car, then to the least total, by proof", arguments: rosters)
  func leastWorst(seed: UInt64) throws {
    let instance = PatrolInstance.randomRoster(seed: seed).minimising(.worst)
    let best = bestOfAll(instance)
    let result = try RosterColumns(instance).solve()
    #expect(result.value == best?.thousandths, "seed \(seed)")
    #expect(result.bound ?? best?.thousandths == best?.thousandths, "seed \(seed)")
    #expect(result.isInfeasible == (best == nil), "seed \(seed)")
    #expect(result.proof == .proven, "seed \(seed)")
    let cost = result.schedule.map { ScheduleChecker(instance).judge($0).cost }
    #expect(cost?.value(under: .worst) == best, "seed \(seed)")
  }

  @Test(
    "come to the least total of those that no car has more than so many minutes in",
    arguments: rosters)
  func keepsCap(seed: UInt64) throws {
    let instance = PatrolInstance.randomRoster(seed: seed)
    var worsts: Set<Minutes> = []
    forEachVerdict(instance) { worsts.insert($0.cost.worst) }
    let sorted = worsts.sorted()
    for cap in [sorted.first, sorted.first.map { $0 - Minutes(tenths: 1) }].compactMap(\.self) {
      var columns = RosterColumns(instance)
      columns.cap = cap
      try expectLeastTotal(columns, worst: cap, "seed \(seed), cap \(cap)")
    }
  }

  private func expectLeastTotal(
    _ columns: RosterColumns, worst: Minutes?, _ place: String
  ) throws {
    var best: Int?
    forEachVerdict(columns.instance) { verdict in
      guard worst.map({ verdict.cost.worst <= $0 }) ?? true else { return }
      let total = verdict.cost.total.tenths * 100
      best = best.map { min($0, total) } ?? total
    }
    let result = try columns.solve()
    #expect(result.value == best, "\(place)")
    #expect(result.isInfeasible == (best == nil), "\(place)")
    #expect(result.proof == .proven, "\(place)")
    if let schedule = result.schedule {
      let verdict = ScheduleChecker(columns.instance).judge(schedule)
      #expect(verdict.isFeasible, "\(place)")
      #expect(verdict.cost.total.tenths * 100 == best, "\(place)")
    }
  }

  private func forEachVerdict(_ instance: PatrolInstance, _ body: (Verdict) -> Void) {
    let checker = ScheduleChecker(instance)
    everySchedule(of: instance) { schedule in
      let verdict = checker.judge(schedule)
      if verdict.isFeasible { body(verdict) }
    }
  }
}

extension PatrolInstance {
  /// The same shift with another aim.
  fileprivate func minimising(_ objective: RosterRules.Objective) -> PatrolInstance {
    var roster = roster
    roster.objective = objective
    return PatrolInstance(
      name: name, summary: summary, fleet: fleet, shift: shift, presence: presence,
      sectors: sectors, demand: demand, travel: travel, rules: rules, roster: roster)
  }
}
