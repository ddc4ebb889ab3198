import LayeredWalks
import QUBOModel
import RandomStreams
import Tempering
import Testing
import _TemperTestSupport

struct LayeredReplicaTests {
  static let rules: [LayeredModel.RowRule] = [
    .free, .noEcho, .longestRun(limit: 1), .longestRun(limit: 2), .longestRun(limit: 3),
  ]

  @Test(
    "What a walker keeps up to date equals what is recomputed", arguments: rules,
    seeds(40))
  func invariants(rule: LayeredModel.RowRule, seed: UInt64) {
    var random = RandomStream(seed: seed)
    let (rows, labels) = (1 + random.uniform(below: 6), 1 + random.uniform(below: 4))
    let totals = (0..<1 + random.uniform(below: 8)).map { _ in
      (0..<rows).reduce(into: Array(repeating: 0, count: labels)) { totals, _ in
        totals[random.uniform(below: labels)] += 1
      }
    }
    let model = LayeredModel.random(
      totals: totals, rule: rule, Restriction.allCases[Int(seed % 4)], using: &random)
    for moves in [LayeredMoves.oneHot, .exchange] {
      let walker = LayeredReplica(
        model, start: model.orderedState, moves: moves, random: RandomStream(seed: seed, stream: 1))
      var best = (walker.best.violation, walker.best.energy)
      for _ in 0..<100 {
        walker.advance(steps: 1, temperature: naturalExponential(6 * random.unit()))
        let state = walker.state
        let cost = model.cost(of: state)
        #expect(walker.cost == cost)
        #expect(walker.energy == Int64(model.energy(cost)))
        if moves == .exchange { #expect(model.meetsTotals(state)) }
        let violation = Int64(cost.deviation + cost.breaks + cost.misfits + cost.excess)
        if (violation, walker.energy) < best { best = (violation, walker.energy) }
        let incumbent = model.cost(of: walker.best.state)
        #expect(walker.best.energy == Int64(model.energy(incumbent)))
        #expect(walker.best.violation == Int64(incumbent.violation))
        #expect((walker.best.violation, walker.best.energy) == best)
      }
      walker.advance(steps: 1_000, temperature: 20)
      #expect(walker.cost == model.cost(of: walker.state))
      let barriers = walker.sampledBarriers()
      #expect(barriers.allSatisfy { $0 > 0 } && barriers == barriers.sorted())
    }
  }

  /// Rows wanted per layer and label, with up to 729 states.
  static let totals = [
    [[1, 1], [1, 1], [2, 0], [1, 1]], [[2, 1], [1, 2], [2, 1]],
    [[1, 1, 0], [0, 1, 1], [1, 0, 1]],
    [[1, 1, 1], [2, 1, 0]], [[1, 1], [1, 1], [1, 1], [1, 1]], [[2, 2], [2, 2]],
  ]

  @Test(
    "Near zero temperature three rows take their cheapest continuation at once",
    arguments: rules.filter { $0 != .longestRun(limit: 3) }, seeds(8))
  func cheapestContinuation(rule: LayeredModel.RowRule, seed: UInt64) throws {
    var random = RandomStream(seed: seed)
    let totals = (0..<4).map { _ in [[1, 1, 1], [2, 1, 0], [0, 2, 1]][random.uniform(below: 3)] }
    // A penalty a billion times the temperature neither overflows nor drowns a price of 1.
    let model = LayeredModel.random(
      totals: totals, rule: rule, ruleWeight: 1_000_000, using: &random)
    let start = model.orderedState
    let least = model.states.filter { state in
      model.meetsTotals(state) && (0..<3).allSatisfy { state[$0, 0] == start[$0, 0] }
    }.map { model.energy(model.cost(of: $0)) }.min()
    let walker = LayeredReplica(model, start: start, moves: .exchange, random: random)
    walker.advance(steps: 1, temperature: 1e-3)
    #expect(walker.energy == Int64(try #require(least)))
  }

  @Test(
    "Near zero temperature three restricted rows take their cheapest state at once",
    arguments: rules.filter { $0 != .longestRun(limit: 3) }, seeds(24))
  func cheapestState(rule: LayeredModel.RowRule, seed: UInt64) throws {
    var random = RandomStream(seed: seed)
    let totals = (0..<4).map { _ in [[1, 1, 1], [2, 1, 0], [0, 2, 1]][random.uniform(below: 3)] }
    let model = LayeredModel.random(
      totals: totals, rule: rule, ruleWeight: 1_000_000, seed % 2 == 0 ? .cells : .groups,
      using: &random)
    let least = model.states.filter(model.meetsTotals)
      .map { model.energy(model.cost(of: $0)) }.min()
    let walker = LayeredReplica(
      model, start: model.orderedState, moves: .exchange, random: random)
    walker.advance(steps: 1, temperature: 1e-3)
    #expect(walker.energy == Int64(try #require(least)))
  }

  @Test(
    "Moves at a temperature visit states with Boltzmann's frequencies", arguments: rules,
    Restriction.allCases)
  func boltzmann(rule: LayeredModel.RowRule, restriction: Restriction) throws {
    let pair =
      try #require(Self.rules.firstIndex(of: rule))
      + #require(Restriction.allCases.firstIndex(of: restriction))
    var degrees = 0
    for moves in [LayeredMoves.oneHot, .exchange] {
      // Every third size for each pair of rule and restriction, so that each rule meets all sizes.
      for (seed, totals) in Self.totals.enumerated() where (seed + pair) % 3 == 0 {
        var random = RandomStream(seed: UInt64(seed))
        let model = LayeredModel.random(
          totals: totals, rule: rule, restriction, using: &random)
        let test = frequencies(of: model, moves, temperature: 9, random)
        #expect(test.tailProbability > ChiSquare.alarm, "\(moves) \(totals)")
        degrees += test.degreesOfFreedom
      }
    }
    #expect(degrees > 0)
  }

  /// Compares thinned samples of a walk with the exact law over all states it may visit, where
  /// states that differ by the order of alike rows are one.
  private func frequencies(
    of model: LayeredModel, _ moves: LayeredMoves, temperature: Double, _ random: RandomStream
  ) -> ChiSquare {
    var weights: [[[Int]]: Double] = [:]
    for state in model.states {
      let cost = model.cost(of: state)
      guard moves == .oneHot || model.meetsTotals(state) else { continue }
      weights[rows(of: state, model), default: 0] += naturalExponential(
        -Double(model.energy(cost)) / temperature)
    }
    let walker = LayeredReplica(model, start: model.orderedState, moves: moves, random: random)
    var counts: [[[Int]]: Int] = [:]
    // A redraw of rows that are not alike takes longer; three of at most four forget at once, unless
    // limits of rows refuse it.
    let isRedrawn = moves == .exchange && model.rule != .longestRun(limit: 3)
    let isSlow = isRedrawn && model.restrictions != nil
    let isRefused = model.restrictions?.longestRow != nil
    // A state of 729 is met three times on average; TEMPER_SAMPLES=10 sees smaller deviations.
    for _ in 0..<samples(isSlow ? 1_000 : 2_000) {
      walker.advance(
        steps: isRefused ? 150 : isSlow ? 15 : isRedrawn ? 30 : 100, temperature: temperature)
      counts[rows(of: walker.state, model), default: 0] += 1
    }
    let states = Array(weights.keys)
    let total = weights.values.reduce(0, +)
    var test = ChiSquare()
    test.add(
      states.map { counts[$0] ?? 0 }, probabilities: states.map { (weights[$0] ?? 0) / total })
    #expect(counts.keys.allSatisfy { weights[$0] != nil })
    return test
  }
}

/// The labels of each row; if rows are alike, the same for states that differ by their order.
private func rows(of state: LayeredState, _ model: LayeredModel) -> [[Int]] {
  let rows = (0..<state.rowCount).map { row in (0..<state.layerCount).map { state[row, $0] } }
  return model.restrictions == nil ? rows.sorted { $0.lexicographicallyPrecedes($1) } : rows
}

/// What tells rows apart in a random model: cells, then also groups with shares, or limits of rows.
enum Restriction: CaseIterable, Sendable {
  case none, cells, groups, limits
}

extension LayeredModel {
  /// Whether the labels of each layer are as many as wanted, whatever groups should carry.
  func meetsTotals(_ state: LayeredState) -> Bool {
    cost(of: state).deviation == restrictions?.groups?.deviation(of: state) ?? 0
  }

