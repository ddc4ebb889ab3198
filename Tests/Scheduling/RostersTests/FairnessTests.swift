import PatrolModel
import RosterPrograms
import ScheduleChecking
import Testing
import _TemperTestSupport

/// Fronts between total and worst car, held against all schedules there are.
@Suite("What fairness costs", .needsHiGHS)
struct FairnessTests {
  static let rosters = seeds(20)

  @Test("is a list of the least totals, down to the least worst car", arguments: rosters)
  func front(seed: UInt64) throws {
    let instance = PatrolInstance.randomRoster(seed: seed)
    let costs = costs(of: instance)
    var front = FairnessFront(instance)
    front.pointLimit = 50
    let answer = try front.run()
    #expect(answer.isInfeasible == costs.isEmpty, "seed \(seed)")
    #expect(answer.isComplete, "seed \(seed)")
    for point in answer.points {
      let cost = point.verdict.cost
      let least = costs.filter { $0.worst <= cost.worst }.map(\.total).min()
      #expect(cost.total == least && point.proof == .proven, "seed \(seed)")
    }
    #expect(answer.points.first?.verdict.cost.total == costs.map(\.total).min(), "seed \(seed)")
    #expect(answer.points.last?.verdict.cost.worst == costs.map(\.worst).min(), "seed \(seed)")
    let worsts = answer.points.map(\.verdict.cost.worst)
    #expect(zip(worsts, worsts.dropFirst()).allSatisfy { $0 > $1 }, "seed \(seed): \(worsts)")
  }

  @Test("within a share of the total is the least worst car of those plans", arguments: rosters)
  func within(seed: UInt64) throws {
    let instance = PatrolInstance.randomRoster(seed: seed)
    let costs = costs(of: instance)
    guard let least = costs.map(\.total).min() else { return }
    for share in [0, 500, 3000] {
      let most = Minutes(tenths: least.tenths + least.tenths * share / 10_000)
      let answer = try FairnessFront(instance).leastWorst(withinBasisPoints: share)
      let worst = costs.filter { $0.total <= most }.map(\.worst).min()
      #expect(answer.points.last?.verdict.cost.worst == worst, "seed \(seed), \(share)")
      #expect(answer.leastWorst == worst, "seed \(seed), \(share)")
      #expect(
        answer.points.last.map { $0.verdict.cost.total <= most } == true, "seed \(seed), \(share)")
    }
  }

  private func costs(of instance: PatrolInstance) -> [PlanCost] {
    var costs: [PlanCost] = []
    let checker = ScheduleChecker(instance)
    everySchedule(of: instance) { schedule in
      let verdict = checker.judge(schedule)
      if verdict.isFeasible { costs.append(verdict.cost) }
    }
    return costs
  }
}
