import Annealing
import QUBOModel
import RandomStreams
import Testing
import _TemperTestSupport

/// Every best state that a run reports has the energy and violation that are reported with it,
/// recomputed from the definition.
struct BestStateTests {
  static let moves: [FlipMove] = [
    .sweep, .parallelTrial(offsetIncrement: 0), .parallelTrial(offsetIncrement: 11),
  ]

  @Test(
    "Flips", arguments: [QUBOBuilder.Storage.dense, .sparse], 0..<12 as Range<UInt64>)
  func flips(storage: QUBOBuilder.Storage, seed: UInt64) throws {
    var random = RandomStream(seed: seed)
    let count = 10 + random.uniform(below: 50)
    let plain = PlainQUBO(
      variableCount: count, density: 0.3,
      magnitude: [3, 400, 60_000, storage == .dense ? 1 << 22 : 1 << 34][
        random.uniform(below: 4)], using: &random)
    // No pair of neighbours in the order should both be 1.
    var penalty = PlainQUBO(variableCount: count)
    for i in 1..<count {
      penalty.couplings[i - 1][i] = 2
      penalty.couplings[i][i - 1] = 2
    }
    for move in Self.moves {
      for constraints in [nil, penalty] {
        for replicas in [3, 16] {
          var reported = 0
          let result = Annealer(seed: seed, replicas: replicas).minimise(
            try plain.built(storage), constraints: try constraints?.built(), move: move,
            until: Stop(steps: 300)
          ) { event in
            guard case .incumbent(let best, _) = event else { return }
            expect(best, plain, constraints)
            reported += 1
          }
          expect(result.best, plain, constraints)
          #expect(reported > 0, "\(move)")
        }
      }
    }
  }

  private func expect(
    _ best: Incumbent<BitVector>, _ plain: PlainQUBO, _ constraints: PlainQUBO?
  ) {
    let bits = (0..<best.state.count).map { best.state[$0] }
    #expect(best.energy == plain.energy(bits))
    #expect(best.violation == constraints?.energy(bits) ?? 0)
  }

  @Test("Layers", arguments: 0..<12 as Range<UInt64>)
  func layers(seed: UInt64) {
    var random = RandomStream(seed: seed)
    let prices = (0..<16).map { _ in Int32(random.uniform(below: 30)) }
    let rule: LayeredModel.RowRule = [.free, .noEcho, .longestRun(limit: 3)][Int(seed % 3)]
    let model = LayeredModel(
      rowCount: 6, totals: (0..<7).map { _ in [2, 1, 3, 0] }, rule: rule, totalsWeight: 9,
      ruleWeight: 14
    ) { prices[4 * $0 + $1] }
    for moves in [LayeredMoves.oneHot, .exchange] {
      for isConstrained in [true, false] {
        var reported = 0
        let result = Annealer(seed: seed, replicas: 4).minimise(
          model, moves: moves, isConstrained: isConstrained, until: Stop(steps: 2_000)
        ) { event in
          guard case .incumbent(let best, _) = event else { return }
          let cost = model.cost(of: best.state)
          #expect(best.energy == Int64(model.energy(cost)))
          #expect(best.violation == (isConstrained ? Int64(cost.violation) : 0))
          reported += 1
        }
        #expect(result.best.energy == Int64(model.energy(model.cost(of: result.best.state))))
        #expect(reported > 0)
      }
    }
  }

  @Test(
    "A run of as many steps as a time limit allowed repeats it",
    arguments: [LayeredMoves.oneHot, .exchange])
  func timeLimit(moves: LayeredMoves) {
    let model = LayeredModel(
      rowCount: 5, totals: (0..<6).map { _ in [2, 1, 2] }, rule: .noEcho, totalsWeight: 9,
      ruleWeight: 14
    ) { Int32(abs($0 - $1) * 7) }
    let annealer = Annealer(seed: 4, replicas: 4)
    let timed = annealer.minimise(model, moves: moves, until: Stop(time: .milliseconds(20)))
    let counted = annealer.minimise(
      model, moves: moves, until: Stop(steps: timed.progress.steps))
    #expect(counted.best.state == timed.best.state && counted.best.energy == timed.best.energy)
    #expect(counted.progress.acceptedMoves == timed.progress.acceptedMoves)
    #expect(counted.exchange == timed.exchange && counted.ladder == timed.ladder)
  }
}
