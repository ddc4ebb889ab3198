import ExactScheduling
import Foundation
import PatrolModel
import ScheduleChecking
import ScheduleFlows
import Testing
import _TemperTestSupport

@Suite("In the middle of a shift, an exact solver")
struct ReplanningTests {
  @Test(
    "finds the same optima for the rest by flows as over all schedules, and keeps what is past",
    .needsHiGHS, arguments: CarRuleTests.shifts)
  func agreement(seed: UInt64) throws {
    let instance = PatrolInstance.replanned(seed: seed)
    let optimum = LabelledSearch(instance, skipsUnfixed: true).leastTravel()
    for method in [ExactMethod.exhaustive, .automatic, .aggregated] {
      var solver = ExactSolver(instance)
      solver.method = method
      let result = try solver.solve()
      #expect(result.end == .complete)
      #expect(result.travel == optimum, "\(method) \(instance.presence)")
      guard let schedule = result.schedule else { continue }
      // Also where cars are fixed, the past among it.
      let verdict = ScheduleChecker(instance).judge(schedule)
      #expect(verdict.isFeasible && verdict.totalTravel == optimum, "\(verdict.violations)")
      #expect(LabelledSearch(instance).keepsRules(schedule))
      let network = try FlowNetwork(instance)
      let flow = try #require(network.flow(of: schedule))
      #expect(network.flow(of: try network.schedule(of: flow)) == flow)
    }
  }

  @Test("meets shifts with a plan, without one, and with a past that breaks the rule")
  func samples() {
    let instances = (0..<60 as Range<UInt64>).map { PatrolInstance.replanned(seed: $0) }
    let broken = instances.count { instance in
      do { _ = try FlowNetwork(instance) } catch FlowError.pastBreaksPresence { return true } catch
      {}
      return false
    }
    let feasible = instances.count {
      LabelledSearch($0, skipsUnfixed: true).leastTravel() != nil
    }
    #expect(20 * broken >= instances.count && 2 * feasible >= instances.count, "\(broken)")
    #expect(broken + feasible < instances.count)
  }

  @Test("has a bound without a solver that no plan is below", arguments: CarRuleTests.shifts)
  func bound(seed: UInt64) throws {
    let instance = PatrolInstance.replanned(seed: seed)
    guard let optimum = LabelledSearch(instance, skipsUnfixed: true).leastTravel() else { return }
    var bound = LagrangianBound(try FlowNetwork(instance, mergesGroups: true))
    #expect(bound.travel <= optimum)
    bound.improve(iterations: 60)
    #expect(bound.travel <= optimum)
  }

  @Test(
    "takes cars whose hours are past for alike: the rest of an optimal plan is optimal",
    .needsHiGHS, arguments: [PresenceRule.none, .noReturn, .maxStay(limit: 3)])
  func fullSize(presence: PresenceRule) throws {
    let whole = try #require(InstanceFiles.shipped["presence-18x18x20"]).under(presence)
    let best = try ExactSolver(whole).solve()
    let rest = whole.replanned(after: 6, of: try #require(best.schedule))
    let network = try FlowNetwork(rest)
    #expect(network.groups == [whole.carIndices])
    #expect(network.flowCount == (try FlowNetwork(whole)).flowCount)
    let result = try ExactSolver(rest).solve()
    #expect(result.status == .optimal && result.travel == best.travel)
    let plan = try #require(result.schedule)
    #expect(ScheduleChecker(rest).judge(plan).isFeasible)

    var bound = LagrangianBound(network)
    bound.improve(iterations: 300)
    let travel = try #require(best.travel)
    #expect(bound.travel <= travel)
    #expect(Double(bound.travel.tenths) > 0.98 * Double(travel.tenths))
  }

  @Test("says which car's past breaks the presence rule")
  func broken() throws {
    let whole = try #require(InstanceFiles.shipped["presence-13x11x12"])
    let lazy = try #require(try ExactSolver(whole.under(.none)).solve().schedule)
    let rest = whole.replanned(after: 6, of: lazy)
    let error = #expect(throws: FlowError.self) { try FlowNetwork(rest) }
    guard case .pastBreaksPresence(let car, let step) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(lazy[step, car] == lazy[StepIndex(step.rawValue - 2), car])
    #expect(try ExactSolver(rest).solve().status == .infeasible)
  }
}

extension PatrolInstance {
  fileprivate func under(_ presence: PresenceRule) -> PatrolInstance {
    PatrolInstance(
      name: name, summary: summary, fleet: fleet, shift: shift, presence: presence,
      sectors: sectors, demand: demand, travel: travel, rules: rules, roster: roster)
  }
}
