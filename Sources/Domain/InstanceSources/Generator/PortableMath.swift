/// Elementary functions with the same result, bit for bit, on every machine.
///
/// Goals, in order: reproducible, simple, exact enough (1e-13, where a generated file shows 1e-5
/// at most). C libraries differ in the last place of these functions; what follows uses only
/// operations that IEEE 754 rounds exactly, in a fixed order. Speed does not matter here.
package enum PortableMath {
  /// The sine of an angle within ±2 radians, by its Taylor series.
  package static func sine(_ x: Double) -> Double {
    assert(abs(x) <= 2, "the series is cut for small angles")
    return taylor(first: x) { -x * x / ((2 * $0) * (2 * $0 + 1)) }
  }

  /// The cosine of an angle within ±2 radians, by its Taylor series.
  package static func cosine(_ x: Double) -> Double {
    assert(abs(x) <= 2, "the series is cut for small angles")
    return taylor(first: 1) { -x * x / ((2 * $0 - 1) * (2 * $0)) }
  }

  /// The angle whose sine is given, within ±0.1, by its Taylor series.
  package static func arcsine(_ x: Double) -> Double {
    assert(abs(x) <= 0.1, "the series is cut for small angles")
    return taylor(first: x) {
      let odd = 2 * $0 - 1
      return x * x * odd * odd / ((2 * $0) * (2 * $0 + 1))
    }
  }

  /// A draw from the standard normal distribution, but for its tails beyond ±6.
  ///
  /// The sum of twelve uniform numbers less six has mean 0 and variance 1.
  package static func normal(using random: inout some RandomNumberGenerator) -> Double {
    (0..<12).reduce(-6) { sum, _ in sum + Double(random.next() >> 11) * 0x1p-53 }
  }

  /// The sum of `first` and fifteen more terms, each the one before times `ratio(k)`, k = 1, 2, ….
  private static func taylor(first: Double, ratio: (Double) -> Double) -> Double {
    var term = first
    var sum = first
    for k in 1...15 {
      term *= ratio(Double(k))
      sum += term
    }
    return sum
  }
}