  /// A model with transition prices of 0 to 19 and modest weights.
  ///
  /// Restrictions make a quarter of the cells misfits, in half of the cases with a given first layer,
  /// an idle label or a longest transition.
  static func random(
    totals: [[Int]], rule: RowRule, ruleWeight: Int = 8, _ restriction: Restriction = .none,
    using random: inout RandomStream
  ) -> LayeredModel {
    let (rows, labels) = (totals[0].reduce(0, +), totals[0].count)
    let prices = (0..<labels * labels).map { _ in Int32(random.uniform(below: 20)) }
    let origins = totals[0].enumerated().flatMap { Array(repeating: $0, count: $1) }
      .shuffled(using: &random)
    let choices = random.bits(3)
    let misfits = (0..<rows * totals.count * labels).map { _ in random.uniform(below: 4) == 0 }
    let restrictions = RowRestrictions(
      rowCount: rows, layerCount: totals.count, labelCount: labels,
      idleLabel: choices[0] ? labels - 1 : nil, origins: choices[1] ? origins : nil,
      longestTransition: choices[2] ? 14 : nil, misfitWeight: 5,
      groups: restriction == .groups
        ? .random(rows: rows, layers: totals.count, labels: labels, using: &random) : nil,
      longestRow: restriction == .limits ? 8 * (totals.count - 1) : nil, excessWeight: 2
    ) { misfits[($0 * totals.count + $1) * labels + $2] }
    return LayeredModel(
      rowCount: rows, totals: totals, rule: rule, totalsWeight: 6, ruleWeight: ruleWeight,
      restrictions: restriction == .none ? nil : restrictions
    ) { prices[$0 * labels + $1] }
  }

