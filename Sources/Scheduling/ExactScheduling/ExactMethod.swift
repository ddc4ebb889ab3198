import Failures
public import PatrolModel
import ScheduleFlows

/// How to find an optimum and prove it.
public enum ExactMethod: String, CaseIterable, Sendable {
  /// The strongest method that holds for the instance.
  case automatic
  /// A transportation problem per move: for cars that are alike, without a presence rule or solver.
  case transport
  /// Flows of cars without names, a flow for each group of cars that are alike.
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
    // Only cars with names can have minutes of their own.
    if instance.rules.carTravelLimit != nil { return .paper }
    let isSeparable = instance.presence == .none && FlowNetwork.groupCount(of: instance) == 1
    return isSeparable ? .transport : .aggregated
  }

  /// To take this method instead of another one.
  var remedy: Remedy { .otherMethod(rawValue) }

  /// What the method does, and why it was taken if it was chosen automatically.
  public func words(for instance: PatrolInstance) -> String {
    switch self {
    case .automatic: "\(resolved(for: instance)): \(Self.reason(for: instance))"
    case .transport: "transport: a transportation problem per move"
    case .aggregated: "aggregated: flows of cars without names"
    case .paper: "paper: the integer program (3) to (8) as published"
    case .exhaustive: "exhaustive: all complete assignments, step by step"
    }
  }

  private static func reason(for instance: PatrolInstance) -> String {
    if instance.rules.carTravelLimit != nil {
      return "minutes per car are limited, so cars need names"
    }
    let rows = instance.presence == .none ? "" : " and \(instance.presence.name) rows"
    let groups = FlowNetwork.groupCount(of: instance)
    guard groups == 1 else {
      return "\(groups) groups of cars that are alike, so flows of each\(rows) are exact"
    }
    return rows.isEmpty
      ? "without a presence rule each move is a transportation problem of its own"
      : "cars are alike, so flows\(rows) are exact"
  }
}
