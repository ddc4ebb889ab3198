import Annealing
import PatrolModel
import ScheduleChecking
import Testing
import Workbench
import _TemperTestSupport

struct CarRuleTests {
  @Test(
    "Exchange moves find the best plan that keeps the rules",
    arguments: CarRule.allCases, 0..<60 as Range<UInt64>)
  func exchange(rule: CarRule, seed: UInt64) throws {
    let instance = PatrolInstance.random(seed: seed, rule: rule)
    var request = SolveRequest(instance: instance, seed: seed, stop: Stop(steps: 200))
    request.replicas = 4
    let outcome = try SolveRun(request).run()
    // Without any rule drawn, weights are those for interchangeable cars.
    if instance.hasCarRules {
      #expect(outcome.plan?.verdict.totalTravel == LabelledSearch(instance).leastTravel())
    }
    #expect((outcome.status == .feasible) == (outcome.plan != nil))
    #expect(outcome.status != .noneFound || !outcome.breaches.isEmpty)
  }

  @Test(
    "One-hot and flip moves never offer a plan that breaks a rule",
    arguments: [SolveRequest.Moves.oneHot, .flip], 0..<70 as Range<UInt64>)
  func others(moves: SolveRequest.Moves, seed: UInt64) throws {
    let rule = CarRule.allCases[Int(seed) % CarRule.allCases.count]
    let instance = PatrolInstance.random(seed: seed, rule: rule)
    var request = SolveRequest(instance: instance, seed: seed, stop: Stop(steps: 1_000))
    request.replicas = 4
    request.moves = moves
    let outcome = try SolveRun(request).run()
    let search = LabelledSearch(instance)
    if let plan = outcome.plan {
      #expect(search.keepsRules(plan.schedule))
      #expect(plan.verdict.totalTravel == search.travel(plan.schedule))
    } else {
      #expect(outcome.status == .infeasible || !outcome.breaches.isEmpty)
    }
  }

  @Test("The log says which rules there are")
  func log() {
    var lines: [String] = []
    let instance = PatrolInstance.random(seed: 5, rule: .longestLeg)
    let request = SolveRequest(instance: instance, seed: 1, stop: Stop(steps: 1))
    SolverLog(request, optimum: nil) { lines.append($0) }.header(version: "0")
    let longest = instance.rules.longestLeg.map { "\($0)" } ?? ""
    #expect(lines.contains("Rules     legs up to \(longest) min"))
  }
}
