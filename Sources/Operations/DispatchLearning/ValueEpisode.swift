import Networks
import RandomStreams
import Simulation

/// A shift played to learn from: what was seen after each decision, and what came of it.
struct ValueEpisode: Sendable {
  /// The sectors after each decision.
  private(set) var outlooks: [[Float]] = []
  /// What the rest of the shift then brought.
  private(set) var returns: [Double] = []
  /// What the whole shift brought.
  private(set) var total = 0.0

  /// Plays a shift.
  ///
  /// - Parameters:
  ///   - scenario: Its calls.
  ///   - simulator: Where they come.
  ///   - policy: Who answers.
  ///   - teacher: Who answers instead, if somebody does.
  ///   - exploration: The share of decisions that are made by chance.
  ///   - random: Chance.
  init(
    _ scenario: ShiftScenario, in simulator: DaySimulator, by policy: ValuePolicy,
    teacher: (any DispatchPolicy)?, exploration: Double, random: RandomStream
  ) {
    var random = random
    var state = ShiftState(
      scenario.start, region: simulator.region, utility: simulator.utility, cap: simulator.cap)
    var gains: [Double] = []
    for incident in scenario.incidents {
      let choices = policy.choices(for: incident, in: state)
      let isChance = random.unit() < exploration
      let taught = teacher.flatMap { teacher in
        choices.chosen(by: teacher, for: incident, in: state, random: &random)
      }
      guard
        let choice = isChance
          ? choices.all[random.uniform(below: choices.all.count)]
          : taught ?? choices.best(by: policy.value, incident.period)
      else { continue }
      state = choice.after
      outlooks.append(ShiftValue.outlook(of: state, period: incident.period))
      gains.append(choice.gain)
    }
    // What comes after a decision does not count the decision itself.
    var rest = 0.0
    for gain in gains.reversed() {
      returns.append(rest)
      rest += gain
    }
    returns.reverse()
    total = rest
  }
}
