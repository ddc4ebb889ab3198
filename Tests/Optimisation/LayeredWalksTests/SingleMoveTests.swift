import LayeredWalks
import QUBOModel
import RandomStreams
import Tempering
import Testing

/// Holds the energy change that each single move works out against two energies from scratch.
struct SingleMoveTests {
  enum Move: CaseIterable, Sendable {
    case cellChange, cellExchange, tailExchange

    func attempt(_ walker: LayeredReplica, _ temperature: Double) -> Int {
      switch self {
      case .cellChange: walker.tryCellChange(temperature)
      case .cellExchange: walker.tryCellExchange(temperature)
      case .tailExchange: walker.tryTailExchange(temperature)
      }
    }
  }

  @Test(
    "An accepted move changes the energy by what it returns, a refused one nothing",
    arguments: Move.allCases, 0..<60 as Range<UInt64>)
  func changes(move: Move, seed: UInt64) {
    var random = RandomStream(seed: seed)
    let rules = LayeredReplicaTests.rules
    let model = LayeredModel.random(
      totals: (0..<3 + random.uniform(below: 4)).map { _ in [2, 1, 2] },
      rule: rules[Int(seed) % rules.count],
      Restriction.allCases[Int(seed) / rules.count % Restriction.allCases.count], using: &random)
    let walker = LayeredReplica(
      model, start: model.orderedState, moves: move == .cellChange ? .oneHot : .exchange,
      random: RandomStream(seed: seed, stream: 1))
    var changes = 0
    for step in 0..<200 {
      // Hot, warm and frozen by turns: nearly all, some, and only descents are accepted.
      let temperature = [1e9, 12, 1e-9][step % 3]
      let (before, accepted) = (walker.state, walker.acceptedMoves)
      let change = move.attempt(walker, temperature)
      let energy = model.energy(model.cost(of: before))
      if walker.acceptedMoves > accepted {
        #expect(model.energy(model.cost(of: walker.state)) == energy + change, "step \(step)")
        #expect(temperature > 1 || change <= 0, "step \(step)")
        changes += 1
      } else {
        #expect(walker.state == before, "step \(step)")
        // Nothing that lowers the energy is refused; a move between equal labels is none.
        #expect(change >= 0, "step \(step)")
      }
      #expect(walker.cost == model.cost(of: walker.state), "step \(step)")
      if move != .cellChange { #expect(model.meetsTotals(walker.state), "step \(step)") }
    }
    #expect(changes > 0, "seed \(seed)")
  }

  @Test("A given first layer is never changed", arguments: Move.allCases)
  func origins(move: Move) {
    let totals = [[2, 2], [2, 2], [2, 2]]
    let restrictions = RowRestrictions(
      rowCount: 4, layerCount: 3, labelCount: 2, origins: [1, 0, 0, 1], misfitWeight: 1
    ) { _, _, _ in false }
    let model = LayeredModel(
      rowCount: 4, totals: totals, rule: .free, totalsWeight: 1, ruleWeight: 0,
      restrictions: restrictions
    ) { $0 == $1 ? 0 : 3 }
    let walker = LayeredReplica(
      model, start: model.orderedState, moves: .exchange, random: RandomStream(seed: 2))
    for _ in 0..<500 {
      _ = move.attempt(walker, 1e9)
      #expect((0..<4).map { walker.state[$0, 0] } == [1, 0, 0, 1])
    }
    #expect(walker.acceptedMoves > 100)
  }
}
