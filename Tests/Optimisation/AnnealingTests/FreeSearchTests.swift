import Annealing
import QUBOModel
import RandomStreams
import Testing
import _TemperTestSupport

/// Functions that a single scale of temperatures does not serve, and what every run promises.
struct FreeSearchTests {
  static let moves: [FlipMove] = [.sweep, .parallelTrial(offsetIncrement: 0)]

  @Test(
    "No single flip improves a reported state",
    arguments: seeds(60))
  func localMinima(seed: UInt64) throws {
    var random = RandomStream(seed: seed)
    let plain = PlainQUBO(
      variableCount: 1 + random.uniform(below: 80), density: random.unit(),
      magnitude: 1 + random.uniform(below: 1_000), using: &random)
    let qubo = try plain.built(seed % 3 == 0 ? .dense : .sparse)
    for move in Self.moves {
      // So few steps that no replica has cooled down.
      let steps = random.uniform(below: 60)
      let result = Annealer(seed: seed).minimise(qubo, move: move, until: Stop(steps: steps)) {
        guard case .incumbent(let best, _) = $0 else { return }
        #expect(qubo.flipEnergies(at: best.state).allSatisfy { $0 >= 0 }, "seed \(seed)")
      }
      #expect(result.best.energy == qubo.energy(of: result.best.state), "seed \(seed)")
      #expect(qubo.flipEnergies(at: result.best.state).allSatisfy { $0 >= 0 }, "seed \(seed)")
    }
  }

  @Test(
    "Planted states with couplings of two scales are found",
    arguments: [3, 30, 1_000, 100_000] as [Int64], moves)
  func plantedScales(ratio: Int64, move: FlipMove) throws {
    for seed in 0..<2 as Range<UInt64> {
      let (qubo, planted) = try Self.planted(ratio: ratio, seed: seed)
      let result = Annealer(seed: seed).minimise(
        qubo, move: move,
        until: Stop(steps: move == .sweep ? 5_000 : 300_000, targetEnergy: planted))
      #expect(result.best.energy == planted, "seed \(seed), ratio \(ratio)")
    }
  }

  @Test(
    "A run from given states is no worse than any of them, with any number of threads",
    arguments: seeds(10))
  func starts(seed: UInt64) throws {
    var random = RandomStream(seed: seed, stream: 9)
    let plain = PlainQUBO(
      variableCount: 20 + random.uniform(below: 100), density: 0.05 + 0.9 * random.unit(),
      magnitude: 50, using: &random)
    let qubo = try plain.built(seed % 2 == 0 ? .dense : .sparse)
    for move in Self.moves {
      let best = Annealer(seed: seed).minimise(qubo, move: move, until: Stop(steps: 3_000)).best
      let other = BitVector(count: qubo.variableCount) { _ in random.next() >> 63 == 1 }
      let starts = [other, best.state]
      let results = [1, 3].map { threads in
        Annealer(seed: seed + 1, threads: threads).minimise(
          qubo, move: move, from: starts, until: Stop(steps: 2))
      }
      #expect(results[0].best.energy <= best.energy, "seed \(seed)")
      #expect(results[0].best.state == results[1].best.state, "seed \(seed)")
    }
  }

  @Test("A run on a toroidal grid goes on from a given state by reheats")
  func startedReheats() throws {
    // 46² = 2,116 bits: enough that reheats are thought of.
    let qubo = try Self.toroidalGrid(side: 46, seed: 3)
    let first = Annealer(seed: 1, threads: 2).minimise(
      qubo, move: .sweep, until: Stop(steps: 400))
    let second = Annealer(seed: 2, threads: 2).minimise(
      qubo, move: .sweep, from: [first.best.state], until: Stop(steps: 700))
    #expect(second.best.energy < first.best.energy)
    #expect(second.best.energy == qubo.energy(of: second.best.state))
  }

  /// Couplings of ±1 between neighbours.
  private static func toroidalGrid(side: Int, seed: UInt64) throws -> QUBO {
    var random = RandomStream(seed: seed, stream: 5)
    var builder = QUBOBuilder(variableCount: side * side, unitsPerOne: 1)
    for row in 0..<side {
      for column in 0..<side {
        let here = row * side + column
        for other in [row * side + (column + 1) % side, (row + 1) % side * side + column] {
          let sign: Int64 = random.next() >> 63 == 1 ? 1 : -1
          builder.addCoupling(here, other, 4 * sign)
          builder.addLinear(here, -2 * sign)
          builder.addLinear(other, -2 * sign)
        }
      }
    }
    return try builder.build()
  }

