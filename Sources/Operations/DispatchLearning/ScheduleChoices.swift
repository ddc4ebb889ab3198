import Dispatching
import RandomStreams
import Simulation

/// All ways to answer a call, with what each is worth now and later.
struct ScheduleChoices {
  /// A way to answer, or not to.
  struct Choice: Sendable {
    let decision: DispatchDecision
    let after: ShiftState
    /// Minutes until a car is there; nil if none goes.
    let minutes: Int?
    /// What it brings at once.
    let reward: Double
    /// What a network is shown of the state after it.
    let sight: [Float]
    /// What the rest is worth as far as was known before anything was learned.
    let prior: Double
    /// The reward and the discounted worth of the rest.
    var value = 0.0
  }

  private(set) var all: [Choice] = []

  /// Finds and values all ways.
  init(
    _ incident: Incident, in state: borrowing ShiftState, by policy: SchedulePolicy,
    _ random: inout RandomStream
  ) {
    let before = state.presence
    for (decision, minutes) in policy.answers(to: incident, in: state, random: &random) {
      guard case .serve(let plan, _, let repairs) = decision else { continue }
      var after = copy state
      for plan in [plan] + repairs { after.adopt(plan) }
      append(decision, minutes, after, before, incident, policy)
    }
    if all.isEmpty || policy.mayDecline {
      append(
        all.isEmpty ? .unable : .declined, nil, copy state, before, incident, policy)
    }
    setValues(by: policy)
    guard policy.task.responses > 0, policy.task.candidates == .chains else { return }
    // The best of each sector is responded to (BR); that takes most of a decision's time.
    let found = bestOfSectors(in: state)
    all = found.filter { $0.minutes == nil }
    for choice in found where choice.minutes != nil {
      let decision = SchedulePolicy.chain(policy.task).responded(
        choice.decision, to: incident, leadingTo: choice.after, in: state, random: &random)
      guard case .serve(let plan, _, let repairs) = decision else { continue }
      var after = copy state
      for plan in [plan] + repairs { after.adopt(plan) }
      append(decision, choice.minutes, after, before, incident, policy)
    }
    setValues(by: policy)
  }

  private mutating func setValues(by policy: SchedulePolicy) {
    let worths = policy.value.worth(of: all.map(\.sight))
    for (index, worth) in worths.enumerated() {
      all[index].value =
        all[index].reward + policy.task.reward.discount * (worth + all[index].prior)
    }
  }

  /// The first of the best of each sector's cars, and not to answer, if that is a choice.
  private func bestOfSectors(in state: borrowing ShiftState) -> [Choice] {
    var best: [Int: Int] = [:]
    for (index, choice) in all.enumerated() {
      var sector = -1
      if case .serve(let plan, _, _) = choice.decision {
        sector = state.initial.sectors[plan.car]
      }
      if best[sector].map({ choice.value > all[$0].value }) ?? true { best[sector] = index }
    }
    return best.values.sorted().map { all[$0] }
  }

  private mutating func append(
    _ decision: DispatchDecision, _ minutes: Int?, _ after: ShiftState, _ before: Double,
    _ incident: Incident, _ policy: SchedulePolicy
  ) {
    all.append(
      Choice(
        decision: decision, after: after, minutes: minutes,
        reward: policy.task.reward.now(
          minutes: minutes, before: before, after: after.presence, cars: after.initial.cars),
        sight: policy.value.sight(of: after, period: incident.period),
        prior: policy.value.prior(of: after)))
  }

  /// The first of the best.
  var best: Int {
    all.indices.reduce(0) { all[$1].value > all[$0].value ? $1 : $0 }
  }
}
