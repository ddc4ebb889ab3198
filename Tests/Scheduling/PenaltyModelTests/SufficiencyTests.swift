import PatrolModel
import PenaltyModel
import QUBOModel
import Testing
import _TemperTestSupport

/// Holds the proven weights against brute force over all assignments.
struct SufficiencyTests {
  @Test("With the proven weights every minimiser is an optimal schedule", arguments: Self.seeds)
  func random(seed: UInt64) throws {
    // Sizes with at most 20 bits; feasible ones in most cases.
    let shapes = [(2, 2, 3), (2, 3, 3), (3, 2, 3), (2, 2, 4), (2, 2, 5), (1, 3, 4), (3, 3, 2)]
    let (cars, sectors, steps) = shapes[Int(seed / 5) % shapes.count]
    let instance = PatrolInstance.random(
      seed: seed, cars: cars, sectors: sectors, steps: steps,
      presence: PresenceRule.samples[Int(seed % 5)], longest: 40)
    try expectOptimalMinimisers(instance)
  }

  @Test(
    "The same holds for the tiny shipped instance and the tiny real one",
    arguments: [InstanceFiles.shipped, InstanceFiles.real].compactMap { $0["tiny-3x3x3"] })
  func tiny(instance: PatrolInstance) throws { try expectOptimalMinimisers(instance) }

  private static let seeds = _TemperTestSupport.seeds(105)

  private func expectOptimalMinimisers(_ instance: PatrolInstance) throws {
    let schedules = try ScheduleQUBO(instance)
    // The theorems are about instances that have a schedule.
    guard schedules.variableCount <= 24, let optimum = ExhaustiveSearch(instance).leastTravel()
    else {
      #expect(instance.name.hasPrefix("random"))
      return
    }
    let qubo = try schedules.qubo(weights: PenaltyBounds(instance).sufficient.weights)
    let minimisers = PlainQUBO(qubo).minimisers()
    #expect(!minimisers.isEmpty)
    for word in minimisers {
      let assignment = BitVector((0..<qubo.variableCount).map { word >> UInt32($0) & 1 == 1 })
      #expect(schedules.decode(assignment).breaches.isEmpty)
      #expect(qubo.energy(of: assignment) == Int64(optimum.tenths))
    }
  }
}
