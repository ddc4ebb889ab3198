public import PatrolModel

/// How to find an optimum and prove it.
public enum ExactMethod: String, CaseIterable, Sendable {
  /// The strongest method that holds for the instance.
  case automatic
  /// A transportation problem per move: without a presence rule, and without any solver.
  case transport
  /// Flows of cars without names.
  case aggregated
  /// The integer program as published.
  case paper
  /// All complete assignments, step by step: tiny shifts only.
  case exhaustive

  /// Whether the method hands an integer program to a solver.
  public var needsSolver: Bool {
    switch self {
    case .automatic, .aggregated, .paper: true
    case .transport, .exhaustive: false
    }
  }

  /// The method that `automatic` stands for, or the method itself.
  public func resolved(for instance: PatrolInstance) -> ExactMethod {
    guard self == .automatic else { return self }
    return instance.presence == .none ? .transport : .aggregated
  }

  /// What the method does, and why it was taken if it was chosen automatically.
  public func words(for instance: PatrolInstance) -> String {
    switch self {
    case .automatic where instance.presence == .none:
      "transport: without a presence rule each move is a transportation problem of its own"
    case .automatic:
      "aggregated: cars are alike, so flows and \(instance.presence.name) rows are exact"
    case .transport: "transport: a transportation problem per move"
    case .aggregated: "aggregated: flows of cars without names"
    case .paper: "paper: the integer program (3) to (8) as published"
    case .exhaustive: "exhaustive: all complete assignments, step by step"
    }
  }
}
