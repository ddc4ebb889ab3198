import CGSL

/// How surprising counts are under expected ones: Pearson's chi-square test, all cells pooled.
///
/// Counts may come from several independent samples, each with its own total. Tests compare the
/// tail probability with ``alarm``, so a suite of a hundred of them raises a false alarm with
/// probability below 10⁻⁶; seeds are fixed, so an alarm repeats.
public struct ChiSquare {
  /// The tail probability below which a test fails.
  public static let alarm = 1e-8
  /// Cells with fewer expected counts are merged, for the approximation to hold.
  private static let leastExpected = 10.0

  private var statistic = 0.0
  private var degrees = 0
  private var isImpossible = false

  /// Creates a test without any sample.
  public init() { gsl_set_error_handler_off() }

  /// Adds a sample: the counts of its outcomes, and their probabilities, which add up to 1.
  public mutating func add(_ counts: [Int], probabilities: [Double]) {
    precondition(counts.count == probabilities.count, "one probability per outcome")
    let total = Double(counts.reduce(0, +))
    var cells = 0
    var rest = (observed: 0.0, expected: 0.0)
    for (count, probability) in zip(counts, probabilities) {
      let (observed, expected) = (Double(count), total * probability)
      if probability <= 0 {
        isImpossible = isImpossible || count > 0
      } else if expected < Self.leastExpected {
        rest = (rest.observed + observed, rest.expected + expected)
      } else {
        statistic += (observed - expected) * (observed - expected) / expected
        cells += 1
      }
    }
    if rest.expected >= Self.leastExpected {
      statistic += (rest.observed - rest.expected) * (rest.observed - rest.expected) / rest.expected
      cells += 1
    } else if gsl_cdf_poisson_Q(UInt32(max(0, rest.observed - 1)), rest.expected) < Self.alarm {
      isImpossible = isImpossible || rest.observed > 0
    }
    degrees += max(0, cells - 1)
  }

  /// The cells compared, less one for each sample.
  public var degreesOfFreedom: Int { degrees }

  /// The probability of counts at least as far from the expected ones; 0 if any is impossible.
  public var tailProbability: Double {
    if isImpossible { return 0 }
    return degrees == 0 ? 1 : gsl_cdf_chisq_Q(statistic, Double(degrees))
  }
}
