import CGSL
import RandomStreams

/// How much of the standard normal distribution lies in an interval, relative to its density there.
///
/// Goals, in order: right to 12 digits for any interval, however narrow or far out; the tails left
/// to GSL. Masses are divided by the density φ(p) at the interval's `peak` p, as far out both leave
/// the range of doubles, and differences of their logarithms lose all digits. The mass of a tail is
/// then the inverse of the hazard function, and a difference of two tails is exact where the
/// interval is wide in units of the density's own scale, 1/max(1, |z|). Elsewhere it would cancel,
/// and the density, almost constant, is integrated instead.
enum NormalMass {
  /// ½ ln 2π: minus the logarithm of the density at 0.
  static let halfLogTwoPi = 0.918_938_533_204_672_7

  /// Where the density is greatest between lower < upper.
  static func peak(_ lower: Double, _ upper: Double) -> Double { min(max(0, lower), upper) }

  /// ln φ(z) − ln φ(p).
  static func logDensity(_ z: Double, relativeTo p: Double) -> Double { (p - z) * (p + z) / 2 }

  /// ln ((Φ(upper) − Φ(lower)) / φ(p)), for finite lower < upper with their peak p.
  static func logRatio(_ lower: Double, _ upper: Double) -> Double {
    // The lower tail is where Φ keeps its digits.
    if lower > 0 { return logRatio(-upper, -lower) }
    let width = upper - lower
    if width * max(1, -lower, upper) <= 1 { return logIntegral(lower, upper) }
    if upper <= 0 {
      let beyond = exponential(logDensity(lower, relativeTo: upper)) / gsl_sf_hazard(-lower)
      return naturalLogarithm(1 / gsl_sf_hazard(-upper) - beyond)
    }
    let tails = gsl_cdf_ugaussian_P(lower) + gsl_cdf_ugaussian_Q(upper)
    return gsl_log1p(-tails) + halfLogTwoPi
  }

  /// The z below which lies `share`, in (0, 1), of the mass between lower < upper.
  ///
  /// Newton's method on the logarithm of the mass, which is concave, from a start by GSL's inverse
  /// or the tail's leading term; a bracket takes over where it would leave the interval.
  static func quantile(_ share: Double, _ lower: Double, _ upper: Double) -> Double {
    if lower > 0 { return -quantile(1 - share, -upper, -lower) }
    let p = peak(lower, upper)
    let target =
      naturalLogarithm(share <= 0.5 ? share : 1 - share) + logRatio(lower, upper)
    var bracket = (low: lower, high: upper)
    var z = start(share, lower, upper)
    for _ in 0..<200 {
      if z <= bracket.low || bracket.high <= z {
        z = bracket.low + (bracket.high - bracket.low) / 2
        guard bracket.low < z, z < bracket.high else { break }
      }
      let ends = share <= 0.5 ? (lower, z) : (z, upper)
      let ratio = logRatio(ends.0, ends.1)
      let inner = peak(ends.0, ends.1)
      let difference = ratio + logDensity(inner, relativeTo: p) - target
      let excess = share <= 0.5 ? difference : -difference
      if excess > 0 { bracket.high = z } else { bracket.low = z }
      // The slope of ln mass is density over mass.
      let step = excess * exponential(ratio - logDensity(z, relativeTo: inner))
      z -= step
      if abs(step) <= 2e-16 * max(abs(z), upper - lower) { break }
    }
    return min(max(z, lower), upper)
  }

  private static func start(_ share: Double, _ lower: Double, _ upper: Double) -> Double {
    if (upper - lower) * max(1, -lower, upper) <= 1 { return lower + share * (upper - lower) }
    let below = gsl_cdf_ugaussian_P(lower)
    let probability = below + share * (gsl_cdf_ugaussian_P(upper) - below)
    // Below that, Φ(z) loses its digits; ln Φ(z) ≈ −z²/2 then, hence z² ≈ upper² − 2 ln share.
    return probability > 1e-290
      ? gsl_cdf_ugaussian_Pinv(probability)
      : -(upper * upper - 2 * naturalLogarithm(share)).squareRoot()
  }

  /// The logarithm of the density's integral, where it varies by a factor e at most.
  ///
  /// Gauss and Legendre's rule with 16 points, around the middle m: the integrand is entire,
  /// exp(−m t − t²/2), and the error is below 10⁻¹⁶.
  private static func logIntegral(_ lower: Double, _ upper: Double) -> Double {
    let (middle, half) = (lower + (upper - lower) / 2, (upper - lower) / 2)
    var sum = 0.0
    for point in rule {
      let t = half * point.node
      sum += point.weight * exponential(-t * (middle + t / 2))
    }
    return naturalLogarithm(half) + naturalLogarithm(sum)
      + logDensity(middle, relativeTo: peak(lower, upper))
  }

  private static let rule: [(node: Double, weight: Double)] = {
    let count = 16
    guard let table = gsl_integration_glfixed_table_alloc(count) else { return [] }
    defer { gsl_integration_glfixed_table_free(table) }
    return (0..<count).map { index in
      var (node, weight) = (0.0, 0.0)
      gsl_integration_glfixed_point(-1, 1, index, &node, &weight, table)
      return (node, weight)
    }
  }()

  /// e to a power, 0 or infinite where a double can say no more.
  static func exponential(_ x: Double) -> Double {
    x < -700 ? 0 : x > 700 ? .infinity : naturalExponential(x)
  }
}
