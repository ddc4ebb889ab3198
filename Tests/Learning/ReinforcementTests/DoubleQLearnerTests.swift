import Networks
import RandomStreams
import Reinforcement
import Testing

@Suite("Double Q-learning")
struct DoubleQLearnerTests {
  private static let world = LineWorld()
  private static let every = [true, true, true]

  private static func learner(threads: Int = 1) -> DoubleQLearner {
    DoubleQLearner(
      TwinNetwork(
        Sequential.perceptron([12, 32, 32, 3]), rates: LearningRates(step: 2e-3, follow: 0.02),
        seed: 5), threads: threads)
  }

  /// Plays on with a falling share of drawn moves, learning a batch every four ticks.
  private static func trained(_ ticks: Int, threads: Int = 1) -> DoubleQLearner {
    var learner = learner(threads: threads)
    var random = RandomStream(seed: 11)
    var buffer = ReplayBuffer<Decision>(capacity: 20_000)
    let schedule = EpsilonSchedule(from: 1, to: 0.2, over: ticks / 2)
    var state = LineWorld.State(car: 0, call: nil)
    for tick in 0..<ticks {
      let drawn = random.unit() < schedule.value(at: tick)
      let action = drawn ? random.uniform(below: 3) : best(learner, state)
      let (next, reward) = world.step(state, action, &random)
      let outcome = Outcome(
        reward: Float(reward), discount: Float(world.discount), next: world.features(next),
        allowed: every)
      buffer.append(
        Decision(state: world.features(state), action: action, of: 3, outcome: outcome))
      state = next
      if tick % 4 == 3, tick > 200 {
        _ = learner.learn(buffer.sample(64, &random), rate: tick > ticks / 2 ? 0.2 : 1)
      }
    }
    return learner
  }

  private static func best(_ learner: DoubleQLearner, _ state: LineWorld.State) -> Int {
    let values = learner.twin.online.output(
      of: Tensor(world.features(state), shape: [1, 12])
    ).values
    return (0..<3).max { values[$0] < values[$1] } ?? 0
  }

  @Test("comes within 3 % of value iteration on a line of six nodes")
  func line() {
    let learner = Self.trained(32_000)
    let optimum = Self.world.optimum
    let values = Self.world.values { Self.best(learner, $0) }
    let states = Self.world.states
    let ideal = states.reduce(0) { $0 + (optimum[$1] ?? 0) }
    let learned = states.reduce(0) { $0 + (values[$1] ?? 0) }
    // Costs: the learned policy's is at most 3 % above the least there is, and never below.
    #expect(learned <= ideal + 1e-9)
    #expect(learned >= 1.03 * ideal, "\(learned) against \(ideal)")
    let claimed = states.reduce(0.0) { sum, state in
      let output = learner.twin.online.output(
        of: Tensor(Self.world.features(state), shape: [1, 12]))
      return sum + Double(output.values.max() ?? 0)
    }
    #expect(abs(claimed / ideal - 1) < 0.05, "claims \(claimed)")
    let standing = Self.world.values { _ in 1 }.values.reduce(0, +)
    #expect(standing < 1.5 * ideal)
  }

  @Test("any number of threads gives the same bytes", arguments: [2, 3])
  func threads(_ threads: Int) {
    let weights = Self.trained(1_200, threads: threads).twin.online.weights.map(\.bitPattern)
    #expect(weights == Self.trained(1_200).twin.online.weights.map(\.bitPattern))
  }

  /// The gradient step of a decision, against the definition y = r + γ Q⁻(s′, argmax Q).
  @Test("the loss is that of the double target", arguments: 0..<4 as Range<UInt64>)
  func target(seed: UInt64) {
    var learner = DoubleQLearner(
      TwinNetwork(Sequential.perceptron([2, 4, 2]), rates: LearningRates(follow: 0.5), seed: seed),
      threads: 1)
    let first = Decision(
      state: [1, 0], action: 1, of: 2,
      outcome: Outcome(reward: 3, discount: 0, next: [0, 0], allowed: [true, true]))
    // Some steps, so that twin and network differ.
    for _ in 0..<20 { _ = learner.learn([first]) }
    let outcome = Outcome(
      reward: -1, discount: 0.81, next: [0.3, -2], allowed: [seed % 2 == 0, true], prior: [0.5, 0])
    let decision = Decision(
      state: [0.2, 0.7], outcomes: [outcome, nil], prior: [0.25, 0])
    func row(_ network: Network, _ state: [Float]) -> [Float] {
      network.output(of: Tensor(state, shape: [1, 2])).values
    }
    let (online, slow) = (learner.twin.online, learner.twin.target)
    let next = row(online, outcome.next)
    let choice = seed % 2 == 0 && next[0] + 0.5 > next[1] ? 0 : 1
    let y = -1 + 0.81 * (row(slow, outcome.next)[choice] + (choice == 0 ? 0.5 : 0))
    let error = row(online, decision.state)[0] + 0.25 - y
    let loss = learner.learn([decision])
    #expect(abs(loss - Double(error * error)) < 1e-4 * max(1, loss), "seed \(seed)")
  }

  @Test("luck that all outcomes share is not learned where only differences are asked for")
  func sharedLuck() {
    var learner = DoubleQLearner(
      TwinNetwork(Sequential.perceptron([1, 8, 2]), rates: LearningRates(step: 3e-3), seed: 2),
      meanShare: 0, threads: 1)
    let start = learner.twin.online.output(of: Tensor([1], shape: [1, 1])).values
    var random = RandomStream(seed: 4)
    for _ in 0..<600 {
      let luck = Float(20 * (random.unit() - 0.5))
      let outcomes = [luck + 0.5, luck - 0.5].map {
        Outcome(reward: $0, discount: 0, next: [0], allowed: [true, true])
      }
      _ = learner.learn([Decision(state: [1], outcomes: outcomes)])
    }
    let end = learner.twin.online.output(of: Tensor([1], shape: [1, 1])).values
    #expect(abs(end[0] - end[1] - 1) < 0.02)
    #expect(abs((end[0] + end[1]) - (start[0] + start[1])) < 0.5)
  }
}
