public import Networks

/// Learns what each action is worth: double deep Q-learning.
///
/// Van Hasselt, Guez & Silver 2016, arXiv:1509.06461: the network that learns chooses the best next
/// action, its slow twin says what that is worth, so that luck is not taken for value twice.
public struct DoubleQLearner: Sendable {
  /// The network, a value for each action, and its twin.
  public var twin: TwinNetwork
  /// How batches are shared among threads.
  public let batches: BatchGradient
  /// What is learned of the mean of a decision's outcomes where several were tried, in 0...1.
  ///
  /// On the same random numbers luck is in the mean, and what actions differ by is not.
  public let meanShare: Float

  /// Errors beyond this count as this in gradients, so that what is rare moves no more than what is
  /// common (Mnih and others 2015, doi:10.1038/nature14236, Methods).
  public let errorLimit: Float

  /// Creates a learner of a network.
  public init(
    _ twin: TwinNetwork, meanShare: Float = 1, errorLimit: Float = .infinity, threads: Int,
    chunk: Int = 16
  ) {
    self.twin = twin
    (self.meanShare, self.errorLimit) = (meanShare, errorLimit)
    batches = BatchGradient(threads: threads, chunkSize: chunk)
  }

  /// Learns from a batch: a step against the gradient of (Q − y)².
  ///
  /// - Parameters:
  ///   - decisions: The batch.
  ///   - rate: A share of the usual step.
  /// - Returns: The mean of (Q − y)² before the step; 0 where nothing was tried.
  public mutating func learn(_ decisions: [Decision], rate: Float = 1) -> Double {
    let learner = self
    let parts = batches.perChunk(decisions.count) { learner.slope(decisions[$0]) }
    let count = parts.reduce(0) { $0 + $1.count }
    guard count > 0 else { return 0 }
    var gradient = [Float](repeating: 0, count: twin.online.weights.count)
    for part in parts {
      for index in gradient.indices { gradient[index] += part.gradient[index] / Float(count) }
    }
    self.twin.step(against: gradient, rate: rate)
    return parts.reduce(0) { $0 + $1.loss } / Double(count)
  }

  /// y = r + γᵏ Q⁻(s′, argmax Q(s′, ·)) for each outcome (equation 4 there).
  static func targets(_ outcomes: [Outcome], _ twin: TwinNetwork) -> [Float] {
    guard !outcomes.isEmpty else { return [] }
    let states = Tensor(stacking: outcomes.map(\.next))
    let (chosen, valued) = (twin.online.output(of: states), twin.target.output(of: states))
    let actions = chosen.sampleSize
    return outcomes.enumerated().map { row, outcome in
      let first = row * actions
      let allowed = (0..<actions).filter { outcome.allowed[$0] }
      let best = allowed.max {
        chosen.values[first + $0] + outcome.prior[$0]
          < chosen.values[first + $1] + outcome.prior[$1]
      }
      let value = best.map { valued.values[first + $0] + outcome.prior[$0] } ?? 0
      return outcome.reward + outcome.discount * value
    }
  }

  private func slope(
    _ decisions: ArraySlice<Decision>
  ) -> (loss: Double, count: Int, gradient: [Float]) {
    let pass = twin.online.pass(of: Tensor(stacking: decisions.map(\.state)))
    let actions = pass.output.sampleSize
    var targets = Self.targets(decisions.flatMap { $0.outcomes.compactMap { $0 } }, twin)[...]
    var (loss, count, slopes) = (0.0, 0, [Float](repeating: 0, count: pass.output.values.count))
    for (row, decision) in decisions.enumerated() {
      let tried = decision.outcomes.indices.filter { decision.outcomes[$0] != nil }
      let errors = tried.map { action in
        pass.output.values[row * actions + action] + decision.prior[action]
          - (targets.popFirst() ?? 0)
      }
      let mean = errors.reduce(0, +) / Float(max(1, errors.count))
      let share = tried.count > 1 ? meanShare : 1
      for (action, error) in zip(tried, errors) {
        let kept = error - (1 - share) * mean
        loss += Double(kept * kept)
        slopes[row * actions + action] = 2 * min(errorLimit, max(-errorLimit, kept))
      }
      count += tried.count
    }
    let gradient = twin.online.gradient(
      Tensor(slopes, shape: pass.output.shape), through: pass)
    return (loss, count, gradient)
  }
}

extension Tensor {
  /// Rows of one length on each other, at least one.
  public init(stacking rows: [[Float]]) {
    self.init(Array(rows.joined()), shape: [rows.count, rows.first?.count ?? 0])
  }
}
