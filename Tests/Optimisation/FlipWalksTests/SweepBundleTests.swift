import FlipWalks
import QUBOModel
import RandomStreams
import Tempering
import Testing
import _TemperTestSupport

/// Holds sixteen replicas that are swept together against replicas that are swept one by one.
struct SweepBundleTests {
  static let kernels = KernelSet.available

  @Test("Near zero temperature each lane makes the sweep of a single replica", arguments: 0..<20)
  func coldSweeps(seed: Int) throws {
    // Every second function has fields of 32 bits.
    let plain = Self.model(seed: seed, widest: seed % 2 == 0 ? 30 : 70_000)
    for kernels in Self.kernels {
      let bundle = try Self.bundle(plain, kernels, seed: seed)
      for sweep in 0..<6 {
        let expected = (0..<16).map { lane in
          Self.coldSweep(plain, from: bundle.state(of: lane))
        }
        bundle.advance(steps: 1, temperatures: Array(repeating: 1e-6, count: 16))
        for lane in 0..<16 {
          #expect(
            bundle.state(of: lane) == expected[lane], "\(kernels), lane \(lane), sweep \(sweep)")
        }
      }
    }
  }

  /// Flips every bit in order unless that raises the energy: at T → 0 no exponential draw is enough.
  private static func coldSweep(_ plain: PlainQUBO, from state: BitVector) -> BitVector {
    var bits = (0..<state.count).map { state[$0] }
    for i in bits.indices {
      let before = plain.energy(bits)
      bits[i].toggle()
      if plain.energy(bits) > before { bits[i].toggle() }
    }
    return BitVector(bits)
  }

  @Test("Energies and the best state are those of the lanes' states", arguments: 0..<20)
  func energies(seed: Int) throws {
    let plain = Self.model(seed: seed, widest: seed % 2 == 0 ? 30 : 70_000)
    let bundle = try Self.bundle(plain, .best, seed: seed)
    var random = RandomStream(seed: UInt64(seed), stream: 9)
    var best = bundle.bestEnergy
    #expect(best == (0..<16).map(bundle.energy).min())
    for _ in 0..<30 {
      let moves = bundle.acceptedMoves
      bundle.advance(
        steps: 1, temperatures: (0..<16).map { _ in naturalExponential(8 * random.unit() - 2) })
      #expect(bundle.acceptedMoves >= moves)
      for lane in 0..<16 {
        #expect(bundle.energy(of: lane) == Self.energy(plain, bundle.state(of: lane)))
      }
      #expect(bundle.bestEnergy <= min(best, (0..<16).map(bundle.energy).min() ?? .max))
      best = bundle.bestEnergy
      #expect(bundle.best.energy == best && Self.energy(plain, bundle.best.state) == best)
    }
  }

  @Test("Each lane visits states with Boltzmann's frequencies at its own temperature")
  func boltzmann() throws {
    var random = RandomStream(seed: 4)
    let plain = PlainQUBO(variableCount: 4, density: 0.8, magnitude: 3, using: &random)
    let temperatures = (0..<16).map { 0.7 + 0.3 * Double($0) }
    let bundle = try Self.bundle(plain, .best, seed: 3)
    var counts = Array(repeating: Array(repeating: 0, count: 16), count: 16)
    for _ in 0..<samples(8_000) {
      bundle.advance(steps: 25, temperatures: temperatures)
      for lane in 0..<16 {
        let state = bundle.state(of: lane)
        counts[lane][(0..<4).reduce(0) { $0 | (state[$1] ? 1 << $1 : 0) }] += 1
      }
    }
    for (lane, temperature) in temperatures.enumerated() {
      let weights = (0..<16).map { word in
        naturalExponential(
          -Double(plain.energy((0..<4).map { word >> $0 & 1 == 1 })) / temperature)
      }
      var test = ChiSquare()
      test.add(counts[lane], probabilities: weights.map { $0 / weights.reduce(0, +) })
      #expect(test.tailProbability > ChiSquare.alarm, "lane \(lane): \(counts[lane])")
    }
  }

  @Test("A crew is made only of functions and numbers of replicas that fill bundles")
  func crews() throws {
    var plain = Self.model(seed: 1, widest: 30)
    func crew(_ storage: QUBOBuilder.Storage, _ replicas: Int) throws -> BundleCrew? {
      BundleCrew(try plain.built(storage), replicas: replicas, kernels: .best, seed: 1)
    }
    #expect(try crew(.sparse, 32)?.partCount == 2)
    #expect(try crew(.sparse, 17) == nil && crew(.dense, 16) == nil)
    plain.linear[0] = 1 << 40
    #expect(try crew(.sparse, 16) == nil)
  }

  @Test("A crew's replicas are the lanes of its bundles, in order")
  func crewReplicas() throws {
    let plain = Self.model(seed: 2, widest: 30)
    let qubo = try plain.built(.sparse)
    let crew = try #require(BundleCrew(qubo, replicas: 48, kernels: .best, seed: 5))
    // Cold ones descend, hot ones do not.
    let temperatures = (0..<48).map { $0 % 3 == 0 ? 1e-3 : 1e4 }
    for part in 0..<3 { crew.advance(part: part, steps: 50, temperatures: temperatures) }
    let energies = (0..<48).map(crew.energy)
    let cold = energies.indices.filter { $0 % 3 == 0 }.map { energies[$0] }
    let hot = energies.indices.filter { $0 % 3 != 0 }.map { energies[$0] }
    #expect((cold.max() ?? 0) < hot.reduce(0, +) / Int64(hot.count))
    #expect(crew.best.energy == crew.bestRank.energy && crew.best.energy <= energies.min() ?? 0)
    #expect(crew.best.energy == qubo.energy(of: crew.best.state))
  }

  private static func energy(_ plain: PlainQUBO, _ state: BitVector) -> Int64 {
    plain.energy((0..<state.count).map { state[$0] })
  }

  private static func model(seed: Int, widest: Int64) -> PlainQUBO {
    var random = RandomStream(seed: UInt64(seed))
    var plain = PlainQUBO(
      variableCount: 20 + random.uniform(below: 30), density: 0.2, magnitude: 30, using: &random)
    plain.couplings[0][1] = widest
    plain.couplings[1][0] = widest
    return plain
  }

  private static func bundle(
    _ plain: PlainQUBO, _ kernels: KernelSet, seed: Int
  ) throws -> SweepBundle {
    let qubo = try plain.built(.sparse)
    guard case .sparse32(let rows) = qubo.interactions else {
      throw UnexpectedStorage()
    }
    var random = RandomStream(seed: UInt64(seed), stream: 8)
    return SweepBundle(qubo, rows: SweepRows(rows), kernels: kernels, using: &random)
  }

  private struct UnexpectedStorage: Error {}
}
