import RandomStreams
import Simulation

/// What a policy of prices weighs: lateness, patrol and changed cells, in units of one success.
public struct PlanPrices: Hashable, Sendable {
  /// Price of a changed cell when a sector's budget lasts as long as the shift (λ).
  public var change: Double
  /// How steeply the price follows a budget that is short or ample (η).
  public var steepness: Double = 0
  /// Worth of a period of patrol (w).
  public var patrol: Double
  /// Worth of an answer after 30 minutes (r₂).
  public var late: Double
  /// Share of the budget that is added to what is left (h₀).
  public var reserve: Double = 0
  /// Share of the shift that is added to what is left of it (lb).
  public var horizon: Double = 0
  /// Periods at the end in which no budget is needed (pend).
  public var ending: Double = 0

  /// Sets the three prices that every policy has.
  public init(change: Double, patrol: Double, late: Double) {
    (self.change, self.patrol, self.late) = (change, patrol, late)
  }

  /// Repair beside an answer, tuned on generated scenarios: the fast policy.
  public static let rejoin = PlanPrices(change: 0.3, patrol: 0.03, late: 0.3)

  /// The default: as many calls as a moderate loss of presence buys.
  public static var responsive: PlanPrices {
    var prices = PlanPrices(change: 0.0453, patrol: 0.0804, late: 0.309)
    (prices.steepness, prices.reserve) = (0.112, 0.065)
    return prices
  }

  /// No significant loss of presence against greedy dispatch.
  public static var presenceNeutral: PlanPrices {
    var prices = PlanPrices(change: 0.0264, patrol: 0.4146, late: 0.039)
    (prices.steepness, prices.horizon, prices.ending) = (0.399, 0.038, 0.77)
    return prices
  }

  /// For triage: changes and patrol so dear that late answers to long calls are not worth them.
  ///
  /// Chosen among eight on generated shifts, for success at a presence of 0.54.
  public static var triage: PlanPrices {
    var prices = PlanPrices(change: 0.05, patrol: 0.09, late: 0.05)
    prices.reserve = 0.05
    return prices
  }

  /// For triage that rejoins: it spends more cells on each call, so they are dearer.
  public static let selectiveRejoin = PlanPrices(change: 0.08, patrol: 0.07, late: 0.3)

  /// λ_s = min(3, λ·ρ^−η), where ρ is the budget left over the time left.
  func changePrice(sector: Int, period: Int, in state: borrowing ShiftState) -> Double {
    let left = (state.cap - state.hamming(sector)) / state.cap + reserve
    let periods = Double(ShiftClock.periods)
    let time = max(0.01, (periods - Double(period) - ending) / periods + horizon)
    let ratio = max(0.02, left / time)
    return min(3, change * naturalExponential(-steepness * naturalLogarithm(ratio)))
  }

  /// Worth of an answer: 1 in time, else r₂ after 30 minutes and less later.
  func answer(minutes: Int) -> Double {
    minutes <= ResponseUtility.targetMinutes
      ? 1 : late * ResponseUtility.value(minutes: minutes) / ResponseUtility.value(minutes: 30)
  }
}
