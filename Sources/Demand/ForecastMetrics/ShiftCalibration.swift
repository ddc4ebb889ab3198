public import Scenarios

/// Whether shifts' totals fall where a forecast says they may.
public struct ShiftCalibration: Sendable {
  /// How many shifts.
  public let shifts: Int
  /// The share of totals in the central intervals of each probability.
  public let coverage: [(probability: Double, covered: Double)]
  /// The mean of minus the logarithm of the probability of totals.
  public let logScore: Double
  /// Observed over expected incidents of all shifts.
  public let bias: Double

  /// The probabilities whose intervals are looked at.
  public static let probabilities = [0.5, 0.8, 0.9, 0.95]

  /// Judges totals, at least one, under a dispersion.
  public init(_ totals: ShiftTotals, dispersion: Double) {
    let pairs = totals.pairs
    let laws = pairs.map {
      TotalDistribution(mean: max($0.expected, 1e-9), dispersion: dispersion)
    }
    shifts = pairs.count
    coverage = Self.probabilities.map { probability in
      let hits = zip(pairs, laws).count { pair, law in
        let interval = law.interval(probability)
        return pair.observed >= Double(interval.lowerBound)
          && pair.observed <= Double(interval.upperBound)
      }
      return (probability, Double(hits) / Double(max(1, pairs.count)))
    }
    logScore =
      -zip(pairs, laws).reduce(0) { $0 + $1.1.logProbability(of: $1.0.observed) }
      / Double(max(1, pairs.count))
    let expected = pairs.reduce(0) { $0 + $1.expected }
    bias = expected > 0 ? pairs.reduce(0) { $0 + $1.observed } / expected : 0
  }
}
