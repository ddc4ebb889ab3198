import LayeredWalks
import RandomStreams
import Tempering
import Testing

struct RowOrdersTests {
  @Test("The orders are the permutations of three, those of two rows first")
  func permutations() {
    let tails = RowOrders.tails.map { [$0[0], $0[1], $0[2]] }
    #expect(tails.count == RowOrders.count && Set(tails).count == RowOrders.count)
    for order in tails { #expect(order.sorted() == [0, 1, 2]) }
    #expect(tails[0] == [0, 1, 2])
    for (number, order) in tails.enumerated() {
      #expect((order[2] == 2) == (number < RowOrders.countOfPair))
    }
  }

  @Test("Compositions are those of permutations: a group with its unit first")
  func compositions() {
    let orders = 0..<RowOrders.count
    for first in orders {
      for second in orders {
        let composed = RowOrders.tails[RowOrders.composition(first, then: second)]
        for k in 0..<3 {
          #expect(composed[k] == RowOrders.tails[second][RowOrders.tails[first][k]])
        }
      }
      #expect(RowOrders.composition(first, then: 0) == first)
      #expect(RowOrders.composition(0, then: first) == first)
      #expect(orders.count { RowOrders.composition(first, then: $0) == 0 } == 1)
    }
  }

  @Test("Sums over heads follow the order of tails", arguments: 0..<20 as Range<UInt64>)
  func sums(seed: UInt64) {
    let arena = Arena()
    var random = RandomStream(seed: seed)
    let labels = (0..<3).map { _ in (0..<2).map { _ in UInt16(random.uniform(below: 5)) } }
    let prices = (0..<25).map { _ in random.uniform(below: 100) }
    let rows = RowTriple(
      first: arena.copy(labels[0]), second: arena.copy(labels[1]), third: arena.copy(labels[2]))
    let sums = OrderVector(filledWith: -1, in: arena)
    RowOrders.store(sums, RowLabels(rows, layer: 0), RowLabels(rows, layer: 1)) {
      prices[5 * $0 + $1]
    }
    for order in 0..<RowOrders.count {
      let expected = (0..<3).reduce(0) { sum, head in
        sum + prices[5 * Int(labels[head][0]) + Int(labels[RowOrders.tails[order][head]][1])]
      }
      #expect(sums[order] == expected, "seed \(seed), order \(order)")
    }
  }

  @Test("A layer is put in an order, and the others stay as they are")
  func reorder() {
    for order in RowOrders.tails {
      let arena = Arena()
      let rows = [[1, 2, 3], [4, 5, 6], [7, 8, 9]].map { arena.copy($0.map(UInt16.init)) }
      RowTriple(first: rows[0], second: rows[1], third: rows[2]).reorder(layer: 1, order)
      for row in 0..<3 {
        #expect(rows[row][1] == UInt16(2 + 3 * order[row]))
        #expect(rows[row][0] == UInt16(1 + 3 * row) && rows[row][2] == UInt16(3 + 3 * row))
      }
    }
  }
}
