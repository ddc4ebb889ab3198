public import PatrolModel

/// How sure it is that no plan of a roster is better.
public enum RosterProof: String, Hashable, Sendable {
  /// No plan is better: the bound is less than a unit below the plan, or two searches for a better plan,
  /// with different seeds, both ended with the word that there is none.
  case proven
  /// The solver calls the plan optimal, and nobody else has looked.
  case claimed
  /// The bound is below the plan.
  case open
}

/// What planning a roster came to, before the checker has seen it.
public struct RosterResult: Sendable {
  /// The best plan, if one was found.
  public var schedule: Schedule?
  /// What the plan comes to, changes of a known plan included, in thousandths of minutes.
  public var value: Int?
  /// No plan has a smaller value of the objective, in thousandths of minutes.
  public var bound: Int?
  /// How sure that is.
  public var proof = RosterProof.open
  /// Whether there is no plan at all, by proof.
  public var isInfeasible = false
  /// Nodes of search trees.
  public var nodes = 0
  /// The solver, by name and version.
  public var solver: String?
}
