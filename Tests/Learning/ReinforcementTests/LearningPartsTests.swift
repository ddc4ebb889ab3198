import Networks
import RandomStreams
import Reinforcement
import Testing

@Suite("Parts of learning")
struct LearningPartsTests {
  @Test func aBufferKeepsTheLast() {
    var buffer = ReplayBuffer<Int>(capacity: 3)
    var random = RandomStream(seed: 1)
    #expect(buffer.sample(2, &random) == [])
    for number in 0..<8 { buffer.append(number) }
    #expect(Set(buffer.experiences) == [5, 6, 7])
    let drawn = buffer.sample(300, &random)
    #expect(Set(drawn) == [5, 6, 7] && drawn.count == 300)
  }

  @Test func explorationFallsInALine() {
    let schedule = EpsilonSchedule(from: 1, to: 0.1, over: 9)
    #expect((0..<9).allSatisfy { abs(schedule.value(at: $0) - (1 - 0.1 * Double($0))) < 1e-12 })
    #expect(schedule.value(at: 9) == 0.1 && schedule.value(at: 1_000) == 0.1)
  }

  /// The definition, summed as it stands.
  @Test(arguments: 0..<8 as Range<UInt64>) func returnsAreDefined(seed: UInt64) {
    var random = RandomStream(seed: seed)
    let rewards = (0..<9).map { _ in random.unit() - 0.5 }
    let values = (0..<10).map { _ in 4 * random.unit() }
    let steps = 1 + random.uniform(below: 12)
    let returns = MultiStepTargets(steps: steps, discount: 0.8).returns(rewards, values: values)
    for first in 0..<9 {
      var (sum, weight, place) = (0.0, 1.0, first)
      while place < min(9, first + steps) {
        sum += weight * rewards[place]
        weight *= 0.8
        place += 1
      }
      #expect(abs(returns[first] - sum - weight * values[place]) < 1e-12, "seed \(seed)")
    }
  }

  /// A ring of states whose values are known: V = c / (1 − γ) for a constant cost.
  @Test func valuesOfAChainAreLearned() {
    var learner = ValueLearner(
      TwinNetwork(
        Sequential.perceptron([3, 16, 1]), rates: LearningRates(step: 5e-3, follow: 0.05), seed: 3),
      threads: 2)
    let states: [[Float]] = (0..<3).map { state in (0..<3).map { $0 == state ? 1 : 0 } }
    let targets = MultiStepTargets(steps: 2, discount: 0.5)
    // 0 → 1 → 2 → 0, costs 1, 0 and 3: V₀ = 1 + ½ V₁, V₁ = ½ V₂, V₂ = 3 + ½ V₀.
    let tour = [0, 1, 2, 0, 1, 2, 0]
    let costs: [Double] = [1, 0, 3, 1, 0, 3]
    for _ in 0..<500 {
      let values = learner.targetValues(tour.map { states[$0] })
      let samples = zip(tour, targets.returns(costs, values: values)).map {
        ValueLearner.Sample(state: states[$0], value: Float($1))
      }
      _ = learner.learn(samples)
    }
    // V₀ = 1 + ¼ V₂ and V₂ = 3 + ½ V₀ give V₀ = 2, V₂ = 4, V₁ = 2.
    for (value, exact) in zip(learner.targetValues(states), [2.0, 2.0, 4.0]) {
      #expect(abs(value - exact) < 0.04 * exact)
    }
  }

  @Test func aRunGoesOnAsIfItHadNotStopped() throws {
    func samples(_ step: Int) -> [ValueLearner.Sample] {
      var random = RandomStream(seed: 9, stream: UInt64(step))
      return (0..<20).map { _ in
        let x = Float(random.unit())
        return .init(state: [x, 1 - x], value: x * x)
      }
    }
    let layer = Sequential.perceptron([2, 8, 1])
    var whole = ValueLearner(TwinNetwork(layer, rates: LearningRates(), seed: 1), threads: 1)
    for step in 0..<7 { _ = whole.learn(samples(step)) }
    let file = SafetensorsFile(whole.twin.tensors(named: "v"))
    let bytes = try SafetensorsFile(parsing: file.bytes, file: "run")
    var resumed = ValueLearner(
      try TwinNetwork(layer, rates: LearningRates(), from: bytes, named: "v"), threads: 2)
    for step in 7..<20 {
      _ = whole.learn(samples(step))
      _ = resumed.learn(samples(step))
    }
    #expect(resumed.twin.tensors(named: "v") == whole.twin.tensors(named: "v"))
    #expect(resumed.twin.steps == 20)
    #expect(throws: SafetensorsError.self) {
      try TwinNetwork(layer, rates: LearningRates(), from: bytes, named: "q")
    }
  }
}
