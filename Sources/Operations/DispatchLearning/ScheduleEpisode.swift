import RandomStreams
import Reinforcement
import Simulation

/// A shift played to learn from by temporal differences.
struct ScheduleEpisode: Sendable {
  /// States after decisions, and what they should be worth.
  var samples: [ValueLearner.Sample] = []
  /// Decisions whose rivals were tried.
  var rivals: [RivalStates] = []
  /// Choices of sectors with what came of them.
  var decisions: [Decision] = []
  /// What the shift brought, without discount.
  var total = 0.0
  /// Calls, and those that a car came to in time.
  var (calls, successes) = (0, 0)

  /// How much of a target is the value of the next state's best way, and how much what came later:
  /// λ of Watkins' Q(λ).
  private static let trace = 0.8

  /// A shift of which nothing was played.
  init() {}

  /// Plays a shift by the best of all ways to answer, now and then by chance.
  init(
    _ number: Int, of scenarios: [ShiftScenario], in simulator: DaySimulator,
    by policy: SchedulePolicy, exploration: Double, trials: FutureTrials?, random: RandomStream
  ) {
    let scenario = scenarios[number]
    var random = random
    var state = ShiftState(
      scenario.start, region: simulator.region, utility: simulator.utility, cap: simulator.cap)
    var steps: [Step] = []
    for incident in scenario.incidents {
      let choices = ScheduleChoices(incident, in: state, by: policy, &random)
      if let trials, random.unit() < trials.share,
        let found = trials.rivals(among: choices, incident, of: number, &random)
      {
        rivals.append(found)
      }
      let best = choices.best
      let isChance = random.unit() < exploration
      let chosen = isChance ? random.uniform(below: choices.all.count) : best
      let choice = choices.all[chosen]
      steps.append(
        Step(
          sight: choice.sight, prior: choice.prior, reward: choice.reward,
          best: choices.all[best].value, isBest: chosen == best))
      state = choice.after
      total += choice.reward
      if case .serve(_, let minutes, _) = choice.decision,
        minutes <= ResponseUtility.targetMinutes
      {
        successes += 1
      }
    }
    calls = steps.count
    samples = Self.samples(steps, discount: policy.task.reward.discount)
  }

  /// A decision: the state after it, its reward, and the value of the best way.
  private struct Step {
    let sight: [Float]
    let prior: Double
    let reward: Double
    let best: Double
    let isBest: Bool
  }

  /// Targets of states after decisions: y_t = (1 − λ) max q_{t+1} + λ (r_{t+1} + γ y_{t+1}) as long
  /// as the best way was taken, else max q_{t+1}; 0 after the last.
  ///
  /// Watkins 1989; Sutton & Barto 2018, section 12.10. Worth is that of states after decisions (6.8
  /// there), where the papers take those before them for both.
  private static func samples(
    _ steps: [Step], discount: Double
  ) -> [ValueLearner.Sample] {
    var samples: [ValueLearner.Sample] = []
    var next = 0.0
    for index in steps.indices.reversed() {
      let step = steps[index]
      samples.append(
        .init(state: step.sight, value: ScheduleValue.target(next - step.prior)))
      let taken = step.reward + discount * next
      next = step.isBest ? (1 - trace) * step.best + trace * taken : step.best
    }
    return samples.reversed()
  }
}
