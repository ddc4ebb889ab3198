/// n-step returns of a trajectory, with a value where they end.
///
/// Sutton & Barto 2018, Reinforcement Learning, 2nd ed., equation 7.1: G = Σ γʲ r + γⁿ V, shorter
/// where the trajectory ends.
public struct MultiStepTargets: Hashable, Sendable {
  /// Rewards or costs that are taken as they came, n; at least 1.
  public let steps: Int
  /// γ, in 0...1.
  public let discount: Double

  /// Creates a way to make targets.
  public init(steps: Int, discount: Double) {
    precondition(steps >= 1 && (0...1).contains(discount), "returns look ahead, and converge")
    (self.steps, self.discount) = (steps, discount)
  }

  /// The returns of all states but the last.
  ///
  /// - Parameters:
  ///   - rewards: What came after each state but the last.
  ///   - values: What each state is thought to be worth; one more than rewards.
  /// - Returns: A target for each reward.
  public func returns(_ rewards: [Double], values: [Double]) -> [Double] {
    precondition(values.count == rewards.count + 1, "there is a state more than rewards")
    return rewards.indices.map { first in
      let end = min(first + steps, rewards.count)
      return rewards[first..<end].reversed().reduce(values[end]) { $1 + discount * $0 }
    }
  }
}
