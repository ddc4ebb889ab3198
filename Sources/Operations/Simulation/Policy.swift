public import RandomStreams

/// A way to answer incidents.
///
/// It sees the state with the initial timetables and what is left of each sector's budget of
/// changes, and knows an incident from its call on.
public protocol DispatchPolicy: Sendable {
  /// The name in tables.
  var name: String { get }
  /// Whether it may refuse calls that it could serve (class T, triage); else class N.
  var mayDecline: Bool { get }
  /// Answers an incident: the plan of the car that goes, or none.
  func decide(
    _ incident: Incident, in state: borrowing ShiftState, random: inout RandomStream
  ) -> DispatchDecision
}

/// What a policy answers.
public enum DispatchDecision: Sendable {
  /// A car goes there, by this plan, and arrives so many minutes after the call; repairs are new
  /// plans of other cars, which go nowhere (their `busy` is 0).
  case serve(CarPlan, responseMinutes: Int, repairs: [CarPlan] = [])
  /// No car can.
  case unable
  /// A car could; the policy declines.
  case declined
}
