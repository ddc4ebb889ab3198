import FlipWalks
import QUBOModel
import RandomStreams
import Tempering
import Testing
import _TemperTestSupport

/// Holds both forms of the Digital Annealer's step against its exact law.
///
/// Dense storage scans candidates, sparse storage races keys; both must be the same chain. Fewer
/// than a hundred chi-square tests are made, so a correct program fails with probability < 10⁻⁶.
struct ParallelTrialLawTests {
  /// A model, a temperature and an offset increment.
  struct Case: Sendable {
    let bits: Int
    let seed: UInt64
    let temperature: Double
    let increment: Int
    let storage: QUBOBuilder.Storage

    var model: PlainQUBO {
      var random = RandomStream(seed: seed)
      // Coefficients of −4...4 in six bits make many flips that change nothing.
      return PlainQUBO(variableCount: bits, density: 0.7, magnitude: 4, using: &random)
    }
  }

  static let cases: [Case] = [QUBOBuilder.Storage.dense, .sparse].flatMap { storage in
    // Cold with rare acceptance, middle, hot with most probabilities above ½.
    [0.4, 1.0, 3.0, 12.0].flatMap { temperature in
      [0, 1, 5].flatMap { increment in
        [(2, 11), (4, 12), (6, 13)].map { bits, seed in
          Case(
            bits: bits, seed: seed, temperature: temperature, increment: increment,
            storage: storage)
        }
      }
    }
  }

  @Test("Single steps have the exact law, given state and rejections so far", arguments: cases)
  func singleSteps(one: Case) throws {
    let law = StepLaw(one.model, temperature: one.temperature)
    let walker = flipWalker(
      try one.model.built(one.storage), move: .parallelTrial(offsetIncrement: one.increment),
      random: RandomStream(seed: one.seed, stream: 1))
    // By state and rejections since the last flip.
    var counts: [Int: [Int]] = [:]
    var word = walker.word
    var waited = 0
    for _ in 0..<samples(25_000) {
      walker.advance(steps: 1, temperature: one.temperature)
      let next = walker.word
      let flipped = word ^ next
      if flipped.nonzeroBitCount > 1 { Issue.record("a step flips one bit at most") }
      let outcome = flipped == 0 ? one.bits : flipped.trailingZeroBitCount
      counts[word << 32 | waited, default: Array(repeating: 0, count: one.bits + 1)][outcome] += 1
      word = next
      waited = flipped == 0 && one.increment > 0 ? waited + 1 : 0
    }
    var test = ChiSquare()
    for (key, counts) in counts {
      test.add(
        counts,
        probabilities: law.outcomes(at: key >> 32, offset: (key & 0xffff_ffff) * one.increment))
    }
    #expect(test.tailProbability > ChiSquare.alarm, "\(test.degreesOfFreedom) degrees")
  }

  @Test(
    "The first step of a walker has the same law as any other",
    arguments: [QUBOBuilder.Storage.dense, .sparse], [0.5, 1.0, 4.0])
  func firstStep(storage: QUBOBuilder.Storage, temperature: Double) throws {
    // A local minimum at 0 with flip energies 0.5 to 8: rare and frequent acceptance at once.
    var model = PlainQUBO(variableCount: 6)
    model.linear = [7, 8, 6, 3, 5, 4]
    let qubo = try model.built(storage)
    let law = StepLaw(model, temperature: temperature).outcomes(at: 0)
    var counts = Array(repeating: 0, count: 7)
    for seed in 0..<UInt64(samples(5_000)) {
      let walker = flipWalker(
        qubo, move: .parallelTrial(offsetIncrement: 0), random: RandomStream(seed: seed))
      walker.advance(steps: 1, temperature: temperature)
      counts[walker.word == 0 ? 6 : walker.word.trailingZeroBitCount] += 1
    }
    var test = ChiSquare()
    test.add(counts, probabilities: law)
    #expect(test.tailProbability > ChiSquare.alarm, "\(counts)")
  }

  @Test(
    "Many steps at once have the law of that many single ones",
    arguments: [QUBOBuilder.Storage.dense, .sparse], [2, 17, 100])
  func manySteps(storage: QUBOBuilder.Storage, steps: Int) throws {
    // Two minima of unequal depth; leaving takes some hundred steps, so most are passed over.
    var model = PlainQUBO(variableCount: 3)
    model.linear = [6, 7, 6]
    for (i, j) in [(0, 1), (0, 2), (1, 2)] {
      model.couplings[i][j] = -7
      model.couplings[j][i] = -7
    }
    let law = StepLaw(model, temperature: 1.1).transitions(steps: steps)
    let walker = flipWalker(
      try model.built(storage), move: .parallelTrial(offsetIncrement: 0),
      random: RandomStream(seed: UInt64(steps)))
    var counts = law.map { $0.map { _ in 0 } }
    for _ in 0..<samples(25_000) {
      let before = walker.word
      walker.advance(steps: steps, temperature: 1.1)
      counts[before][walker.word] += 1
    }
    var test = ChiSquare()
    for (counts, probabilities) in zip(counts, law) {
      test.add(counts, probabilities: probabilities)
    }
    #expect(test.tailProbability > ChiSquare.alarm, "\(counts)")
    #expect(test.degreesOfFreedom > 0)
  }

  @Test("The offset carries over from one advance to the next and ends with a flip")
  func offset() throws {
    // From 0 the only way is up by 100: 10 rejections of increment 10, then certain acceptance;
    // from 1 the way back is certain.
    var model = PlainQUBO(variableCount: 1)
    model.linear = [100]
    for storage in [QUBOBuilder.Storage.dense, .sparse] {
      let walker = flipWalker(
        try model.built(storage), move: .parallelTrial(offsetIncrement: 10),
        random: RandomStream(seed: 1))
      var word = 0
      for step in 1...60 {
        walker.advance(steps: 1, temperature: 1e-3)
        if step % 12 == 11 || step % 12 == 0 { word ^= 1 }
        #expect(walker.word == word, "step \(step)")
      }
    }
  }
}
