import RandomStreams

/// How the number of incidents of a shift is distributed around its mean.
///
/// Variance is m + φ m² for mean m and dispersion φ: negative binomial, a Poisson number whose mean
/// itself is gamma distributed with coefficient of variation √φ; Poisson for φ = 0.
public struct TotalDistribution: Hashable, Sendable {
  /// The mean, above 0.
  public let mean: Double
  /// The dispersion φ, at least 0.
  public let dispersion: Double

  /// Creates the distribution.
  public init(mean: Double, dispersion: Double) {
    precondition(mean > 0 && dispersion >= 0, "a distribution of counts")
    self.mean = mean
    self.dispersion = dispersion
  }

  /// The logarithm of the probability of a number that is not negative.
  public func logProbability(of count: Double) -> Double {
    let poisson = count * naturalLogarithm(mean) - mean - logGamma(count + 1)
    // Below, the gamma functions lose what φ could add.
    guard dispersion > 1e-9 else { return poisson }
    let size = 1 / dispersion
    return logGamma(count + size) - logGamma(size) - logGamma(count + 1)
      - size * naturalLogarithm(1 + mean / size)
      + count * naturalLogarithm(mean / (mean + size))
  }

  /// The least and the greatest number of the central interval of a probability in 0..<1.
  ///
  /// Each tail beyond has at most half of the rest.
  public func interval(_ probability: Double) -> ClosedRange<Int> {
    let tail = (1 - probability) / 2
    var (below, count) = (0.0, 0)
    var low: Int?
    while true {
      below += naturalExponential(max(-700, logProbability(of: Double(count))))
      if low == nil, below > tail { low = count }
      // Rounding may keep the sum below 1 − tail for ever; far above the mean it is there.
      if below >= 1 - tail || Double(count) > 100 + 100 * mean * (1 + dispersion * mean) {
        return (low ?? count)...count
      }
      count += 1
    }
  }
}
