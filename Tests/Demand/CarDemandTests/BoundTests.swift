import CarDemand
import LinearPrograms
import Testing
import _TemperTestSupport

@Suite("The bound on allocations", .needsHiGHS)
struct BoundTests {
  @Test("is never above the best allocation", arguments: UInt64(0)..<20)
  func valid(seed: UInt64) throws {
    var city = RandomCity(sectors: 3, minutes: 120, seed: seed)
    let trial = city.trial(city.scenarios(3, calls: 8))
    let best = try #require(
      compositions(of: 4, into: 3).map { trial.loss(of: Allocation($0, blocks: 1)) }.min())
    let bound = AllocationBound(trial, rules: AllocationRules(cars: 4, sectors: 3, blocks: 1))
    var options = SolverOptions()
    options.timeLimit = .seconds(20)
    let loss = try bound.solve(HiGHSSolver(), options: options)
    #expect(loss <= best + 1e-6, "seed \(seed)")
    // The least response is in it, so it says something.
    #expect(loss > 0, "seed \(seed)")
  }

  @Test("tells of calls that cannot be answered in time")
  func overload() throws {
    // Three calls at once, far from each other, and one car: two are late whatever is done.
    let calls = [0.0, 9, 18].map {
      Call(
        minute: 0, at: PlanePoint(x: $0, y: 0), target: 10, weight: 2, service: 60, priority: 2,
        cars: 1)
    }
    let trial = AllocationTrial(
      CallScenarios([calls]), posts: [PlanePoint(x: 9, y: 0)], travel: StreetTravel(),
      blockMinutes: 120)
    let bound = try AllocationBound(trial, rules: AllocationRules(cars: 1, sectors: 1, blocks: 1))
      .solve(HiGHSSolver(), options: SolverOptions())
    #expect(bound >= 4 && bound <= trial.loss(of: Allocation([1], blocks: 1)))
  }
}
