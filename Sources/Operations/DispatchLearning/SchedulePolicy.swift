import Dispatching
public import RandomStreams
public import Simulation

/// Answers a call by the finished candidate whose answer and rest are worth most.
///
/// With ejection chains that is MAVFA without best response (MAVFA-H), or VFA where each sector is
/// alone; ``ScheduleTask/responses`` makes it MAVFA-BR-H, ``ScheduleTask/depth`` says whether the
/// value ranks finished chains or chooses the repairs within them, too.
public struct SchedulePolicy: DispatchPolicy {
  /// The name in tables.
  public let name: String
  /// What the rest of the shift is worth.
  public let value: ScheduleValue
  /// What was learned, and so what is chosen from.
  public let task: ScheduleTask

  /// Creates a policy.
  init(name: String, _ value: ScheduleValue, _ task: ScheduleTask) {
    (self.name, self.value, self.task) = (name, value, task)
  }

  /// Whether to decline is a choice too.
  public var mayDecline: Bool { task.mayDecline && task.variant != .madqn }

  /// The answer whose value is greatest, or none.
  public func decide(
    _ incident: Incident, in state: borrowing ShiftState, random: inout RandomStream
  ) -> DispatchDecision {
    guard task.variant != .madqn else {
      let choices = SectorChoices(incident, in: state, by: self, &random)
      return choices.best(by: value).flatMap { choices.answers[$0]?.decision } ?? .unable
    }
    let choices = ScheduleChoices(incident, in: state, by: self, &random)
    return choices.all[choices.best].decision
  }

  /// All ways to serve a call, with the minutes until a car is there.
  func answers(
    to incident: Incident, in state: borrowing ShiftState, random: inout RandomStream
  ) -> [(decision: DispatchDecision, minutes: Int)] {
    switch task.candidates {
    case .chains:
      let judge = task.depth == .repairs ? RepairValues.judge(incident, in: state, self) : nil
      return Self.chain(task).answers(
        to: incident, in: state, random: &random, judge: judge
      ).map { ($0.decision, $0.responseMinutes) }
    case .plans:
      var plans: [PricedPlan] = []
      var seen: Set<CarPlan> = []
      for proposer in DispatchPolicies.proposers(declining: mayDecline) {
        for proposal in proposer.plans(for: incident, in: state)
        where seen.insert(proposal.plan).inserted {
          plans.append(proposal)
        }
      }
      return plans.map {
        (.serve($0.plan, responseMinutes: $0.responseMinutes), $0.responseMinutes)
      }
    }
  }

  /// The chains: travel alone is repaired, as the budget lasts longest so.
  static func chain(_ task: ScheduleTask) -> ChainPolicy {
    ChainPolicy(
      name: "chain", .myopic, reach: task.variant == .vfa ? .ownSector : .neighbours,
      chain: .thrifty,
      response: task.responses > 0 ? BestResponse(iterations: task.responses) : nil)
  }

  /// Who chooses from the same ways and learned nothing: what a training's log compares with.
  static func reference(_ task: ScheduleTask) -> any DispatchPolicy {
    switch task.candidates {
    case .chains: chain(task)
    case .plans: DispatchPolicies.proposers(declining: task.mayDecline)[0]
    }
  }

  /// Who answers the calls of futures: fast, and of the same kind.
  static func base(_ task: ScheduleTask) -> any DispatchPolicy {
    switch task.candidates {
    case .chains:
      ChainPolicy(
        name: "base", .greedy, reach: task.variant == .vfa ? .ownSector : .neighbours,
        chain: .thrifty)
    case .plans: DispatchPolicies.base(declining: task.mayDecline)
    }
  }
}
