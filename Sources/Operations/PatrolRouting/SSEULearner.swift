import RandomStreams
import Tempering

/// Learns linear route values by similar-state estimate updates (SSEU) in one long simulation.
///
/// Whenever the unit comes back to a node, the stretch since its last visit there is one sample of
/// c and d of that node (``SimilarStates``). First along the greedy policy, whose values are so
/// learned; then along the policy of the values themselves, in rounds of which the best is kept.
/// Several seeds, of which the best is kept: single ones differ by up to a tenth.
package struct SSEULearner: Sendable {
  /// How long to learn, and how often to move at random.
  package struct Schedule: Hashable, Sendable {
    /// Steps along the greedy policy.
    package var greedySteps = 12_000
    package var greedyRandomness = 0.10
    /// Rounds along the policy of the values, and the steps of each.
    package var rounds = 12
    package var roundSteps = 4_000
    /// From the first round to the last.
    package var firstRandomness = 0.15
    package var lastRandomness = 0.02
    /// Seeds, of which the best is kept.
    package var seeds = 8

    package init() {}
  }

  /// What came of it.
  package struct Result: Sendable {
    package let values: LinearRouteValues
    /// The mean discounted reward of the check routes.
    package let reward: Double
    /// The seed's number, and the reward of each.
    package let seed: Int
    package let rewards: [Double]
    /// Whether no seed was ended early.
    package let isComplete: Bool
  }

  private typealias Outcome = (values: LinearRouteValues, reward: Double, isComplete: Bool)

  private let model: RoutingModel
  /// The time that check routes are driven for.
  private let horizon: Double
  private let schedule: Schedule
  private let isCancelled: @Sendable () -> Bool

  /// Creates a learner; `horizon` is above 0, in the graph's unit of time.
  ///
  /// `isCancelled` is asked now and then, on any thread, and ends the learning with what there is.
  package init(
    _ model: RoutingModel, horizon: Double, schedule: Schedule = Schedule(),
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.model = model
    self.horizon = horizon
    self.schedule = schedule
    self.isCancelled = isCancelled
  }

  /// Learns from all seeds, on threads; their number does not matter to the result.
  package func learn(seed: UInt64, threads: Int = 1) -> Result {
    let slots = Slots<Outcome>(count: schedule.seeds)
    WorkerTeam(threads: threads).forEach(schedule.seeds) { number in
      slots[number] = learn(RandomStream(seed: seed, stream: UInt64(number)))
    }
    let all = slots.taken
    let best = all.map(\.reward).firstIndexOfMaximum
    return Result(
      values: all[best].values, reward: all[best].reward, seed: best, rewards: all.map(\.reward),
      isComplete: all.allSatisfy(\.isComplete))
  }

  private func learn(_ random: RandomStream) -> Outcome {
    var random = random
    var states = SimilarStates(at: random.uniform(below: model.nodeCount), in: model)
    let greedy = OneStepGreedy()
    var isComplete = walk(&states, schedule.greedySteps) { states in
      choice(greedy, states.state, schedule.greedyRandomness, &random)
    }
    var best = (values: states.values, reward: reward(of: states.values))
    for round in 0..<schedule.rounds where isComplete {
      let share = Double(round) / Double(max(1, schedule.rounds - 1))
      let randomness =
        schedule.firstRandomness + share * (schedule.lastRandomness - schedule.firstRandomness)
      isComplete = walk(&states, schedule.roundSteps) { states in
        choice(states.values, states.state, randomness, &random)
      }
      let reward = reward(of: states.values)
      if reward > best.reward { best = (states.values, reward) }
    }
    return (best.values, best.reward, isComplete)
  }

  /// Makes so many moves; whether it was let to.
  private func walk(
    _ states: inout SimilarStates, _ count: Int, _ next: (SimilarStates) -> RoutingModel.Move
  ) -> Bool {
    for step in 0..<count {
      // A step takes some microseconds, so this is many times a second.
      if step % 500 == 0 && isCancelled() { return false }
      states.make(next(states), in: model)
    }
    return true
  }

  private func choice(
    _ policy: some RoutePolicy, _ state: PatrolState, _ randomness: Double,
    _ random: inout RandomStream
  ) -> RoutingModel.Move {
    let moves = model.moves[state.node]
    return random.unit() < randomness
      ? moves[random.uniform(below: moves.count)] : moves[policy.choose(state, in: model)]
  }

  /// The mean over four starts, spread over the list of nodes.
  private func reward(of values: LinearRouteValues) -> Double {
    let starts = (0..<4).map { $0 * model.nodeCount / 4 }
    return starts.reduce(0) { sum, start in
      sum
        + PatrolRoute(
          values, from: PatrolState(at: start, in: model), until: horizon, in: model
        ).discountedReward
    } / Double(starts.count)
  }
}
