import RandomStreams
import Testing
import Tuning

struct TruncatedNormalTests {
  @Test("Log-densities have twelve digits on hostile ranges, and SciPy's where it has them")
  func logDensities() throws {
    for oracle in try TruncatedNormalOracle.all() {
      let normal = standard(oracle.lower...oracle.upper)
      let found = normal.logDensity(at: oracle.x)
      let tolerance = 1e-12 * max(1, abs(oracle.logDensity))
      #expect(abs(found - oracle.logDensity) <= tolerance, "\(oracle.lower)...\(oracle.upper)")
      if let scipy = oracle.scipyLogDensity {
        #expect(abs(found - scipy) <= 1e-9 * max(1, abs(scipy)))
      }
    }
  }

  @Test("Quantiles have ten digits, in units of the distribution's width, on hostile ranges")
  func quantiles() throws {
    for oracle in try TruncatedNormalOracle.all() {
      let normal = standard(oracle.lower...oracle.upper)
      let found = normal.quantile(oracle.share)
      let nearest =
        oracle.lower > 0 ? oracle.lower : oracle.upper < 0 ? -oracle.upper : 0
      let width = min(oracle.upper - oracle.lower, 1 / max(1, nearest))
      // No double is closer to the exact value than half a unit in its last place.
      let tolerance = max(1e-10 * width, oracle.quantile.ulp)
      #expect(
        abs(found - oracle.quantile) <= tolerance,
        "share \(oracle.share) of \(oracle.lower)...\(oracle.upper)")
      if let scipy = oracle.scipyQuantile {
        #expect(abs(found - scipy) <= tolerance + 1e-9 * width)
      }
    }
  }

  @Test("Most of the hostile cases are ones that SciPy has right")
  func oracleIsNotEmpty() throws {
    let cases = try TruncatedNormalOracle.all()
    #expect(cases.count > 150)
    #expect(cases.count { $0.scipyLogDensity != nil && $0.scipyQuantile != nil } > cases.count / 2)
  }

  @Test("Mean and deviation shift and scale the standard distribution")
  func shiftsAndScales() throws {
    for oracle in try TruncatedNormalOracle.all() where oracle.upper < 100 && oracle.lower > -100 {
      let (mean, deviation) = (0.25, 0.5)
      let range = mean + deviation * oracle.lower...mean + deviation * oracle.upper
      guard oracle.upper - oracle.lower > 1e-3 else { continue }
      let normal = TruncatedNormal(mean: mean, deviation: deviation, range: range)
      let found = normal.logDensity(at: mean + deviation * oracle.x) + naturalLogarithm(deviation)
      if range.contains(mean + deviation * oracle.x) {
        #expect(abs(found - oracle.logDensity) <= 1e-11 * max(1, abs(oracle.logDensity)))
      }
    }
  }

  @Test("Quantiles invert probabilities", arguments: 0..<8 as Range<UInt64>)
  func quantilesInvertProbabilities(seed: UInt64) {
    var random = RandomStream(seed: seed)
    for _ in 0..<500 {
      let deviation = naturalExponential(-12 * random.unit())
      let normal = TruncatedNormal(mean: random.unit(), deviation: deviation, range: 0...1)
      let share = random.unit()
      let x = normal.quantile(share)
      let below = naturalExponential(max(-700, normal.logProbability(from: 0, to: x)))
      // Rounding x by half a unit moves the probability by density times that.
      let slack = naturalExponential(min(700, normal.logDensity(at: x))) * x.ulp
      #expect(abs(below - share) <= 1e-12 + slack, "deviation \(deviation), share \(share)")
    }
  }

  @Test("Cells partition the probability", arguments: 0..<8 as Range<UInt64>)
  func cellsPartition(seed: UInt64) {
    var random = RandomStream(seed: seed)
    for count in [1, 2, 7, 100, 1_000] {
      let deviation = naturalExponential(-9 * random.unit())
      let normal = TruncatedNormal(mean: random.unit(), deviation: deviation, range: 0...1)
      let sum = (0..<count).reduce(0.0) { sum, cell in
        let (low, high) = (Double(cell) / Double(count), Double(cell + 1) / Double(count))
        return sum + naturalExponential(max(-700, normal.logProbability(from: low, to: high)))
      }
      #expect(abs(sum - 1) < 1e-12, "\(count) cells, deviation \(deviation)")
    }
  }

  @Test("There is nothing outside the range")
  func outside() {
    let normal = TruncatedNormal(mean: 0, deviation: 1, range: 0...1)
    #expect(normal.logDensity(at: -0.1) == -.infinity && normal.logDensity(at: 1.1) == -.infinity)
    #expect(normal.logProbability(from: 1, to: 2) == -.infinity)
    #expect(abs(normal.logProbability(from: -5, to: 5)) < 1e-15)
  }

  private func standard(_ range: ClosedRange<Double>) -> TruncatedNormal {
    TruncatedNormal(mean: 0, deviation: 1, range: range)
  }
}
