import PatrolModel
import Rosters
import ScheduleChecking
import Testing
import _TemperTestSupport

/// A roster's integer program, held against all schedules there are, as the checker judges them.
@Suite("The program of a roster", .needsHiGHS)
struct ExactTests {
  static let rosters = seeds(40)

  @Test("has the least value of all schedules, or none if there is none", arguments: rosters)
  func equalsExhaustion(seed: UInt64) throws {
    let instance = PatrolInstance.randomRoster(seed: seed)
    let best = bestOfAll(instance)
    let outcome = try RosterRun(request(instance)).run()
    #expect(outcome.value == best, "seed \(seed)")
    #expect(outcome.status == (best == nil ? .infeasible : .optimal), "seed \(seed)")
  }

  @Test("and annealing comes to the same on tiny rosters", arguments: rosters)
  func annealingEqualsExhaustion(seed: UInt64) throws {
    let instance = PatrolInstance.randomRoster(seed: seed)
    guard let best = bestOfAll(instance) else { return }
    var request = request(instance)
    (request.method, request.steps, request.replicas) = (.annealer, 10_000, 8)
    let value = try #require(try RosterRun(request).run().value, "seed \(seed)")
    #expect(value.thousandths == best.thousandths, "seed \(seed)")
  }

  private func request(_ instance: PatrolInstance) -> RosterRequest {
    var request = RosterRequest(instance, seed: 1)
    request.method = .exact
    return request
  }
}

/// The best value of any schedule that the checker accepts.
func bestOfAll(_ instance: PatrolInstance) -> ObjectiveValue? {
  let checker = ScheduleChecker(instance)
  var best: ObjectiveValue?
  everySchedule(of: instance) { schedule in
    let verdict = checker.judge(schedule)
    guard verdict.isFeasible else { return }
    let value = verdict.cost.value(under: instance.roster.objective)
    best = best.map { min($0, value) } ?? value
  }
  return best
}
