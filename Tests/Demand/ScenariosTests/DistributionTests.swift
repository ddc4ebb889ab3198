import Forecasts
import Foundation
import Incidents
import RandomStreams
import Scenarios
import Testing

@Suite("Distributions of shift totals")
struct DistributionTests {
  @Test("the logarithm of the gamma function is that of the C library")
  func gamma() {
    for x in [1e-6, 0.1, 0.5, 1, 1.5, 2, 3, 7.25, 9.999, 10, 33.3, 1_000, 1e6] {
      let expected: Double = lgamma(x)
      #expect(abs(logGamma(x) - expected) <= 1e-12 * max(1, abs(expected)), "\(x)")
    }
  }

  @Test(
    "probabilities add up to 1, with the mean and variance that are named",
    arguments: [
      (0.5, 0.0), (12, 0), (12, 0.02), (150, 0.013), (3, 1.5),
    ])
  func moments(mean: Double, dispersion: Double) {
    let law = TotalDistribution(mean: mean, dispersion: dispersion)
    var (sum, first, second) = (0.0, 0.0, 0.0)
    for count in 0..<2_000 {
      let probability = exp(law.logProbability(of: Double(count)))
      sum += probability
      first += probability * Double(count)
      second += probability * Double(count * count)
    }
    #expect(abs(sum - 1) < 1e-9)
    #expect(abs(first / mean - 1) < 1e-9)
    #expect(abs((second - first * first) / (mean + dispersion * mean * mean) - 1) < 1e-8)
  }

  @Test(
    "central intervals leave at most half of the rest on each side, and are the shortest such",
    arguments: [(0.3, 0.0), (20, 0), (150, 0.013)], [0.5, 0.9])
  func intervals(law: (Double, Double), probability: Double) {
    let law = TotalDistribution(mean: law.0, dispersion: law.1)
    let interval = law.interval(probability)
    func below(_ count: Int) -> Double {
      (0..<max(0, count)).reduce(0) { $0 + exp(law.logProbability(of: Double($1))) }
    }
    let tail = (1 - probability) / 2
    #expect(below(interval.lowerBound) <= tail + 1e-9)
    #expect(below(interval.lowerBound + 1) > tail - 1e-9)
    #expect(1 - below(interval.upperBound + 1) <= tail + 1e-9)
    #expect(interval.isEmpty == false)
  }

  @Test("variates have the moments of their laws", arguments: [0.4, 1, 3, 77])
  func variates(shape: Double) {
    var random = RandomStream(seed: 3)
    let count = 40_000
    let gamma = (0..<count).map { _ in random.gammaWithMeanOne(shape: shape) }
    let mean = gamma.reduce(0, +) / Double(count)
    let squares = gamma.reduce(into: 0.0) { sum, value in sum += (value - mean) * (value - mean) }
    let variance: Double = squares / Double(count)
    // Six standard errors: of the mean √(1/shape/n), of the variance √((2 + 6/shape)/n)/shape.
    #expect(abs(mean - 1) < 6 * (1 / shape / Double(count)).squareRoot())
    #expect(abs(variance - 1 / shape) < 6 / shape * ((2 + 6 / shape) / Double(count)).squareRoot())
    let normal = (0..<count).map { _ in random.normal() }
    #expect(abs(normal.reduce(0, +)) < 6 * Double(count).squareRoot())
    let square = normal.reduce(0) { $0 + $1 * $1 } / Double(count)
    #expect(abs(square - 1) < 6 * (2 / Double(count)).squareRoot())
  }

  @Test("the dispersion that totals were drawn with is found again", arguments: [0.0, 0.01, 0.1])
  func dispersion(planted: Double) {
    var random = RandomStream(seed: 11)
    let hours = LocalHour(index: 0)..<LocalHour(index: 24 * 400)
    let grid = CellGrid(resolution: 1, firstRow: 0, firstColumn: 0, rows: 1, columns: 1)
    var incidents: [Incident] = []
    for shift in stride(from: 0, to: hours.count, by: 8) {
      let level = planted > 0 ? random.gammaWithMeanOne(shape: 1 / planted) : 1
      var time = random.exponential()
      while time < 60 * level {
        let minute = shift * 60 + random.uniform(below: 480)
        incidents.append(
          Incident(time: LocalMinute(index: minute), latitude: 0.5, longitude: 0.5, type: 0))
        time += random.exponential()
      }
    }
    let counts = HourlyCounts(incidents, on: grid, hours: hours)
    let rates = HourlyRates(hours: hours, cellCount: 1) { _ in [7.5] }
    let found = ShiftDispersion.mostLikely(ShiftTotals(rates, counts, shiftHours: 8))
    // 1,200 shifts of 60: the standard error is near (1/60 + φ) √(2/1200).
    #expect(abs(found - planted) < 5 * (1.0 / 60 + planted) * (2.0 / 1_200).squareRoot())
  }
}
