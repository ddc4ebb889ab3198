import QUBOModel
import RandomStreams
import Testing

struct LayeredModelTests {
  @Test("A cost is the sum over its definition", arguments: 0..<200 as Range<UInt64>)
  func cost(seed: UInt64) {
    var random = RandomStream(seed: seed)
    let rows = 1 + random.uniform(below: 5)
    let layers = 1 + random.uniform(below: 7)
    let labels = 1 + random.uniform(below: 4)
    let totals = (0..<layers).map { _ in
      (0..<rows).reduce(into: Array(repeating: 0, count: labels)) { totals, _ in
        totals[random.uniform(below: labels)] += 1
      }
    }
    let prices = (0..<labels * labels).map { _ in Int32(random.uniform(below: 100)) - 20 }
    let rules: [LayeredModel.RowRule] = [
      .free, .noEcho, .longestRun(limit: 1 + random.uniform(below: 4)),
    ]
    let model = LayeredModel(
      rowCount: rows, totals: totals, rule: rules[random.uniform(below: 3)], totalsWeight: 7,
      ruleWeight: 11
    ) { prices[$0 * labels + $1] }
    var state = LayeredState(rowCount: rows, layerCount: layers)
    for row in 0..<rows {
      for layer in 0..<layers { state[row, layer] = random.uniform(below: labels) }
    }
    let sequences = (0..<rows).map { row in (0..<layers).map { state[row, $0] } }

    let cost = model.cost(of: state)
    #expect(
      cost.transitions
        == sequences.reduce(0) { sum, sequence in
          sum
            + zip(sequence, sequence.dropFirst()).reduce(0) {
              $0 + Int(prices[$1.0 * labels + $1.1])
            }
        })
    #expect(
      cost.deviation
        == totals.enumerated().reduce(0) { sum, layer in
          sum
            + layer.element.enumerated().reduce(0) { sum, wanted in
              let count = sequences.count { $0[layer.offset] == wanted.offset }
              return sum + (count - wanted.element) * (count - wanted.element)
            }
        })
    #expect(cost.breaks == sequences.reduce(0) { $0 + breaks(model.rule, $1) })
    #expect(cost.isValid == (cost.deviation == 0 && cost.breaks == 0))
    #expect(model.energy(cost) == cost.transitions + 7 * cost.deviation + 11 * cost.breaks)
    #expect(model.cost(of: model.orderedState).deviation == 0)
  }

  /// Breaks of a rule: every window of layers that shows one.
  private func breaks(_ rule: LayeredModel.RowRule, _ sequence: [Int]) -> Int {
    func windows(_ length: Int, _ isBroken: (ArraySlice<Int>) -> Bool) -> Int {
      guard sequence.count >= length else { return 0 }
      return (0...sequence.count - length).count { isBroken(sequence[$0..<$0 + length]) }
    }
    switch rule {
    case .free: return 0
    case .noEcho: return windows(3) { $0.first == $0.last }
    case .longestRun(let limit): return windows(limit + 1) { Set($0).count == 1 }
    }
  }
}
