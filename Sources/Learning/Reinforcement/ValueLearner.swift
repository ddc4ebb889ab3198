public import Networks

/// Learns what a state is worth from targets: temporal-difference learning with a slow twin.
///
/// Sutton 1988, doi:10.1007/BF00115009; targets are made with the twin's values, which stand still
/// long enough to be learned (Mnih and others 2015, doi:10.1038/nature14236).
public struct ValueLearner: Sendable {
  /// A state, and what it should be worth.
  public struct Sample: Hashable, Sendable {
    /// What the network is shown.
    public let state: [Float]
    /// The target.
    public let value: Float

    /// Creates a sample.
    public init(state: [Float], value: Float) { (self.state, self.value) = (state, value) }
  }

  /// The network, with one output, and its twin.
  public var twin: TwinNetwork
  /// How batches are shared among threads.
  public let batches: BatchGradient

  /// Creates a learner of a network.
  public init(_ twin: TwinNetwork, threads: Int, chunk: Int = 32) {
    self.twin = twin
    batches = BatchGradient(threads: threads, chunkSize: chunk)
  }

  /// Learns from a batch.
  ///
  /// - Parameters:
  ///   - samples: The batch.
  ///   - rate: A share of the usual step.
  /// - Returns: The mean of (V − y)² before the step.
  public mutating func learn(_ samples: [Sample], rate: Float = 1) -> Double {
    let slope = batches(twin.online, SquaredError(), samples: samples.count) { range in
      Batch(
        Tensor(stacking: samples[range].map(\.state)), target: samples[range].map(\.value))
    }
    twin.step(against: slope.gradient, observed: slope.observed, rate: rate)
    return slope.loss
  }

  /// What the twin thinks of states, in chunks.
  public func targetValues(_ states: [[Float]]) -> [Double] {
    let target = twin.target
    return batches.perChunk(states.count) { range in
      target.output(of: Tensor(stacking: Array(states[range]))).values.map(Double.init)
    }.flatMap { $0 }
  }
}
