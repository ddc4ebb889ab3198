public import RandomStreams
public import Simulation

/// Answers a call by what it would lead to: each of the best plans is adopted in a copy of the
/// shift, and the rest is played through sampled futures by a fast policy, the same futures for all.
///
/// Rollout: Bertsekas, Tsitsiklis and Wu, "Rollout algorithms for combinatorial optimization",
/// J. Heuristics 3 (1997), doi:10.1023/A:1009635226865; common random numbers for the candidates.
public struct RolloutPolicy: DispatchPolicy {
  /// What futures are worth, in successes.
  public struct Worth: Hashable, Sendable {
    /// Of an answered call, beside one for a success.
    public var served = 0.05
    /// Of a period of patrol as the shift ends.
    public var patrol: Double

    /// Sets what patrol is worth.
    public init(patrol: Double) { self.patrol = patrol }
  }

  /// The name in tables.
  public let name: String
  /// Policies whose plans are candidates.
  public let proposers: [PricedPolicy]
  /// Who answers the calls of futures.
  public let base: PricedPolicy
  /// Sampled futures (M).
  public let futures: Int
  /// Plans that are played through (K).
  public let candidates: Int
  /// What futures are worth.
  public let worth: Worth
  /// Whether to decline is a candidate too.
  public let mayDecline: Bool

  /// Creates a policy.
  public init(
    name: String, proposers: [PricedPolicy], base: PricedPolicy, futures: Int, candidates: Int,
    worth: Worth, mayDecline: Bool
  ) {
    (self.name, self.proposers, self.base) = (name, proposers, base)
    (self.futures, self.candidates) = (futures, candidates)
    (self.worth, self.mayDecline) = (worth, mayDecline)
  }

  /// The plan whose futures are worth most, or none.
  public func decide(
    _ incident: Incident, in state: borrowing ShiftState, random: inout RandomStream
  ) -> DispatchDecision {
    let plans = plans(for: incident, in: state)
    guard !plans.isEmpty else { return .unable }
    if plans.count == 1, !mayDecline {
      return .serve(plans[0].plan, responseMinutes: plans[0].responseMinutes)
    }
    let calls = sample(after: incident, in: state, &random)
    var best: (worth: Double, plan: PricedPlan?)?
    if mayDecline { best = (mean(copy state, calls, random), nil) }
    for plan in plans {
      var after = copy state
      after.adopt(plan.plan)
      let now = worth.served + (plan.responseMinutes <= ResponseUtility.targetMinutes ? 1 : 0)
      let value = now + mean(after, calls, random)
      if value > best?.worth ?? -.infinity { best = (value, plan) }
    }
    guard let plan = best?.plan else { return .declined }
    return .serve(plan.plan, responseMinutes: plan.responseMinutes)
  }

  /// The best plans of each proposer, in turn, without doubles.
  private func plans(for incident: Incident, in state: borrowing ShiftState) -> [PricedPlan] {
    var ranked: [[PricedPlan]] = []
    for proposer in proposers {
      ranked.append(proposer.plans(for: incident, in: state).sorted { $0.value > $1.value })
    }
    var (chosen, seen): ([PricedPlan], Set<CarPlan>) = ([], [])
    for rank in 0..<(ranked.map(\.count).max() ?? 0) {
      for list in ranked where rank < list.count && chosen.count < candidates {
        if seen.insert(list[rank].plan).inserted { chosen.append(list[rank]) }
      }
    }
    return chosen
  }

  /// What may come after a call: the law has no memory, so futures begin anew with it.
  private func sample(
    after incident: Incident, in state: borrowing ShiftState, _ random: inout RandomStream
  ) -> [[Incident]] {
    var sectors: [Int] = []
    for sector in state.region.sectors.indices where !state.carsOfSector[sector].isEmpty {
      sectors.append(sector)
    }
    let generator = IncidentGenerator(state.region, sectors: sectors)
    return (0..<futures).map { _ in
      generator.incidents(&random, after: incident.startMinute)
        .enumerated().sorted {
          ($0.element.startMinute, $0.offset) < ($1.element.startMinute, $1.offset)
        }.map(\.element)
    }
  }

  /// The mean worth of a state's futures.
  private func mean(_ state: ShiftState, _ futures: [[Incident]], _ random: RandomStream) -> Double
  {
    let sum = futures.reduce(0.0) { sum, calls in
      var state = state
      // The base policy draws nothing; it has a stream because every policy has one.
      var draws = random
      var gained = 0.0
      for call in calls {
        let decision = base.decide(call, in: state, random: &draws)
        guard case .serve(let plan, let minutes, _) = decision else { continue }
        gained += worth.served + (minutes <= ResponseUtility.targetMinutes ? 1 : 0)
        state.adopt(plan)
      }
      return sum + gained
        + worth.patrol * state.presence
        * Double(ShiftClock.periods * state.initial.cars)
    }
    return sum / Double(futures.count)
  }
}
