import RandomStreams

/// How much it matters for being among the best trials what value a parameter has.
///
/// PED-ANOVA: the Pearson divergence of the parameter's density among the best trials from its
/// density among all trials, as a share of the sum over parameters. It is the parameter's part of
/// the variance of "is among the best". Watanabe, Bansal & Hutter 2023 (arXiv:2304.10255). What two parameters do only together is not seen.
public struct ParameterImportance: Hashable, Sendable {
  /// The name of the parameter.
  public let name: String
  /// Its share of the importance of all parameters, in 0...1.
  public let share: Double

  /// The importance of each parameter of a space, in its order; nil if trials do not tell.
  ///
  /// - Parameters:
  ///   - space: The space.
  ///   - trials: Trials in it; those with a ``TrialRank`` count, and at least eight of them.
  ///   - topShare: Which share of them counts as the best, in 0...1.
  /// - Returns: The importances, or nil if there are too few trials or none differs.
  public static func all(
    of space: SearchSpace, in trials: [Trial], topShare: Double = 0.25
  ) -> [ParameterImportance]? {
    precondition((0...1).contains(topShare), "a share is in 0...1")
    let ranked = TrialRank.ranked(trials)
    guard ranked.count >= 8 else { return nil }
    let top = ranked.prefix(max(2, Int(Double(ranked.count) * topShare)))
    let divergences = space.entries.indices.map {
      divergence(of: $0, in: space, of: Array(top), from: ranked)
    }
    let sum = divergences.reduce(0, +)
    guard sum > 0 else { return nil }
    return zip(space.entries, divergences).map {
      ParameterImportance(name: $0.name, share: $1 / sum)
    }
  }

  /// Σ p (q/p − 1)² over the cells of a parameter, with q from the top trials and p from all.
  private static func divergence(
    of index: Int, in space: SearchSpace, of top: [Trial], from all: [Trial]
  ) -> Double {
    let entry = space.entries[index]
    let (q, p) = (density(of: index, entry, in: top), density(of: index, entry, in: all))
    let cells = cells(of: entry.domain).map { cell in
      (
        q: NormalMass.exponential(q.logDensity(at: [cell])),
        p: NormalMass.exponential(p.logDensity(at: [cell]))
      )
    }
    let sums = cells.reduce((q: 0.0, p: 0.0)) { ($0.q + $1.q, $0.p + $1.p) }
    guard sums.q > 0, sums.p > 0 else { return 0 }
    return cells.reduce(0) { sum, cell in
      let (q, p) = (cell.q / sums.q, cell.p / sums.p)
      return p > 0 ? sum + (q - p) * (q - p) / p : sum
    }
  }

  private static func density(
    of index: Int, _ entry: SearchSpace.Entry, in trials: [Trial]
  ) -> ParzenEstimator {
    // Scott's rule, 1.06 s n^(−1/5), for the spread s of a uniform distribution, 1/√12.
    ParzenEstimator(
      of: trials.map { [$0.parameters[index]] }, entries: [entry],
      deviation: ParzenEstimator.deviation(0.306, trials.count, parameters: 1))
  }

  /// Places to compare densities at: all values if they are few, or evenly spaced ones.
  private static func cells(of domain: ParameterDomain) -> [ParameterValue] {
    let most = 100
    if case .categories(let labels) = domain { return labels.indices.map { .category($0) } }
    if case .integer(let range, _) = domain, range.count <= most {
      return range.map { .integer($0) }
    }
    return (0..<most).map { domain.value(at: (Double($0) + 0.5) / Double(most)) }
  }
}
