import Glibc

/// The beta distribution on [0, 1], with both shapes positive.
public struct BetaDistribution: Sendable, Equatable {
  /// The exponent of x, plus one.
  public let alpha: Double
  /// The exponent of 1 − x, plus one.
  public let beta: Double

  /// A distribution with these shapes, both positive.
  public init(alpha: Double, beta: Double) {
    precondition(alpha > 0 && beta > 0, "the shapes are positive")
    self.alpha = alpha
    self.beta = beta
  }

  /// The expected value.
  public var mean: Double { alpha / (alpha + beta) }

  /// The probability of a value of at most `x`: the regularised incomplete beta function.
  public func cumulativeProbability(at x: Double) -> Double {
    guard x > 0 else { return 0 }
    guard x < 1 else { return 1 }
    let front = exp(alpha * log(x) + beta * log1p(-x) - logBeta)
    // The fraction converges fast below the mean only; above it, the mirrored one does.
    return x < (alpha + 1) / (alpha + beta + 2)
      ? front * continuedFraction(x, alpha, beta) / alpha
      : 1 - front * continuedFraction(1 - x, beta, alpha) / beta
  }

  /// The value that is not exceeded with this probability, found by bisection.
  public func quantile(_ probability: Double) -> Double {
    precondition((0...1).contains(probability), "a probability is in 0...1")
    var (low, high) = (0.0, 1.0)
    // 200 halvings reach the smallest quantile a double can tell from zero at these shapes.
    for _ in 0..<200 where low.nextUp < high {
      let middle = low + (high - low) / 2
      if cumulativeProbability(at: middle) < probability { low = middle } else { high = middle }
    }
    return high
  }

  private var logBeta: Double { lgamma(alpha) + lgamma(beta) - lgamma(alpha + beta) }
}

/// The continued fraction of the incomplete beta function, NIST DLMF 8.17.22, by Lentz's method.
private func continuedFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
  func away(_ value: Double) -> Double { abs(value) < 1e-300 ? 1e-300 : value }
  var c = 1.0
  var d = 1 / away(1 - (a + b) * x / (a + 1))
  var fraction = d
  for step in 1...500 {
    let m = Double(step)
    let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
    let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    var change = 1.0
    for numerator in [even, odd] {
      d = 1 / away(1 + numerator * d)
      c = away(1 + numerator / c)
      change = c * d
      fraction *= change
    }
    if abs(change - 1) < 1e-15 { break }
  }
  return fraction
}
