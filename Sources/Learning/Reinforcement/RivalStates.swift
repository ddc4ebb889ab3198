import Networks

/// States that rival ways of one decision lead to, each with what came of it on the same random
/// numbers, or a mean of several such futures.
public struct RivalStates: Hashable, Sendable {
  /// What the network is shown of each.
  public let states: [[Float]]
  /// What each turned out to be worth.
  public let values: [Float]

  /// Creates a group; there is a value for each state.
  public init(states: [[Float]], values: [Float]) {
    precondition(states.count == values.count, "each state turned out to be worth something")
    (self.states, self.values) = (states, values)
  }
}

extension ValueLearner {
  /// Learns what rivals differ by: a step against the gradient of (e − (1 − m) ē)², where e = V − y
  /// and ē is the mean of e over the rivals of a decision.
  ///
  /// Luck is in what all rivals have in common; decisions depend on what they differ by. Common
  /// random numbers: Glasserman & Yao 1992, doi:10.1287/mnsc.38.6.884; policies learned from
  /// rollouts of rival actions: Lagoudakis & Parr, ICML 2003.
  ///
  /// - Parameters:
  ///   - groups: The batch.
  ///   - meanShare: m, in 0...1: how much of the mean is learned, too.
  ///   - rate: A share of the usual step.
  /// - Returns: The mean of the squares before the step.
  public mutating func learn(
    _ groups: [RivalStates], meanShare: Float, rate: Float = 1
  ) -> Double {
    let network = twin.online
    let parts = batches.perChunk(groups.count) { range in
      Self.slope(of: groups[range], network, meanShare)
    }
    let count = Float(groups.reduce(0) { $0 + $1.states.count })
    guard count > 0 else { return 0 }
    var gradient = [Float](repeating: 0, count: network.weights.count)
    for part in parts {
      for index in gradient.indices { gradient[index] += part.gradient[index] / count }
    }
    twin.step(against: gradient, rate: rate)
    return parts.reduce(0) { $0 + $1.loss } / Double(count)
  }

  private static func slope(
    of groups: ArraySlice<RivalStates>, _ network: Network, _ meanShare: Float
  ) -> (loss: Double, gradient: [Float]) {
    let pass = network.pass(of: Tensor(stacking: groups.flatMap(\.states)))
    var errors = zip(pass.output.values, groups.flatMap(\.values)).map { $0 - $1 }[...]
    var (loss, slopes) = (0.0, [Float]())
    for group in groups {
      let own = errors.prefix(group.states.count)
      errors = errors.dropFirst(group.states.count)
      let common = (1 - meanShare) * own.reduce(0, +) / Float(max(1, own.count))
      let kept = own.map { $0 - common }
      loss += kept.reduce(0) { $0 + Double($1 * $1) }
      // ∂ of the sum of squares: kept errors, less what the mean takes of all of them.
      let mean = (1 - meanShare) * kept.reduce(0, +) / Float(max(1, kept.count))
      slopes += kept.map { 2 * ($0 - mean) }
    }
    let gradient = network.gradient(Tensor(slopes, shape: pass.output.shape), through: pass)
    return (loss, gradient)
  }
}
