import BenchmarkStatistics
import Testing

@Suite struct BetaDistributionTests {
  /// Successes, runs and the quantiles 0.025, 0.5 and 0.975 of Beta(½ + y, ½ + r − y), computed
  /// with scipy.stats.beta.ppf of SciPy 1.17.1.
  static let quantiles: [(successes: Int, runs: Int, low: Double, middle: Double, high: Double)] = [
    (0, 10, 4.78904331576e-05, 0.0219401667687, 0.217196267509),
    (1, 10, 0.0110116737632, 0.114346919247, 0.381314771067),
    (5, 10, 0.223528670253, 0.5, 0.776471329747),
    (9, 10, 0.618685228933, 0.885653080753, 0.988988326237),
    (10, 10, 0.782803732491, 0.978059833231, 0.999952109567),
    (0, 1, 0.000385580980756, 0.163193985408, 0.85325368369),
    (50, 100, 0.403173950896, 0.5, 0.596826049104),
    (3, 1000, 0.00084563480183, 0.00317183829786, 0.0079843673584),
  ]

  @Test("quantiles agree with SciPy's", arguments: quantiles)
  func quantilesAgree(
    row: (successes: Int, runs: Int, low: Double, middle: Double, high: Double)
  ) {
    let posterior = SuccessProbability(successes: row.successes, runs: row.runs).posterior
    for (probability, expected) in [(0.025, row.low), (0.5, row.middle), (0.975, row.high)] {
      #expect(abs(posterior.quantile(probability) / expected - 1) < 1e-10)
    }
  }

  @Test(
    "cumulative probabilities agree with SciPy's",
    arguments: [
      (2, 3, 0.4, 0.5248), (0.5, 0.5, 0.1, 0.204832764699133), (30, 0.5, 0.99, 0.439334368905251),
      (100.5, 200.5, 0.3, 0.10466713030663),
    ] as [(Double, Double, Double, Double)])
  func probabilitiesAgree(alpha: Double, beta: Double, x: Double, expected: Double) {
    let probability = BetaDistribution(alpha: alpha, beta: beta).cumulativeProbability(at: x)
    #expect(abs(probability - expected) < 1e-13)
  }

  @Test("a quantile is where its probability is met", arguments: [0.001, 0.1, 0.5, 0.9, 0.999])
  func quantileInverts(probability: Double) {
    for alpha in [0.5, 1, 3, 40.5] {
      for beta in [0.5, 2, 17.5] {
        let distribution = BetaDistribution(alpha: alpha, beta: beta)
        let back = distribution.cumulativeProbability(at: distribution.quantile(probability))
        #expect(abs(back - probability) < 1e-12, "Beta(\(alpha), \(beta))")
      }
    }
  }
}
