public import RandomStreams
public import Simulation

/// Answers calls as they come, without foresight: the first car to arrive, of the call's sector if
/// one can, which then rejoins its timetable; or any car at all.
public struct NearestCarPolicy: DispatchPolicy {
  /// Which car goes.
  public enum Choice: Hashable, Sendable {
    /// First come, first served: own sector, then the earliest arrival.
    case nearest
    /// Any car that can.
    case any
  }

  /// The name in tables.
  public let name: String
  /// Which car goes.
  public let choice: Choice
  /// Where help may come from.
  public let reach: DispatchReach

  /// Creates a policy.
  public init(name: String, _ choice: Choice, reach: DispatchReach = .neighbours) {
    (self.name, self.choice, self.reach) = (name, choice, reach)
  }

  /// Never.
  public var mayDecline: Bool { false }

  /// The first car whose sector's budget allows it.
  public func decide(
    _ incident: Incident, in state: borrowing ShiftState, random: inout RandomStream
  ) -> DispatchDecision {
    let own = state.region.areas[incident.area].sector
    var departures = state.departures(to: incident, reach: reach)
    switch choice {
    case .any: departures.shuffle(using: &random)
    case .nearest:
      let sectors = state.initial.sectors
      departures.sort {
        (sectors[$0.car] == own ? 0 : 1, $0.arrival, $0.car)
          < (sectors[$1.car] == own ? 0 : 1, $1.arrival, $1.car)
      }
    }
    var counts = state.patrol
    for departure in departures {
      let plan = RejoinRepair.plan(departure, to: incident.area, in: state)
      let sector = state.initial.sectors[departure.car]
      let changes = PlanScore(plan, in: state, counts: &counts).changes
      if changes <= state.allowance(sector) - state.changed[sector] {
        return .serve(plan, responseMinutes: departure.responseMinutes)
      }
    }
    return .unable
  }
}
