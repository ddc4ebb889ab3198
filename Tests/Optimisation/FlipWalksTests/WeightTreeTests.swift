import FlipWalks
import RandomStreams
import Tempering
import Testing
import _TemperTestSupport

struct WeightTreeTests {
  /// Sizes around powers of eight, where levels begin.
  static let sizes = [1, 2, 7, 8, 9, 63, 64, 65, 200, 512, 513, 1_000]

  @Test("Sums, picks and searches equal those of a plain list", arguments: sizes, 0..<6)
  func plainList(count: Int, seed: Int) {
    let arena = Arena()
    var random = RandomStream(seed: UInt64(seed), stream: UInt64(count))
    var tree = WeightTree(count: count, in: arena)
    var list = Array(repeating: 0.0, count: count)
    for round in 0..<20 {
      change(&tree, &list, using: &random)
      // Integers up to 2⁵³ add up exactly in any order.
      let total = list.reduce(0, +)
      #expect(tree.total == total, "round \(round)")
      #expect((0..<count).allSatisfy { tree.weights[$0] == list[$0] })
      for bound in [0, 1, 500, 999, total] {
        var found: [Int] = []
        tree.forEach(above: bound) { found.append($0) }
        #expect(found == list.indices.filter { list[$0] > bound }, "round \(round)")
      }
      for _ in 0..<20 where total > 0 {
        let position = Double(random.uniform(below: Int(total)))
        #expect(tree.pick(position) == Self.pick(list, position), "round \(round), \(position)")
      }
    }
  }

  /// Sets some weights, one by one or in order.
  private func change(
    _ tree: inout WeightTree, _ list: inout [Double], using random: inout RandomStream
  ) {
    let changes = list.indices.compactMap { i -> (Int, Double)? in
      guard random.uniform(below: 3) == 0 else { return nil }
      return (i, random.uniform(below: 3) == 0 ? 0 : Double(random.uniform(below: 1_000)))
    }
    if random.uniform(below: 2) == 0 {
      tree.setInOrder { set in for (i, weight) in changes { set(i, weight) } }
    } else {
      for (i, weight) in changes.shuffled(using: &random) { tree.set(weight, of: i) }
    }
    for (i, weight) in changes { list[i] = weight }
    tree.refresh()
  }

  /// The item at a position, by walking along the line.
  private static func pick(_ list: [Double], _ position: Double) -> Int? {
    var end = 0.0
    return list.firstIndex { weight in
      end += weight
      return position < end
    }
  }

  @Test("Items are picked in proportion to their weights", arguments: [3, 20, 100])
  func proportions(count: Int) {
    let arena = Arena()
    var random = RandomStream(seed: UInt64(count))
    var tree = WeightTree(count: count, in: arena)
    // Every third item weighs nothing.
    let weights = (0..<count).map { $0 % 3 == 1 ? 0 : random.exponential() }
    tree.setInOrder { set in for (i, weight) in weights.enumerated() { set(i, weight) } }
    tree.refresh()
    var counts = Array(repeating: 0, count: count)
    for _ in 0..<samples(100_000) { counts[tree.pick(random.unit() * tree.total)] += 1 }
    let total = weights.reduce(0, +)
    var test = ChiSquare()
    test.add(counts, probabilities: weights.map { $0 / total })
    // A false alarm in one case of 10⁸.
    #expect(test.tailProbability > ChiSquare.alarm && test.degreesOfFreedom > 0)
  }

  @Test("Small weights are not lost when large ones beside them go")
  func precision() {
    let arena = Arena()
    var tree = WeightTree(count: 10, in: arena)
    for i in 0..<10 { tree.set(i == 4 ? 1e300 : 1e-200, of: i) }
    tree.refresh()
    #expect(tree.total == 1e300)
    tree.set(0, of: 4)
    tree.refresh()
    #expect(abs(tree.total - 9e-200) < 1e-214)
  }

  @Test("A position past the end, as rounding may make one, picks the last item with a weight")
  func pastTheEnd() {
    let arena = Arena()
    var tree = WeightTree(count: 100, in: arena)
    for i in [3, 70] { tree.set(1, of: i) }
    tree.refresh()
    #expect(tree.pick(2) == 70 && tree.pick(2.5) == 70 && tree.pick(0.5) == 3)
  }
}
