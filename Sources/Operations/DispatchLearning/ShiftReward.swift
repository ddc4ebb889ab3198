import Simulation

/// What a decision brings at once.
public enum ShiftReward: Hashable, Sendable {
  /// f_r · f_p(after) − f_p(before), as published; unanswered calls have f_r = 0.
  case published
  /// Calls in time less calls that came, answers, and so much for a period of patrol (U).
  case calls(patrol: Double)

  /// γ: the papers', or none, as a shift ends.
  var discount: Double { self == .published ? 0.99 : 1 }

  /// The reward of a decision that changes presence f_p, with the minutes of the answer if there is
  /// one; `cars` are all that patrol.
  func now(minutes: Int?, before: Double, after: Double, cars: Int) -> Double {
    switch self {
    case .published:
      return (minutes.map { ResponseUtility.value(minutes: $0) } ?? 0) * after - before
    case .calls(let patrol):
      let worth = ShiftWorth(patrol: patrol)
      return (minutes.map { worth.answer(minutes: $0) } ?? worth.unanswered)
        + patrol * (after - before) * Double(ShiftClock.periods * cars)
    }
  }
}
