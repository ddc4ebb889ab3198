import Dispatching
public import RandomStreams
public import Simulation

/// Answers a call by what it leaves for the rest of the shift: of the plans that fast policies
/// propose, the one with the best sum of its answer, its patrol and the learned worth of the rest.
///
/// One step of policy improvement over the policy whose play the worth was learned from, as rollout
/// is, with a network in place of sampled futures (Bertsekas 2019, "Reinforcement learning and
/// optimal control", section 2.4).
public struct ValuePolicy: DispatchPolicy {
  /// The name in tables.
  public let name: String
  /// What the rest of the shift is worth.
  public let value: ShiftValue
  /// What answers and patrol are worth.
  public let worth: ShiftWorth
  /// Whether to decline is a choice too.
  public let mayDecline: Bool

  /// Creates a policy.
  public init(name: String, _ value: ShiftValue, _ worth: ShiftWorth, mayDecline: Bool) {
    (self.name, self.value, self.worth) = (name, value, worth)
    self.mayDecline = mayDecline
  }

  /// The plan whose sum is best, or none.
  public func decide(
    _ incident: Incident, in state: borrowing ShiftState, random: inout RandomStream
  ) -> DispatchDecision {
    let choices = choices(for: incident, in: state)
    guard let best = choices.best(by: value, incident.period) else {
      return choices.all.isEmpty || !mayDecline ? .unable : .declined
    }
    return best.decision
  }

  /// What may be done about a call, with the state that each leads to.
  func choices(for incident: Incident, in state: borrowing ShiftState) -> ValueChoices {
    let before = worth.patrol(of: state)
    var all: [ValueChoice] = []
    var seen: Set<CarPlan> = []
    for proposer in DispatchPolicies.proposers(declining: mayDecline) {
      for proposal in proposer.plans(for: incident, in: state)
      where seen.insert(proposal.plan).inserted {
        var after = copy state
        after.adopt(proposal.plan)
        all.append(
          ValueChoice(
            decision: .serve(proposal.plan, responseMinutes: proposal.responseMinutes),
            after: after,
            gain: worth.answer(minutes: proposal.responseMinutes) + worth.patrol(of: after)
              - before))
      }
    }
    if all.isEmpty || mayDecline {
      all.append(
        ValueChoice(
          decision: all.isEmpty ? .unable : .declined, after: copy state, gain: worth.unanswered))
    }
    return ValueChoices(all: all)
  }
}

/// A way to answer a call, or not to.
struct ValueChoice: Sendable {
  let decision: DispatchDecision
  /// The shift as it would be.
  let after: ShiftState
  /// What it is worth at once.
  let gain: Double
}

/// All ways to answer a call.
struct ValueChoices: Sendable {
  let all: [ValueChoice]

  /// The first of the best, now and later.
  func best(by value: ShiftValue, _ period: Int) -> ValueChoice? {
    guard all.count > 1 else { return all.first }
    let later = value.worth(of: all.map(\.after), period: period)
    var best: (worth: Double, choice: ValueChoice)?
    for (choice, rest) in zip(all, later) where choice.gain + rest > best?.worth ?? -.infinity {
      best = (choice.gain + rest, choice)
    }
    return best?.choice
  }

  /// What another policy would do, if it is one of these ways.
  func chosen(
    by policy: some DispatchPolicy, for incident: Incident, in state: borrowing ShiftState,
    random: inout RandomStream
  ) -> ValueChoice? {
    let plan = policy.decide(incident, in: state, random: &random).plan
    return all.first { $0.decision.plan == plan }
  }
}

extension DispatchDecision {
  /// The plan of the car that goes.
  fileprivate var plan: CarPlan? {
    if case .serve(let plan, _, _) = self { plan } else { nil }
  }
}
