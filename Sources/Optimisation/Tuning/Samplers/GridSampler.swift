/// Tries all combinations of evenly spaced values, each range's ends included.
///
/// The last parameter changes fastest.
public struct GridSampler: Sampler {
  /// How many values a range is represented by, ≥ 1; a single one is its middle.
  ///
  /// Ranges of fewer whole numbers have all of them, as choices always have.
  public let levels: Int

  /// Creates the sampler of a grid.
  ///
  /// - Precondition: `levels` ≥ 1.
  public init(levels: Int) {
    precondition(levels >= 1, "a grid has a level")
    self.levels = levels
  }

  /// The values of a trial; nil past the last combination.
  public func parameters(for request: SamplingRequest) -> [ParameterValue]? {
    var rest = request.number
    var values: [ParameterValue] = []
    for entry in request.space.entries.reversed() {
      let choices = self.values(of: entry.domain)
      values.append(choices[rest % choices.count])
      rest /= choices.count
    }
    return rest == 0 ? values.reversed() : nil
  }

  private func values(of domain: ParameterDomain) -> [ParameterValue] {
    switch domain {
    case .categories(let labels):
      return labels.indices.map { .category($0) }
    case .integer(let range, _) where range.count <= levels:
      return range.map { .integer($0) }
    case .real, .integer:
      guard levels > 1 else { return [domain.value(at: 0.5)] }
      let values = (0..<levels).map { domain.value(at: Double($0) / Double(levels - 1)) }
      // On a logarithmic scale, neighbouring levels may be one whole number.
      return values.enumerated().filter { $0 == 0 || values[$0 - 1] != $1 }.map(\.element)
    }
  }
}
