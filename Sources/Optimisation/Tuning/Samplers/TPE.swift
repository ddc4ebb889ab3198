import RandomStreams

/// The tree-structured Parzen estimator: tries what resembles good trials more than the rest.
///
/// Trials are ranked, feasible before infeasible (``TrialRank``), and split into the few good ones
/// and the rest. l is the density of the good ones and g of the rest; of some values drawn from l,
/// the one with the greatest l/g has the greatest expected improvement. Bergstra, Bardenet, Bengio &
/// Kégl, "Algorithms for Hyper-Parameter Optimization", NIPS 2011, § 4 and eq. 2, 3; Bergstra, Yamins
/// & Cox, ICML 2013; constraints and the multivariate form after Watanabe 2023 (arXiv:2304.11127).
///
/// Running trials count among the rest, which keeps parallel workers apart: the constant liar of
/// Ginsbourger, Le Riche & Carraro 2010 (doi:10.1007/978-3-642-10701-6_6), whose lie is a bad value.
public struct TPE: Sampler {
  /// Whether parameters are modelled together or each by itself.
  public enum Form: Hashable, Sendable {
    /// One density over all parameters.
    case multivariate
    /// A density per parameter, as in 2011: blind to what goes together.
    case univariate
  }

  /// Whether parameters are modelled together.
  public var form: Form
  /// How many trials are finished before the densities are used, ≥ 1; until then Sobol's points are.
  public var startupTrials: Int
  /// Of how many draws the best one is tried, ≥ 1.
  public var candidates: Int
  /// The share γ of finished trials that is good, in 0...1; rounded up, and never more than 25.
  public var goodShare: Double
  /// The factor c of the kernels' width c·n^(−1/(d+4)), for n trials of d parameters, > 0.
  public var bandwidth: Double

  /// Creates the sampler; defaults were chosen by `bench-tuning train`.
  ///
  /// The default bandwidth is 0.05, or 0.1 in the univariate form.
  /// - Precondition: All numbers are in their ranges.
  public init(
    form: Form = .multivariate, startupTrials: Int = 8, candidates: Int = 24,
    goodShare: Double = 0.1, bandwidth: Double? = nil
  ) {
    let bandwidth = bandwidth ?? (form == .multivariate ? 0.05 : 0.1)
    precondition(startupTrials >= 1 && candidates >= 1, "counts are at least 1")
    precondition((0...1).contains(goodShare) && bandwidth > 0, "shares and widths are in range")
    self.form = form
    self.startupTrials = startupTrials
    self.candidates = candidates
    self.goodShare = goodShare
    self.bandwidth = bandwidth
  }

  /// The values of a trial.
  public func parameters(for request: SamplingRequest) -> [ParameterValue]? {
    let ranked = TrialRank.ranked(request.finished)
    guard ranked.count >= startupTrials, !request.space.entries.isEmpty else {
      return SobolSampler().parameters(for: request)
    }
    let split = min(Int((goodShare * Double(ranked.count)).rounded(.up)), 25)
    let (good, rest) = (Array(ranked[..<split]), Array(ranked[split...]) + request.pending)
    let all = Array(request.space.entries.indices)
    var random = request.random
    return (form == .multivariate ? [all] : all.map { [$0] }).flatMap { group in
      best(
        drawnFrom: density(of: group, of: good, in: request.space),
        against: density(of: group, of: rest, in: request.space), using: &random)
    }
  }

  /// Of some values drawn from l, those with the greatest l/g (2011, § 4.1).
  private func best(
    drawnFrom l: ParzenEstimator, against g: ParzenEstimator, using random: inout RandomStream
  ) -> [ParameterValue] {
    var chosen: (values: [ParameterValue], score: Double)?
    for _ in 0..<candidates {
      let values = l.draw(using: &random)
      let score = l.logDensity(at: values) - g.logDensity(at: values)
      if chosen.map({ score > $0.score }) ?? true { chosen = (values, score) }
    }
    return chosen?.values ?? []
  }

  /// The density of some parameters over trials, all of which and the prior weigh the same.
  private func density(
    of parameters: [Int], of trials: [Trial], in space: SearchSpace
  ) -> ParzenEstimator {
    ParzenEstimator(
      of: trials.map { trial in parameters.map { trial.parameters[$0] } },
      entries: parameters.map { space.entries[$0] },
      deviation: ParzenEstimator.deviation(bandwidth, trials.count, parameters: parameters.count))
  }
}
