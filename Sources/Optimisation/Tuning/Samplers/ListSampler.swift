/// Tries listed settings in their order, and then, if there is one, goes on with another sampler.
///
/// For sweeps, and to begin a study with settings that are known to be good.
public struct ListSampler: Sampler {
  /// The settings, each with one value per parameter.
  public let settings: [[ParameterValue]]
  /// What chooses trials past the list; without it the study ends.
  public let next: (any Sampler)?

  /// Creates the sampler of a list.
  ///
  /// - Throws: ``SearchSpaceError`` if a setting is not of the space.
  public init(
    _ settings: [[ParameterValue]], in space: SearchSpace, then next: (any Sampler)? = nil
  ) throws(SearchSpaceError) {
    for setting in settings { try space.check(setting) }
    self.settings = settings
    self.next = next
  }

  /// The values of a trial; nil past the list if nothing follows.
  public func parameters(for request: SamplingRequest) -> [ParameterValue]? {
    request.number < settings.count
      ? settings[request.number] : next?.parameters(for: request)
  }
}