  /// Spins in pairs of strong couplings, weak ones between pairs and in a soft ring, all of them
  /// satisfied by a planted state; and the energy of that state.
  private static func planted(ratio: Int64, seed: UInt64) throws -> (QUBO, Int64) {
    var random = RandomStream(seed: seed, stream: 3)
    let count = 80
    let spins = (0..<count).map { _ in random.next() >> 63 == 1 }
    var plain = PlainQUBO(variableCount: count)
    func couple(_ i: Int, _ j: Int, _ size: Int64) {
      guard i != j, plain.couplings[i][j] == 0 else { return }
      // −|J| for satisfied couplings: J(1 − 2xᵢ)(1 − 2xⱼ) with the sign that the state wants.
      let coupling = spins[i] == spins[j] ? -size : size
      plain.couplings[i][j] = 4 * coupling
      plain.couplings[j][i] = 4 * coupling
      plain.linear[i] -= 2 * coupling
      plain.linear[j] -= 2 * coupling
      plain.offset += coupling
    }
    for _ in 0..<120 { couple(random.uniform(below: 40), random.uniform(below: 40), ratio) }
    for i in 0..<40 { couple(40 + i, 40 + (i + 1) % 40, 1) }
    for _ in 0..<60 { couple(random.uniform(below: count), random.uniform(below: count), 1) }
    return (try plain.built(.sparse), plain.energy(spins))
  }

  @Test("A soft ring beside stiff pairs is straightened out", arguments: 0..<5 as Range<UInt64>)
  func softRing(seed: UInt64) throws {
    var plain = PlainQUBO(variableCount: 46)
    func couple(_ i: Int, _ j: Int, _ coupling: Int64) {
      plain.couplings[i][j] = -4 * coupling
      plain.couplings[j][i] = -4 * coupling
      plain.linear[i] += 2 * coupling
      plain.linear[j] += 2 * coupling
      plain.offset -= coupling
    }
    for i in [0, 2, 4] { couple(i, i + 1, 1_000) }
    for i in 0..<40 { couple(6 + i, 6 + (i + 1) % 40, 1) }
    let result = Annealer(seed: seed).minimise(
      try plain.built(.sparse), move: .sweep, until: Stop(steps: 2_000, targetEnergy: -3_040))
    #expect(result.best.energy == -3_040)
  }

  @Test("A large grid, which is reheated, gives the same run on any number of threads")
  func reheats() throws {
    let qubo = try Self.torus(side: 46)
    let runs = [1, 2].map { threads in
      Annealer(seed: 5, threads: threads).minimise(qubo, move: .sweep, until: Stop(steps: 950))
    }
    #expect(runs[0].best.state == runs[1].best.state && runs[0].exchange == runs[1].exchange)
    #expect(runs[0].progress.acceptedMoves == runs[1].progress.acceptedMoves)
    // Only reheats make no exchanges.
    #expect(runs[0].exchange.attempts.allSatisfy { $0 == 0 })
    #expect(qubo.flipEnergies(at: runs[0].best.state).allSatisfy { $0 >= 0 })
  }

  /// A square grid on a torus, with couplings of either sign.
  private static func torus(side: Int) throws -> QUBO {
    var random = RandomStream(seed: 11)
    var builder = QUBOBuilder(variableCount: side * side)
    for i in 0..<side * side {
      let right = i / side * side + (i + 1) % side
      for j in [right, (i + side) % (side * side)] {
        let coupling: Int64 = random.next() >> 63 == 1 ? 1 : -1
        builder.addCoupling(i, j, 4 * coupling)
        builder.addLinear(i, -2 * coupling)
        builder.addLinear(j, -2 * coupling)
      }
    }
    return try builder.build(storage: .sparse)
  }

  @Test("A ladder with too few rungs is replaced by a longer one, and steps go on")
  func widening() throws {
    var random = RandomStream(seed: 9)
    let plain = PlainQUBO(variableCount: 400, density: 0.02, magnitude: 9, using: &random)
    var ladders: [TemperatureLadder] = []
    let result = Annealer(seed: 1, replicas: nil).minimise(
      try plain.built(.sparse), move: .sweep, until: Stop(steps: 5_000)
    ) { event in
      if case .started(let ladder) = event { ladders.append(ladder) }
    }
    #expect(result.progress.steps == 5_000 && result.replicas >= 32)
    #expect(ladders.last?.temperatures.count == result.ladder.temperatures.count)
    let given = Annealer(seed: 1, replicas: 3).minimise(
      try plain.built(.sparse), move: .sweep, until: Stop(steps: 5_000))
    #expect(given.replicas == 3, "as many as were asked for")
  }
}
