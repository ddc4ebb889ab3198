public import Simulation

/// The policies by their names.
public enum DispatchPolicies {
  /// A policy with what it does, in a line of help.
  public struct Entry: Sendable {
    /// The policy.
    public let policy: any DispatchPolicy
    /// What it does.
    public let summary: String
    /// The name in tables.
    public var name: String { policy.name }

    init(_ policy: any DispatchPolicy, _ summary: String) {
      (self.policy, self.summary) = (policy, summary)
    }
  }

  /// All policies, in the order of tables.
  public static let all: [Entry] = [
    Entry(
      ChainPolicy(name: "greedy", .greedy),
      "the first car whose timetable can be repaired, as published"),
    Entry(
      ChainPolicy(name: "greedy-own", .greedy, reach: .ownSector),
      "the same by cars of the call's sector alone"),
    Entry(
      ChainPolicy(name: "greedy-travel", .greedy, chain: .thrifty),
      "greedy, repairing travel alone, without chance"),
    Entry(
      ChainPolicy(name: "myopic", .myopic), "the best response and presence now, as published"),
    Entry(
      ChainPolicy(name: "myopic-own", .myopic, reach: .ownSector),
      "the same by cars of the call's sector alone"),
    Entry(
      ChainPolicy(name: "myopic-travel", .myopic, chain: .thrifty),
      "myopic, repairing travel alone, without chance"),
    Entry(
      ChainPolicy(name: "greedy-response", .greedy, response: BestResponse(iterations: 3)),
      "greedy, then best responses of all sectors"),
    Entry(NearestCarPolicy(name: "random", .any), "any car"),
    Entry(
      NearestCarPolicy(name: "fcfs", .nearest),
      "first come, first served: the nearest car, own sector first"),
    Entry(
      PricedPolicy(name: "rejoin", prices: .rejoin, repair: .rejoin),
      "rejoin the old timetable, with a price per changed cell"),
    Entry(
      PricedPolicy(name: "rejoin-own", prices: .rejoin, repair: .rejoin, reach: .ownSector),
      "the same by cars of the call's sector alone"),
    Entry(
      PricedPolicy(name: "dp", prices: .responsive, repair: .dynamic),
      "the best new timetable (dynamic programming), so priced"),
    Entry(
      PricedPolicy(name: "dp-own", prices: .responsive, repair: .dynamic, reach: .ownSector),
      "the same by cars of the call's sector alone"),
    Entry(
      PricedPolicy(name: "dp-presence", prices: .presenceNeutral, repair: .dynamic),
      "dp without loss of presence against greedy"),
    Entry(
      RolloutPolicy(
        name: "rollout", proposers: proposers, base: rejoin, futures: 20, candidates: 4,
        worth: .init(patrol: 0), mayDecline: false),
      "the best plans of dp and rejoin, played through 20 futures"),
    Entry(
      triage,
      "dp that declines what costs more than it is worth (class T)"),
    Entry(
      RolloutPolicy(
        name: "triage-rollout", proposers: proposers, base: triageBase, futures: 20,
        candidates: 3, worth: .init(patrol: 0.1), mayDecline: true),
      "rollout that may decline (class T)"),
  ]

  private static let rejoin = PricedPolicy(name: "rejoin", prices: .rejoin, repair: .rejoin)
  private static let dynamic = PricedPolicy(name: "dp", prices: .responsive, repair: .dynamic)
  private static let triageBase = PricedPolicy(
    name: "triage-base", prices: .selectiveRejoin, repair: .rejoin, threshold: 0)

  private static let triage = PricedPolicy(
    name: "triage", prices: .triage, repair: .dynamic, threshold: 0)

  private static let proposers = [dynamic, rejoin]

  /// Fast policies whose plans others choose from, the best of a class first.
  package static func proposers(declining: Bool) -> [PricedPolicy] {
    declining ? [triage, rejoin] : proposers
  }

  /// Who answers the calls of sampled futures, in microseconds.
  package static func base(declining: Bool) -> PricedPolicy { declining ? triageBase : rejoin }

  /// Policies that never decline a call that they can serve (class N).
  public static var neverDeclining: [any DispatchPolicy] {
    all.map(\.policy).filter { !$0.mayDecline }
  }

  /// The policy of a name, if there is one.
  public static func named(_ name: String) -> (any DispatchPolicy)? {
    all.first { $0.name == name }?.policy
  }

  /// All names, in the order of tables.
  public static var names: [String] { all.map(\.name) }
}
