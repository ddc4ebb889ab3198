import Contradictions
import PatrolModel
import PenaltyModel
import QUBOModel
import RandomStreams
import Testing
import _TemperTestSupport

@Suite("Repairs")
struct RepairTests {
  @Test("make a plan of any assignment, unless max-stay stops them", arguments: 0..<300)
  func anyAssignment(seed: Int) throws {
    var example = try RandomScheduleQUBO(seed: UInt64(seed))
    guard example.instance.presenceConflicts().isEmpty else { return }
    let model = example.qubo
    for _ in 0..<4 {
      let bits = BitVector(example.random.bits(model.variableCount))
      let plan = model.repaired(bits, weights: example.weights)
      try expectFeasible(plan, model)
    }
    let layers = ScheduleLayers(example.instance, weights: example.weights)
    let state = layers.state(example.schedule())
    try expectFeasible(layers.repaired(state, weights: example.weights), model)
  }

  @Test("leave a plan as it is", arguments: 0..<100)
  func plans(seed: Int) throws {
    let example = try RandomScheduleQUBO(seed: UInt64(seed), presence: .noReturn)
    guard example.instance.presenceConflicts().isEmpty else { return }
    let model = example.qubo
    let plan = try #require(
      model.repaired(BitVector(count: model.variableCount), weights: example.weights))
    let assignment = try #require(model.encode(plan))
    #expect(model.repaired(assignment, weights: example.weights) == plan)
  }

  @Test("lower the energy of whatever breaks rules under proven weights", arguments: 0..<300)
  func lower(seed: Int) throws {
    var example = try RandomScheduleQUBO(
      seed: UInt64(seed), presence: seed % 2 == 0 ? PresenceRule.none : .noReturn)
    guard example.instance.presenceConflicts().isEmpty else { return }
    let model = example.qubo
    let weights = PenaltyBounds(example.instance).sufficient.weights
    for _ in 0..<4 {
      let bits = BitVector(example.random.bits(model.variableCount))
      let broken = model.breakdown(of: bits, weights: weights)
      guard !broken.isFeasible else { continue }
      let plan = try #require(model.repaired(bits, weights: weights))
      let assignment = try #require(model.encode(plan))
      #expect(model.breakdown(of: assignment, weights: weights).total < broken.total)
    }
  }

  private func expectFeasible(_ plan: Schedule?, _ model: ScheduleQUBO) throws {
    guard let plan else {
      if case .maxStay = model.instance.presence { return }
      Issue.record("repairs ended before a plan")
      return
    }
    let assignment = try #require(model.encode(plan))
    #expect(model.decode(assignment).breaches.isEmpty)
  }
}
