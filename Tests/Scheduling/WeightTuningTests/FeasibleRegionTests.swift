import RandomStreams
import Testing
import WeightTuning

@Suite("The region of feasible weights")
struct FeasibleRegionTests {
  /// A study of a seed: weights on a coarse grid, so that some are equal, feasible the likelier the
  /// larger.
  private func samples(seed: UInt64, weights: Int) throws -> [FeasibleRegion.Sample] {
    var random = RandomStream(seed: seed)
    return try (0..<4 + random.uniform(below: 12)).map { _ in
      let values = (0..<weights).map { _ in Double(1 + random.uniform(below: 9)) }
      let runs = 1 + random.uniform(below: 6)
      let chance = (values.min() ?? 0) + Double(random.uniform(below: 3))
      let feasible = chance > 5 ? runs : random.uniform(below: runs + 1)
      return .init(
        weights: values, rate: try #require(FeasibleRate(feasible: feasible, runs: runs)))
    }
  }

  private func gain(_ samples: [FeasibleRegion.Sample]) -> Int {
    samples.reduce(0) { $0 + 20 * $1.rate.feasible - 19 * $1.rate.runs }
  }

  /// The greatest gain of all corners there are.
  private func greatestGain(_ samples: [FeasibleRegion.Sample]) -> Int {
    var corners: [[Double]] = [[]]
    for weight in samples[0].weights.indices {
      corners = corners.flatMap { corner in samples.map { corner + [$0.weights[weight]] } }
    }
    return corners.map { corner in
      gain(samples.filter { zip($0.weights, corner).allSatisfy { $0 >= $1 } })
    }.max() ?? 0
  }

  @Test("is the best of all corners", arguments: 0..<60 as Range<UInt64>, 1...3)
  func oracle(seed: UInt64, weights: Int) throws {
    let samples = try samples(seed: seed, weights: weights)
    let greatest = greatestGain(samples)
    guard let region = FeasibleRegion(of: samples) else {
      #expect(greatest <= 0)
      return
    }
    let inside = samples.filter { region.contains($0.weights) }
    #expect(gain(inside) == greatest)
    #expect(region.rate.runs == inside.reduce(0) { $0 + $1.rate.runs })
    #expect(region.rate.feasible == inside.reduce(0) { $0 + $1.rate.feasible })
    #expect(region.rate.share > 0.95)
    for (weight, threshold) in region.thresholds.enumerated() {
      guard let threshold else { continue }
      #expect(inside.contains { $0.weights[weight] == threshold }, "it is a value that was tried")
      let alone = samples.filter { sample in
        sample.weights[weight] < threshold
          && region.thresholds.indices.allSatisfy {
            $0 == weight || sample.weights[$0] >= region.thresholds[$0] ?? 0
          }
      }
      #expect(!alone.isEmpty && gain(alone) <= 0, "what it excludes is not feasible as a whole")
      #expect(
        region.breaks[weight]
          == alone.filter { $0.rate.share < 0.5 }.map { $0.weights[weight] }.max())
    }
  }

  @Test("is not stretched to bad trials by good ones far inside")
  func edge() throws {
    func sample(_ a: Double, _ feasible: Int) throws -> FeasibleRegion.Sample {
      .init(weights: [a], rate: try #require(FeasibleRate(feasible: feasible, runs: 5)))
    }
    let samples =
      try [sample(4, 0), sample(6, 3)] + (7...40).map { try sample(Double($0), 5) }
    let region = try #require(FeasibleRegion(of: samples))
    #expect(region.thresholds == [7])
    #expect(region.breaks == [4])
    #expect(region.rate == FeasibleRate(feasible: 170, runs: 170))
  }

  @Test("is none without samples or feasible runs, and has no edge if all are feasible")
  func degenerate() throws {
    let (none, all) = try (
      #require(FeasibleRate(feasible: 0, runs: 5)), #require(FeasibleRate(feasible: 5, runs: 5))
    )
    #expect(FeasibleRegion(of: []) == nil)
    #expect(FeasibleRegion(of: [.init(weights: [], rate: all)]) == nil)
    #expect(FeasibleRegion(of: [.init(weights: [1], rate: none)]) == nil)
    let region = try #require(FeasibleRegion(of: [.init(weights: [1, 2], rate: all)]))
    #expect(region.thresholds == [nil, nil] && region.breaks == [nil, nil])
  }

  @Test("of 500 samples of three weights is found in a moment")
  func many() throws {
    var random = RandomStream(seed: 1)
    let samples = try (0..<500).map { _ in
      let weights = (0..<3).map { _ in Double(1 + random.uniform(below: 1_000_000)) }
      let feasible = weights.allSatisfy { $0 > 300_000 } ? 5 : 0
      return FeasibleRegion.Sample(
        weights: weights, rate: try #require(FeasibleRate(feasible: feasible, runs: 5)))
    }
    let region = try #require(FeasibleRegion(of: samples))
    #expect(region.rate.share > 0.95)
    for threshold in region.thresholds {
      #expect((250_000...360_000).contains(try #require(threshold)))
    }
  }
}
