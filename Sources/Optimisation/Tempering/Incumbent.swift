/// The best state seen so far, and what it is worth.
public struct Incumbent<State: Sendable>: Sendable {
  /// The state.
  public let state: State
  /// Its energy in the model's units.
  public let energy: Int64
  /// By how much it breaks the model's constraints; 0 for a valid state.
  public let violation: Int64

  /// Creates an incumbent.
  public init(state: State, energy: Int64, violation: Int64) {
    self.state = state
    self.energy = energy
    self.violation = violation
  }

  /// Another state that is worth the same.
  package func map<Other: Sendable>(_ other: (State) -> Other) -> Incumbent<Other> {
    Incumbent<Other>(state: other(state), energy: energy, violation: violation)
  }

  /// Whether the state keeps every constraint.
  public var isValid: Bool { violation == 0 }

  /// What incumbents are compared by: valid before invalid, then by energy.
  package var rank: Rank { Rank(violation: violation, energy: energy) }
}

/// The order of states: less violation first, then less energy.
///
/// With penalty weights below the sufficient ones the lowest energies belong to invalid states;
/// ordering by violation first keeps the best valid state that the walk passes.
package struct Rank: Comparable, Sendable {
  /// By how much constraints are broken; 0 for a valid state.
  package var violation: Int64
  /// The energy in the model's units.
  package var energy: Int64

  /// Creates a rank.
  package init(violation: Int64, energy: Int64) {
    self.violation = violation
    self.energy = energy
  }

  /// Whether a state of rank `a` is better than one of rank `b`.
  package static func < (a: Self, b: Self) -> Bool {
    a.violation != b.violation ? a.violation < b.violation : a.energy < b.energy
  }
}
