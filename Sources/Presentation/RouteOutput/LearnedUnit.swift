package import PatrolRouting

/// What a unit learned, with figures that tell how well.
package struct LearnedUnit: Sendable {
  package let unit: PatrolUnit
  /// What the policy of the learned values is worth, fitted to its own runs.
  package let worth: LinearRouteValues
  /// The mean discounted reward of the check routes, by seed, and the number of the seed kept.
  package let rewards: [Double]
  package let kept: Int
  /// Whether no seed was ended early.
  package let isComplete: Bool
  /// Means over all starts where nothing waits: of one-step greed, and of the learned values.
  package let greedy: Double
  package let learned: Double
  /// The largest |V − reward| / reward over the starts of the fit, for V as fitted.
  package let error: Double

  package init(_ unit: PatrolUnit, _ result: SSEULearner.Result) {
    let (model, horizon) = (unit.model, unit.horizon)
    let states = (0..<model.nodeCount).map { PatrolState(at: $0, in: model) }
    func rewards(_ policy: some RoutePolicy) -> [Double] {
      states.map { PatrolRoute(policy, from: $0, until: horizon, in: model).discountedReward }
    }
    let learned = rewards(result.values)
    let worth = RouteEvaluation(result.values, in: model)
    self.unit = unit
    self.worth = worth.values
    self.rewards = result.rewards
    kept = result.seed
    isComplete = result.isComplete
    greedy = rewards(OneStepGreedy()).reduce(0, +) / Double(states.count)
    self.learned = learned.reduce(0, +) / Double(states.count)
    error =
      worth.starts.map { start in
        learned[start] > 0
          ? abs(worth.values.value(of: states[start]) / learned[start] - 1) : 0
      }.max() ?? 0
  }
}
