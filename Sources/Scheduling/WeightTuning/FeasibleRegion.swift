/// Which weights are large enough, as far as the trials of a study tell.
///
/// Of all regions "every weight at least so large" that one is taken in which feasible runs outnumber
/// 19 times the failed ones by the most. So its runs are feasible in more than 95 %, and neither can a
/// strip be cut off at an edge, nor one be added, that is not itself in favour of that share: good
/// trials far inside do not hide bad ones at the edge.
public struct FeasibleRegion: Hashable, Sendable {
  /// What a trial adds to the region that it is in.
  public struct Sample: Hashable, Sendable {
    /// The weights, the same ones for all samples.
    public let weights: [Double]
    /// How many of its runs were feasible.
    public let rate: FeasibleRate

    /// Creates a sample.
    public init(weights: [Double], rate: FeasibleRate) {
      self.weights = weights
      self.rate = rate
    }

    /// What it counts for a region to have the sample: feasible runs less 19 times the failed ones.
    fileprivate var gain: Int { rate.feasible - 19 * (rate.runs - rate.feasible) }
  }

  /// From where on each weight is in the region; nil for those whose value excludes no sample.
  public let thresholds: [Double?]
  /// The runs of all samples in the region.
  public let rate: FeasibleRate
  /// For each weight with a threshold, the greatest value below it at which fewer than half of a
  /// sample's runs are feasible though the other weights keep their thresholds; nil if there is none.
  public let breaks: [Double?]

  /// The most candidates for the threshold of each weight but the last.
  static let mostCandidates = 64

  /// Finds the region; nil if there is none.
  ///
  /// Exact for one or two weights and up to 64 samples; of more, 64 evenly spread ones are candidates
  /// for the thresholds of all weights but the last.
  ///
  /// - Parameter samples: Samples with as many weights each as the first one; others are left out.
  public init?(of samples: [Sample]) {
    let count = samples.first?.weights.count ?? 0
    let samples = samples.filter { $0.weights.count == count }
    guard count > 0, let best = Self.best(samples, from: 0, of: count), best.gain > 0 else {
      return nil
    }
    let runs = best.inside.reduce(0) { $0 + $1.rate.runs }
    let feasible = best.inside.reduce(0) { $0 + $1.rate.feasible }
    guard let rate = FeasibleRate(feasible: feasible, runs: runs) else { return nil }
    self.rate = rate
    var thresholds: [Double?] = (0..<count).map { weight in
      best.inside.map { $0.weights[weight] }.min()
    }
    for weight in 0..<count {
      var without = thresholds
      without[weight] = nil
      if samples.count(where: { Self.contains($0, without) }) == best.inside.count {
        thresholds = without
      }
    }
    self.thresholds = thresholds
    breaks = (0..<count).map { weight in
      guard let threshold = thresholds[weight] else { return nil }
      var others = thresholds
      others[weight] = nil
      return samples.filter {
        $0.weights[weight] < threshold && $0.rate.share < 0.5 && Self.contains($0, others)
      }.map { $0.weights[weight] }.max()
    }
  }

  /// Whether weights are in the region.
  public func contains(_ weights: [Double]) -> Bool {
    zip(weights, thresholds).allSatisfy { $0 >= $1 ?? -.infinity }
  }

  private static func contains(_ sample: Sample, _ thresholds: [Double?]) -> Bool {
    zip(sample.weights, thresholds).allSatisfy { $0 >= $1 ?? -.infinity }
  }

  /// The samples with the greatest gain of all that thresholds for some weights on leave.
  private static func best(
    _ samples: [Sample], from weight: Int, of count: Int
  ) -> (gain: Int, inside: [Sample])? {
    if weight == count - 1 { return best(samples, byLast: weight) }
    var best: (gain: Int, inside: [Sample])?
    for candidate in candidates(samples.map { $0.weights[weight] }) {
      let rest = samples.filter { $0.weights[weight] >= candidate }
      if let found = Self.best(rest, from: weight + 1, of: count), found.gain > best?.gain ?? 0 {
        best = found
      }
    }
    return best
  }

  /// As above, with a threshold for the last weight alone: a walk from its greatest value down.
  private static func best(
    _ samples: [Sample], byLast weight: Int
  ) -> (gain: Int, inside: [Sample])? {
    let ordered = samples.sorted { $0.weights[weight] > $1.weights[weight] }
    var (gain, bestGain, bestCount) = (0, 0, 0)
    for (index, sample) in ordered.enumerated() {
      gain += sample.gain
      let isEdge =
        index + 1 == ordered.count || ordered[index + 1].weights[weight] < sample.weights[weight]
      if isEdge, gain > bestGain { (bestGain, bestCount) = (gain, index + 1) }
    }
    return bestCount == 0 ? nil : (bestGain, Array(ordered.prefix(bestCount)))
  }

  private static func candidates(_ values: [Double]) -> [Double] {
    let values = Set(values).sorted()
    guard values.count > mostCandidates else { return values }
    return (0..<mostCandidates).map { values[$0 * (values.count - 1) / (mostCandidates - 1)] }
  }
}
