public import RandomStreams
public import Simulation

/// Answers each call by the car whose plan is worth most: its answer and patrol, less the price of
/// the cells that it changes, which are what the rest of the shift has to live on.
public struct PricedPolicy: DispatchPolicy {
  /// How the timetable of the car that goes is repaired.
  public enum Repair: Hashable, Sendable {
    /// Rejoin the old timetable as soon as possible.
    case rejoin
    /// Dynamic programming over all timetables of the car's sector.
    case dynamic
  }

  /// The name in tables.
  public let name: String
  /// The prices.
  public let prices: PlanPrices
  /// How timetables are repaired.
  public let repair: Repair
  /// Where help may come from.
  public let reach: DispatchReach
  /// The worth below which a call is declined; none never declines.
  public let threshold: Double?

  /// The price at which repair changes as little as it can.
  private static let scarcity = 50.0

  /// Creates a policy.
  public init(
    name: String, prices: PlanPrices, repair: Repair, reach: DispatchReach = .neighbours,
    threshold: Double? = nil
  ) {
    (self.name, self.prices, self.repair) = (name, prices, repair)
    (self.reach, self.threshold) = (reach, threshold)
  }

  /// Whether it may refuse calls that it could serve.
  public var mayDecline: Bool { threshold != nil }

  /// The car whose plan is worth most, or none.
  public func decide(
    _ incident: Incident, in state: borrowing ShiftState, random: inout RandomStream
  ) -> DispatchDecision {
    var best: PricedPlan?
    for plan in plans(for: incident, in: state) where plan.value > best?.value ?? -.infinity {
      best = plan
    }
    guard let best else { return .unable }
    if let threshold, best.value <= threshold { return .declined }
    return .serve(best.plan, responseMinutes: best.responseMinutes)
  }

  /// A plan of each car and departure that the budget can pay for.
  package func plans(for incident: Incident, in state: borrowing ShiftState) -> [PricedPlan] {
    var counts = state.patrol
    var dynamic = DynamicRepair()
    var plans: [PricedPlan] = []
    for departure in state.departures(to: incident, reach: reach) {
      let sector = state.initial.sectors[departure.car]
      let price = prices.changePrice(sector: sector, period: incident.period, in: state)
      guard
        let (plan, score) = affordable(
          departure, incident, price, in: state, counts: &counts, &dynamic)
      else { continue }
      let value =
        prices.answer(minutes: departure.responseMinutes) + prices.patrol * score.patrol
        - price * Double(score.changes)
      plans.append(
        PricedPlan(value: value, plan: plan, responseMinutes: departure.responseMinutes))
    }
    return plans
  }

  /// The plan that the sector's budget can pay for, if there is one.
  private func affordable(
    _ departure: Departure, _ incident: Incident, _ price: Double,
    in state: borrowing ShiftState, counts: inout [Int], _ dynamic: inout DynamicRepair
  ) -> (CarPlan, PlanScore)? {
    let sector = state.initial.sectors[departure.car]
    let left = state.allowance(sector) - state.changed[sector]
    for price in repair == .dynamic ? [price, Self.scarcity] : [price] {
      let plan =
        switch repair {
        case .rejoin: RejoinRepair.plan(departure, to: incident.area, in: state)
        case .dynamic:
          dynamic.plan(
            departure, to: incident.area, price: price, patrol: prices.patrol, in: state,
            counts: &counts)
        }
      let score = PlanScore(plan, in: state, counts: &counts)
      if score.changes <= left { return (plan, score) }
    }
    return nil
  }
}

/// A plan with what it is worth at the prices of a policy.
package struct PricedPlan: Sendable {
  package let value: Double
  package let plan: CarPlan
  package let responseMinutes: Int
}
