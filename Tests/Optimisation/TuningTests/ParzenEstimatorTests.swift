import RandomStreams
import Testing
import Tuning
import _TemperTestSupport

struct ParzenEstimatorTests {
  @Test("The probabilities of all settings add up to 1", arguments: 0..<10 as Range<UInt64>)
  func sumsToOne(seed: UInt64) throws {
    let (space, settings) = try discreteSpace()
    let estimator = estimator(in: space, seed: seed)
    let sum = settings.reduce(0) { $0 + naturalExponential(estimator.logDensity(at: $1)) }
    #expect(abs(sum - 1) < 1e-12)
  }

  @Test("Draws have the density's probabilities", arguments: 0..<4 as Range<UInt64>)
  func draws(seed: UInt64) throws {
    let (space, settings) = try discreteSpace()
    let estimator = estimator(in: space, seed: seed)
    var random = RandomStream(seed: seed, stream: 7)
    var counts: [[ParameterValue]: Int] = [:]
    for _ in 0..<samples(50_000) { counts[estimator.draw(using: &random), default: 0] += 1 }
    var test = ChiSquare()
    test.add(
      settings.map { counts[$0, default: 0] },
      probabilities: settings.map { naturalExponential(estimator.logDensity(at: $0)) })
    #expect(test.tailProbability > ChiSquare.alarm)
  }

  @Test("Real draws have the density, and it integrates to 1", arguments: 0..<4 as Range<UInt64>)
  func realDraws(seed: UInt64) throws {
    var space = SearchSpace()
    let x = try space.logUniform("x", in: 1e-3...1e3)
    let estimator = estimator(in: space, seed: seed)
    let cells = 200
    // The middle of a cell stands for it: 20 points of each would change 10⁻⁴ of its probability.
    let masses = (0..<cells * 20).map { point -> Double in
      let position = (Double(point) + 0.5) / Double(cells * 20)
      let value = naturalExponential((position - 0.5) * naturalLogarithm(1e6))
      return naturalExponential(estimator.logDensity(at: [.real(value)])) / Double(cells * 20)
    }
    #expect(abs(masses.reduce(0, +) - 1) < 1e-4)
    var random = RandomStream(seed: seed, stream: 7)
    var counts = Array(repeating: 0, count: cells)
    for _ in 0..<samples(50_000) {
      let trial = Trial(number: 0, parameters: estimator.draw(using: &random))
      let position = naturalLogarithm(trial[x]) / naturalLogarithm(1e6) + 0.5
      counts[min(max(Int(position * Double(cells)), 0), cells - 1)] += 1
    }
    let sum = masses.reduce(0, +)
    var test = ChiSquare()
    test.add(
      counts,
      probabilities: (0..<cells).map { masses[$0 * 20..<$0 * 20 + 20].reduce(0, +) / sum })
    #expect(test.tailProbability > ChiSquare.alarm)
  }

  @Test("Without observations the density is the prior's: nearly even, and even for choices")
  func prior() throws {
    var space = SearchSpace()
    _ = try space.integer("n", in: 1...20)
    _ = try space.categorical("c", of: ["a", "b", "c"])
    let settings = (1...20).flatMap { n in
      (0..<3).map { [ParameterValue.integer(n), .category($0)] }
    }
    let estimator = ParzenEstimator(
      of: [], entries: space.entries, deviation: 0.1)
    let probabilities = settings.map { naturalExponential(estimator.logDensity(at: $0)) }
    let even = 1 / Double(settings.count)
    #expect(probabilities.allSatisfy { (0.9 * even...1.1 * even).contains($0) })
  }

  @Test("Kernels on one category of C have Laplace's probability, (n + 1)/(n + C), the prior 1/C")
  func categories() throws {
    var space = SearchSpace()
    _ = try space.categorical("c", of: ["a", "b", "c", "d"])
    for count in [1, 3, 20] {
      let estimator = ParzenEstimator(
        of: Array(repeating: [.category(2)], count: count), entries: space.entries, deviation: 0.1)
      let found = naturalExponential(estimator.logDensity(at: [.category(2)]))
      let laplace = Double(count + 1) / Double(count + 4)
      #expect(abs(found - (Double(count) * laplace + 0.25) / Double(count + 1)) < 1e-12)
    }
  }

  /// Whole numbers, on both scales, and choices: 7 · 12 · 3 settings.
  private func discreteSpace() throws -> (SearchSpace, [[ParameterValue]]) {
    var space = SearchSpace()
    _ = try space.integer("n", in: -3...3)
    _ = try space.integer("ratio", in: 1...12, scale: .logarithmic)
    _ = try space.categorical("c", of: ["a", "b", "c"])
    let settings = (-3...3).flatMap { n in
      (1...12).flatMap { ratio in
        (0..<3).map { [ParameterValue.integer(n), .integer(ratio), .category($0)] }
      }
    }
    return (space, settings)
  }

  private func estimator(in space: SearchSpace, seed: UInt64) -> ParzenEstimator {
    let observations = (0..<8).compactMap { number -> [ParameterValue]? in
      let request = SamplingRequest(number: number, seed: seed, space: space)
      return RandomSampler().parameters(for: request)
    }
    return ParzenEstimator(
      of: observations, entries: space.entries, deviation: 0.1)
  }
}