  /// Every state whose labels are wanted in their layers, the first one as given if it is.
  var states: [LayeredState] {
    var states = [LayeredState(rowCount: rowCount, layerCount: layerCount)]
    if restrictions?.origins != nil {
      for row in 0..<rowCount { states[0][row, 0] = orderedState[row, 0] }
    }
    for (layer, totals) in totals.enumerated().dropFirst(firstFreeLayer) {
      for row in 0..<rowCount {
        var next: [LayeredState] = []
        for var state in states {
          for (label, total) in totals.enumerated() where total > 0 {
            state[row, layer] = label
            next.append(state)
          }
        }
        states = next
      }
    }
    return states
  }
}

extension RowGroups {
  /// Two groups of rows, and some rows in none, with shares in about half of the layers and labels.
  fileprivate static func random(
    rows: Int, layers: Int, labels: Int, using random: inout RandomStream
  ) -> RowGroups {
    var shares: [Share] = []
    for cell in 0..<layers * labels * 2 where random.uniform(below: 2) == 0 {
      let least = random.uniform(below: 3)
      shares.append(
        Share(
          layer: cell / 2 / labels, label: cell / 2 % labels, group: cell % 2,
          wanted: least...least + random.uniform(below: 2)))
    }
    return RowGroups(
      groupOfRow: (0..<rows).map { _ in [0, 1, nil][random.uniform(below: 3)] }, shares: shares)
  }
}
