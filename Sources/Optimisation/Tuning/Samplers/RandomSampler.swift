import RandomStreams

/// Draws every parameter uniformly on its scale, independently of all else.
public struct RandomSampler: Sampler {
  /// Creates the sampler.
  public init() {}

  /// The values of a trial.
  public func parameters(for request: SamplingRequest) -> [ParameterValue]? {
    var random = request.random
    return request.space.entries.map { $0.domain.value(at: random.unit()) }
  }
}
