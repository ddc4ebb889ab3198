package import DispatchStudies
package import JointPatrol

/// Policies side by side on the same episodes, each against the first.
package struct JointComparison: Sendable {
  /// A policy's value of a measure, and how far it is above the first policy's.
  package struct Figure: Sendable {
    package let value: ScenarioBootstrap
    /// The paired difference as a share of the first policy's value; none for the first policy.
    package let change: ScenarioBootstrap?
  }

  package let world: JointWorld
  /// The one that the others are compared with first.
  package let results: [JointResult]
  package let seed: UInt64

  package init(_ world: JointWorld, _ results: [JointResult], seed: UInt64) {
    (self.world, self.results, self.seed) = (world, results, seed)
  }

  /// The figure of a policy by its number.
  package func figure(_ measure: JointMeasure, of policy: Int) -> Figure {
    let own = parts(measure, policy)
    let first = parts(measure, 0)
    return Figure(
      value: ScenarioBootstrap(of: own.count, seed: seed) { Self.ratio(own, $0) },
      change: policy == 0
        ? nil
        : ScenarioBootstrap(of: own.count, seed: seed) {
          let base = Self.ratio(first, $0)
          return base == 0 ? 0 : Self.ratio(own, $0) / base - 1
        })
  }

  private func parts(
    _ measure: JointMeasure, _ policy: Int
  ) -> [(above: Double, below: Double)] {
    results[policy].tallies.map { measure.parts($0, world.setting) }
  }

  private static func ratio(_ parts: [(above: Double, below: Double)], _ drawn: [Int]) -> Double {
    var (above, below) = (0.0, 0.0)
    for episode in drawn {
      above += parts[episode].above
      below += parts[episode].below
    }
    return below == 0 ? 0 : above / below
  }
}
