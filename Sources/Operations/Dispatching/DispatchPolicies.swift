public import Simulation

/// The policies by their names.
public enum DispatchPolicies {
  /// Policies that never decline a call that they can serve (class N).
  public static var neverDeclining: [PricedPolicy] {
    [
      PricedPolicy(name: "rejoin", prices: .rejoin, repair: .rejoin),
      PricedPolicy(name: "rejoin-own", prices: .rejoin, repair: .rejoin, reach: .ownSector),
      PricedPolicy(name: "dp", prices: .responsive, repair: .dynamic),
      PricedPolicy(name: "dp-own", prices: .responsive, repair: .dynamic, reach: .ownSector),
      PricedPolicy(name: "dp-presence", prices: .presenceNeutral, repair: .dynamic),
    ]
  }

  /// The policy of a name, if there is one.
  public static func named(_ name: String) -> (any DispatchPolicy)? {
    neverDeclining.first { $0.name == name }
  }

  /// All names, in the order of tables.
  public static var names: [String] { neverDeclining.map(\.name) }
}
