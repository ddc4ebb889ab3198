public import PatrolModel

/// Evens out the minutes per car at no cost: cars that meet in a sector exchange what is left.
///
/// Two cars that are in the same sector at the same step may exchange the rest of their shifts. Every
/// sector still has its cars, and every leg is still driven, by one or the other: total travel stays
/// as it is, and only how it falls on cars changes. An exchange is made if the longer one of the two
/// cars gets shorter; since their sum is the same, this is what makes the minutes of all cars,
/// sorted from the longest, lexicographically less. It ends where no single exchange does that.
public struct TailBalancer: Sendable {
  private let instance: PatrolInstance

  /// Creates a balancer for the schedules of an instance.
  public init(_ instance: PatrolInstance) { self.instance = instance }

  /// A schedule of the same total travel in which no single exchange of tails helps.
  ///
  /// Demand is met as before, and no presence rule is broken that was kept. The result depends on
  /// the schedule alone: among the exchanges of the longest car that has any, the one that leaves
  /// the longer car shortest is made, then the one with the first partner, then the earliest.
  ///
  /// Rules for single cars, sectors and classes that were kept are kept: only cars that may take over
  /// each other's shift exchange them. A limit of travel per car is not looked at, but no exchange makes
  /// the longer car longer, and those over the limit may fall below it.
  ///
  /// - Complexity: O((*n* + *e*) *n* *T*) for n cars, T steps and e exchanges.
  /// - Parameter schedule: A schedule of the instance's cars and steps.
  /// - Returns: The evened-out schedule, with the cars of the given one.
  public func balanced(_ schedule: Schedule) -> Schedule {
    precondition(
      schedule.carCount == instance.carCount && schedule.stepCount == instance.stepCount,
      "a schedule of this instance")
    var routes = RouteTable(schedule, of: instance)
    while let exchange = routes.evenestExchange() { routes.make(exchange) }
    return routes.schedule
  }
}
