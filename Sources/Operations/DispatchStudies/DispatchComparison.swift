/// Policies of one class side by side, each against the first.
public struct DispatchComparison: Sendable {
  /// A policy's mean of a measure, and its difference from the first policy's.
  public struct Figure: Sendable {
    /// The mean, with the interval of the policy's own shifts.
    public let value: ScenarioBootstrap
    /// The paired difference; none for the first policy.
    public let difference: ScenarioBootstrap?
  }

  /// Results over the same shifts, the one that the others are compared with first.
  public let results: [PolicyResult]
  /// Of the bootstrap's draws.
  public let seed: UInt64
  /// Whether the policies may decline calls (class T); else class N.
  public var mayDecline: Bool { results.first?.mayDecline ?? false }

  /// Compares results.
  ///
  /// - Throws: ``DispatchStudyError/mixedClasses(declining:)``: who declines long calls is better
  ///   by choosing, not by serving, so the classes have no common table.
  public init(_ results: [PolicyResult], seed: UInt64) throws(DispatchStudyError) {
    try Self.checkClass(results.map { ($0.policy, $0.mayDecline) })
    (self.results, self.seed) = (results, seed)
  }

  /// Throws if there are policies of both classes.
  public static func checkClass(
    _ policies: [(name: String, mayDecline: Bool)]
  ) throws(DispatchStudyError) {
    let declining = policies.filter(\.mayDecline).map(\.name)
    guard declining.isEmpty || declining.count == policies.count else {
      throw .mixedClasses(declining: declining)
    }
  }

  /// The figure of a policy by its number.
  public func figure(_ measure: DayMeasure, of policy: Int) -> Figure {
    Figure(
      value: ScenarioBootstrap(results[policy].values(measure), seed: seed),
      difference: policy == 0
        ? nil : ScenarioBootstrap(of: results[policy], less: results[0], measure, seed: seed))
  }
}
