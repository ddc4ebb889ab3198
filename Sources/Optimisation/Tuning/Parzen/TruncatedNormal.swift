import RandomStreams

/// A normal distribution cut to a range and scaled up to probability 1.
package struct TruncatedNormal: Hashable, Sendable {
  private let mean: Double
  private let deviation: Double
  private let range: ClosedRange<Double>
  /// The ends of the range, and where the density is greatest, in deviations from the mean.
  private let lower: Double
  private let upper: Double
  private let peak: Double
  /// ln of the range's mass relative to the density at the peak, in units of the deviation.
  private let logRatio: Double
  private let logDeviation: Double

  /// Cuts the normal distribution with this mean and standard deviation to a range.
  ///
  /// - Precondition: All is finite, and the range is wider than rounding errors.
  package init(mean: Double, deviation: Double, range: ClosedRange<Double>) {
    self.mean = mean
    self.deviation = deviation
    self.range = range
    lower = (range.lowerBound - mean) / deviation
    upper = (range.upperBound - mean) / deviation
    precondition(lower < upper && lower.isFinite && upper.isFinite, "the range has a width")
    peak = NormalMass.peak(lower, upper)
    logRatio = NormalMass.logRatio(lower, upper)
    logDeviation = naturalLogarithm(deviation)
  }

  /// The logarithm of the density at `x`; −∞ outside the range.
  package func logDensity(at x: Double) -> Double {
    guard range.contains(x) else { return -.infinity }
    let z = (x - mean) / deviation
    return NormalMass.logDensity(z, relativeTo: peak) - logRatio - logDeviation
  }

  /// The logarithm of the probability of an interval, of which what lies outside the range is cut.
  package func logProbability(from start: Double, to end: Double) -> Double {
    let from = max((start - mean) / deviation, lower)
    let to = min((end - mean) / deviation, upper)
    guard from < to else { return -.infinity }
    let inner = NormalMass.peak(from, to)
    return NormalMass.logRatio(from, to) + NormalMass.logDensity(inner, relativeTo: peak) - logRatio
  }

  /// The value below which lies a share, in (0, 1), of the probability.
  package func quantile(_ share: Double) -> Double {
    let x = mean + deviation * NormalMass.quantile(share, lower, upper)
    return min(max(x, range.lowerBound), range.upperBound)
  }
}
