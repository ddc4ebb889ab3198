import LayeredWalks
import QUBOModel
import RandomStreams
import Tempering
import Testing

struct GroupTallyTests {
  @Test(
    "What moves add to the deviation is the difference of two deviations from scratch",
    arguments: 0..<40 as Range<UInt64>)
  func deviations(seed: UInt64) throws {
    var random = RandomStream(seed: seed)
    let totals = (0..<1 + random.uniform(below: 5)).map { _ in [3, 1, 2, 0] }
    let model = LayeredModel.random(totals: totals, rule: .free, .groups, using: &random)
    let groups = try #require(model.restrictions?.groups)
    let arena = Arena()
    var state = model.orderedState
    let tally = GroupTally(model, groups, at: state, in: arena)
    for layer in 0..<model.layerCount {
      #expect(tally.matters(in: layer) == groups.shares.contains { $0.layer == layer })
    }
    for step in 0..<300 {
      let (row, layer) = (random.uniform(below: 6), random.uniform(below: model.layerCount))
      let (old, new) = (state[row, layer], random.uniform(below: 4))
      let before = groups.deviation(of: state)
      state[row, layer] = new
      #expect(
        tally.move(row, layer, from: old, to: new) == groups.deviation(of: state) - before,
        "seed \(seed), step \(step)")
    }
  }

  @Test("Rows of no group, and groups without a share, add nothing")
  func nobody() {
    let model = LayeredModel(
      rowCount: 2, totals: [[1, 1]], rule: .free, totalsWeight: 1, ruleWeight: 0
    ) { _, _ in 0 }
    let shares = [RowGroups.Share(layer: 0, label: 0, group: 0, wanted: 1...1)]
    // Row 0 has no group; row 1 is of one that the shares do not know.
    let groups = RowGroups(groupOfRow: [nil, 4], shares: shares)
    let arena = Arena()
    let tally = GroupTally(model, groups, at: model.orderedState, in: arena)
    for row in 0..<2 {
      for (old, new) in [(0, 1), (1, 0), (0, 0)] {
        #expect(tally.move(row, 0, from: old, to: new) == 0)
      }
    }
  }
}
