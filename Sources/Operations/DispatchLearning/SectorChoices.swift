import Dispatching
import Networks
import RandomStreams
import Reinforcement
import Simulation

/// Which sectors can answer a call, each by the chain that is best now: the second stage of the
/// two-stage method (MADQN), whose first stage, a network, chooses among the sectors.
struct SectorChoices {
  /// The best answer of a sector.
  struct Answer {
    let decision: DispatchDecision
    let after: ShiftState
    let reward: Double
  }

  /// What the network is shown: the state as the call comes, and the call.
  let sight: [Float]
  /// The answer of each sector of the shape, or nil if it has none.
  let answers: [Answer?]
  /// What not to answer brings.
  let unanswered: Double

  /// Finds the answers.
  init(
    _ incident: Incident, in state: borrowing ShiftState, by policy: SchedulePolicy,
    _ random: inout RandomStream
  ) {
    let (shape, before) = (policy.value.shape, state.presence)
    let (reward, cars) = (policy.task.reward, state.initial.cars)
    var answers = [Answer?](repeating: nil, count: shape.sectors.count)
    for answer in SchedulePolicy.chain(policy.task).answers(
      to: incident, in: state, random: &random)
    {
      guard case .serve(let plan, let minutes, let repairs) = answer.decision,
        let place = shape.sectors.firstIndex(of: answer.sector)
      else { continue }
      var after = copy state
      for plan in [plan] + repairs { after.adopt(plan) }
      let now = reward.now(minutes: minutes, before: before, after: after.presence, cars: cars)
      if now > answers[place]?.reward ?? -.infinity {
        answers[place] = Answer(decision: answer.decision, after: after, reward: now)
      }
    }
    self.answers = answers
    unanswered = reward.now(minutes: nil, before: before, after: before, cars: cars)
    sight =
      ScheduleSight(copy state, period: incident.period, as: shape).numbers
      + Self.numbers(of: incident, in: state.region, shape)
  }

  /// Which sectors can answer.
  var allowed: [Bool] { answers.map { $0 != nil } }

  /// The sector whose answer is thought to be best, or nil if none can answer.
  func best(by value: ScheduleValue) -> Int? {
    guard allowed.contains(true) else { return nil }
    let worths = value.network.output(of: Tensor(stacking: [sight])).values
    return answers.indices.filter { allowed[$0] }.max { worths[$0] < worths[$1] }
  }

  /// The call: its sector among those of the shape, and for how long a car is needed.
  private static func numbers(
    of incident: Incident, in region: Region, _ shape: ScheduleShape
  ) -> [Float] {
    let sector = region.areas[incident.area].sector
    return shape.sectors.map { $0 == sector ? 1 : 0 }
      // Most calls take less than two hours.
      + [Float(incident.periods) / 12]
  }
}
