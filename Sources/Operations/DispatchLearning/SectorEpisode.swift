import RandomStreams
import Reinforcement
import Simulation

extension ScheduleEpisode {
  /// Plays a shift by a network that chooses sectors, now and then by chance.
  init(
    sectorsOf scenario: ShiftScenario, in simulator: DaySimulator, by policy: SchedulePolicy,
    exploration: Double, random: RandomStream
  ) {
    self.init()
    var random = random
    var state = ShiftState(
      scenario.start, region: simulator.region, utility: simulator.utility, cap: simulator.cap)
    let discount = policy.task.reward.discount
    var steps: [SectorStep] = []
    for incident in scenario.incidents {
      let choices = SectorChoices(incident, in: state, by: policy, &random)
      let possible = choices.answers.indices.filter { choices.allowed[$0] }
      let isChance = random.unit() < exploration
      let sector =
        isChance && !possible.isEmpty
        ? possible[random.uniform(below: possible.count)] : choices.best(by: policy.value)
      let answer = sector.flatMap { choices.answers[$0] }
      let reward = answer?.reward ?? choices.unanswered
      calls += 1
      total += reward
      if let sector, let answer {
        if case .serve(_, let minutes, _) = answer.decision,
          minutes <= ResponseUtility.targetMinutes
        {
          successes += 1
        }
        state = answer.after
        steps.append(
          SectorStep(sight: choices.sight, allowed: choices.allowed, sector: sector))
      }
      // What no sector could answer is part of what the last choice led to.
      if !steps.isEmpty { steps[steps.count - 1].add(reward, discount) }
    }
    decisions = Self.decisions(steps)
  }

  /// A choice of a sector, and what it brought until the next one.
  private struct SectorStep {
    let sight: [Float]
    let allowed: [Bool]
    let sector: Int
    private(set) var reward = 0.0
    private(set) var kept = 1.0

    init(sight: [Float], allowed: [Bool], sector: Int) {
      (self.sight, self.allowed, self.sector) = (sight, allowed, sector)
    }

    mutating func add(_ reward: Double, _ discount: Double) {
      self.reward += kept * reward
      kept *= discount
    }
  }

  /// Each choice with what came of it; the last one has nothing after it.
  private static func decisions(_ steps: [SectorStep]) -> [Decision] {
    steps.indices.map { index in
      let (step, isLast) = (steps[index], index + 1 == steps.count)
      let next = steps[isLast ? index : index + 1]
      return Decision(
        state: step.sight, action: step.sector, of: step.allowed.count,
        outcome: Outcome(
          reward: ScheduleValue.target(step.reward), discount: isLast ? 0 : Float(step.kept),
          next: next.sight, allowed: next.allowed))
    }
  }
}
