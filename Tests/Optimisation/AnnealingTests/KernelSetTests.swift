import Annealing
import QUBOModel
import RandomStreams
import Testing
import _TemperTestSupport

/// Holds every kernel set against the scalar one: equal runs, bit for bit.
struct KernelSetTests {
  /// A storage, and a coupling that decides the width of weights and fields.
  struct Case: Sendable {
    let storage: QUBOBuilder.Storage
    let widest: Int64
  }

  static let cases: [Case] = [
    Case(storage: .dense, widest: 9), Case(storage: .dense, widest: 2_001),
    Case(storage: .dense, widest: 31_001), Case(storage: .dense, widest: 70_001),
    Case(storage: .sparse, widest: 9), Case(storage: .sparse, widest: 70_001),
  ]

  @Test("Every kernel set makes the run of the scalar one", arguments: cases, 0..<samples(2))
  func equalRuns(one: Case, seed: Int) throws {
    let qubo = try Self.model(one, seed: seed)
    for move in [
      FlipMove.sweep, .parallelTrial(offsetIncrement: 0), .parallelTrial(offsetIncrement: 3),
    ] {
      let scalar = try #require(KernelSet(named: "scalar"))
      let expected = Self.run(qubo, move, scalar)
      for kernels in KernelSet.available {
        let result = Self.run(qubo, move, kernels)
        #expect(result.best.state == expected.best.state, "\(kernels)")
        #expect(result.best.energy == expected.best.energy, "\(kernels)")
        #expect(result.progress.acceptedMoves == expected.progress.acceptedMoves, "\(kernels)")
        #expect(result.exchange == expected.exchange, "\(kernels)")
      }
    }
  }

  @Test("Bundles report energies of their states, on any number of threads", arguments: 0..<6)
  func bundles(seed: Int) throws {
    let qubo = try Self.model(Case(storage: .sparse, widest: seed < 3 ? 9 : 70_001), seed: seed)
    let runs = [1, 2, 4].map { threads in
      Annealer(seed: UInt64(seed), replicas: 48, threads: threads)
        .minimise(qubo, move: .sweep, until: Stop(steps: 200))
    }
    for run in runs {
      #expect(run.best.energy == qubo.energy(of: run.best.state))
      #expect(run.best.state == runs[0].best.state && run.exchange == runs[0].exchange)
      #expect(run.ladder == runs[0].ladder)
    }
  }

  @Test("Bundles find the minimum of small functions", arguments: 0..<40)
  func minimum(seed: Int) throws {
    var random = RandomStream(seed: UInt64(seed))
    let plain = PlainQUBO(
      variableCount: 3 + random.uniform(below: 14), density: 0.4, magnitude: 20, using: &random)
    let result = Annealer(seed: UInt64(seed)).minimise(
      try plain.built(.sparse), move: .sweep, until: Stop(steps: 2_000))
    #expect(result.best.energy == plain.minimum())
  }

  @Test("An unknown instruction set is no kernel set")
  func unknown() {
    #expect(KernelSet(named: "mmx") == nil)
    #expect(KernelSet.available.map(\.description).contains(KernelSet.best.description))
  }

  private static func model(_ one: Case, seed: Int) throws -> QUBO {
    var random = RandomStream(seed: UInt64(seed))
    var plain = PlainQUBO(
      variableCount: 60 + random.uniform(below: 150), density: 0.3, magnitude: 7, using: &random)
    for (j, coefficient) in [(1, one.widest), (2, 1)] {
      plain.couplings[0][j] = coefficient
      plain.couplings[j][0] = coefficient
    }
    return try plain.built(one.storage)
  }

  private static func run(
    _ qubo: QUBO, _ move: FlipMove, _ kernels: KernelSet
  ) -> AnnealingResult<BitVector> {
    Annealer(seed: 5, replicas: 16, kernels: kernels).minimise(
      qubo, move: move, until: Stop(steps: 300))
  }
}
