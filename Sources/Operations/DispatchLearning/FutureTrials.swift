import Dispatching
import RandomStreams
import Reinforcement
import Simulation

/// Tries rival ways to answer a call: each is adopted in a copy of the shift, and the next calls are
/// answered by a fast policy, the same calls for all; then the value so far says what the rest is
/// worth.
///
/// Truncated rollout (Bertsekas, Tsitsiklis and Wu 1997, doi:10.1023/A:1009635226865), n-step
/// temporal differences with common random numbers: rivals that are told apart by the next calls
/// alone have less luck in their values than by the whole rest. Calls come without memory, so what
/// comes after this minute in other shifts is a future here.
struct FutureTrials: Sendable {
  /// The shifts that futures are taken from.
  let scenarios: [ShiftScenario]
  /// Who answers the calls of futures.
  let base: any DispatchPolicy
  /// What the rest is worth after the calls that are played.
  let value: ScheduleValue
  /// What answers bring.
  let reward: ShiftReward
  /// The calls of a future that are played, at least 1.
  let ahead: Int
  /// The futures of a decision.
  let futures: Int
  /// The rivals of a decision: the best as far as is known, and one by chance.
  let rivals: Int
  /// The share of decisions that are tried.
  let share: Double

  /// The rivals of a decision with what they bring, or nothing if there is but one way.
  func rivals(
    among choices: ScheduleChoices, _ incident: Incident, of scenario: Int,
    _ random: inout RandomStream
  ) -> RivalStates? {
    guard choices.all.count > 1 else { return nil }
    let chosen = chosen(among: choices, &random)
    return RivalStates(
      states: chosen.map(\.sight),
      values: zip(chosen, worths(chosen, incident, of: scenario, random)).map { choice, worth in
        ScheduleValue.target(worth - choice.prior)
      })
  }

  /// What the rest is worth after each of some ways.
  func worths(
    _ chosen: [ScheduleChoices.Choice], _ incident: Incident, of scenario: Int,
    _ random: RandomStream
  ) -> [Double] {
    let calls = calls(after: incident, of: scenario)
    let ends = chosen.flatMap { choice in calls.map { end(of: choice.after, $0, random) } }
    let rests = value.worth(of: ends.compactMap(\.sight))
    var (next, sums) = (0, Array(repeating: 0.0, count: chosen.count))
    for (index, end) in ends.enumerated() {
      sums[index / calls.count] += end.worth
      guard end.sight != nil else { continue }
      sums[index / calls.count] += end.kept * (rests[next] + end.prior)
      next += 1
    }
    return sums.map { $0 / Double(calls.count) }
  }

  /// The best by value so far, and one of the others.
  private func chosen(
    among choices: ScheduleChoices, _ random: inout RandomStream
  ) -> [ScheduleChoices.Choice] {
    let order = choices.all.indices.sorted {
      (-choices.all[$0].value, $0) < (-choices.all[$1].value, $1)
    }
    guard order.count > rivals else { return order.map { choices.all[$0] } }
    let other = order[rivals - 1 + random.uniform(below: order.count - rivals + 1)]
    return (order.prefix(rivals - 1) + [other]).map { choices.all[$0] }
  }

  /// What comes after a call in shifts of the round, this one first.
  private func calls(after incident: Incident, of scenario: Int) -> [[Incident]] {
    (0..<min(futures, scenarios.count)).map { step in
      scenarios[(scenario + step) % scenarios.count].incidents.filter {
        $0.startMinute > incident.startMinute
      }
    }
  }

  /// Where a future is left: what it brought, what worth counts from then on, and what a network
  /// is shown there, nil if no call is left.
  private struct End {
    var worth = 0.0
    var kept = 1.0
    var prior = 0.0
    var sight: [Float]?
  }

  /// Plays a future for some calls.
  private func end(of state: ShiftState, _ calls: [Incident], _ random: RandomStream) -> End {
    // Chance of the base policy is the same for all rivals, too.
    var (state, random, end) = (state, random, End())
    var before = state.presence
    for call in calls.prefix(ahead) {
      var minutes: Int?
      if case .serve(let plan, let response, let repairs) = base.decide(
        call, in: state, random: &random)
      {
        minutes = response
        for plan in [plan] + repairs { state.adopt(plan) }
      }
      let after = state.presence
      end.worth +=
        end.kept
        * reward.now(minutes: minutes, before: before, after: after, cars: state.initial.cars)
      end.kept *= reward.discount
      before = after
    }
    guard calls.count > ahead else { return end }
    end.sight = value.sight(of: state, period: calls[ahead - 1].period)
    end.prior = value.prior(of: state)
    return end
  }
}
