import Annealing
import PatrolModel
import PenaltyModel
import QUBOModel
import RandomStreams
import Testing
import _TemperTestSupport

/// Holds the annealer against brute force.
struct OptimumTests {
  /// 1,000 models in release: 20 batches.
  private static let modelsPerBatch = 50

  @Test("The minimum of a random function is found", arguments: 0..<samples(8))
  func randomModels(batch: Int) throws {
    for seed in batch * Self.modelsPerBatch..<(batch + 1) * Self.modelsPerBatch {
      var random = RandomStream(seed: UInt64(seed))
      let count = seed < 30 ? seed / 10 : 1 + random.uniform(below: 20)
      let plain = PlainQUBO(
        variableCount: count, density: [0.2, 0.5, 1][random.uniform(below: 3)],
        magnitude: [1, 10, 1_000, 100_000][random.uniform(below: 4)], using: &random)
      let moves: [FlipMove] = [
        .parallelTrial(offsetIncrement: 0),
        .parallelTrial(offsetIncrement: 1 + random.uniform(below: 100)), .sweep,
      ]
      let minimum = plain.minimum()
      let result = Annealer(seed: UInt64(seed), replicas: 8).minimise(
        try plain.built([.automatic, .dense, .sparse][random.uniform(below: 3)]),
        move: moves[seed % 3], until: Stop(steps: 10_000, targetEnergy: minimum))
      #expect(result.best.energy == minimum, "seed \(seed), \(count) bits, \(moves[seed % 3])")
      #expect(plain.energy((0..<count).map { result.best.state[$0] }) == result.best.energy)
    }
  }

  @Test("The best schedule of a tiny instance is found by every kind of move", arguments: Self.tiny)
  func tinyInstances(instance: PatrolInstance) throws {
    let optimum = try #require(ExhaustiveSearch(instance).leastTravel())
    let target = Int64(optimum.tenths)
    let weights = PenaltyBounds(instance).sufficient.weights
    let layers = ScheduleLayers(instance, weights: weights)
    for moves in [LayeredMoves.oneHot, .exchange] {
      let best = Annealer(seed: 1).minimise(
        layers.model, moves: moves, until: Stop(steps: 1_000_000, targetEnergy: target)
      ).best
      #expect(best.energy == target && best.isValid, "\(instance.name), \(moves)")
    }
    let schedules = try ScheduleQUBO(instance)
    let qubo = try schedules.qubo(weights: weights)
    for move in [FlipMove.parallelTrial(offsetIncrement: 0), .sweep] {
      let best = Annealer(seed: 1).minimise(
        qubo, constraints: try schedules.violations(), move: move,
        until: Stop(steps: 50_000, targetEnergy: target)
      ).best
      #expect(best.energy == target && best.isValid, "\(instance.name), \(move)")
      #expect(schedules.decode(best.state).breaches.isEmpty)
    }
  }

  private static let tiny: [PatrolInstance] =
    [InstanceFiles.shipped, InstanceFiles.real].flatMap { files in
      files.filter { $0.key.hasPrefix("tiny") }.sorted { $0.key < $1.key }.map(\.value)
    }
    + (0..<20).map { seed in
      PatrolInstance.random(
        seed: seed, cars: 3, sectors: 3, steps: 4, presence: PresenceRule.samples[Int(seed % 5)])
    }.filter { ExhaustiveSearch($0).leastTravel() != nil }
}
