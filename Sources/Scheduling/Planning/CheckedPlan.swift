public import PatrolModel
public import ScheduleChecking

/// A feasible schedule with the independent checker's verdict, whoever found it.
public struct CheckedPlan: Sendable {
  /// The schedule.
  public let schedule: Schedule
  /// What the checker says of it; always feasible.
  public let verdict: Verdict
  /// The minutes of the longest car before they were evened out; `nil` if they were not.
  public let longestBeforeBalancing: Minutes?

  /// Why the checker refuses what a solver takes for a plan: a defect of this program.
  package struct Refusal: Error {
    package let reason: String
  }

  /// Has a schedule judged, evens it out if that is asked for, and has it judged again.
  ///
  /// - Parameters:
  ///   - schedule: A solver's answer.
  ///   - instance: The shift that it plans.
  ///   - travel: The travel that the solver claims.
  ///   - balances: Whether minutes per car are evened out.
  /// - Throws: ``Refusal`` if the checker finds another travel, or a rule broken.
  package init(
    _ schedule: Schedule, of instance: PatrolInstance, travel: Minutes, balances: Bool
  ) throws(Refusal) {
    let found = try Self.judge(schedule, instance, travel)
    if balances {
      self.schedule = TailBalancer(instance).balanced(schedule)
      verdict = try Self.judge(self.schedule, instance, travel)
      longestBeforeBalancing = found.longestTravel
    } else {
      self.schedule = schedule
      verdict = found
      longestBeforeBalancing = nil
    }
  }

  private static func judge(
    _ schedule: Schedule, _ instance: PatrolInstance, _ travel: Minutes
  ) throws(Refusal) -> Verdict {
    let verdict = ScheduleChecker(instance).judge(schedule)
    if let violation = verdict.violations.first {
      throw Refusal(reason: violation.description)
    }
    guard verdict.totalTravel == travel else {
      throw Refusal(
        reason: "it finds \(verdict.totalTravel) minutes of travel, the solver \(travel)")
    }
    return verdict
  }
}
