/// The orders in which the tails of up to three rows can be joined to their heads.
///
/// Order x joins head k to tail x(k). The first two orders leave the third row alone, so they are
/// the orders of two rows.
package enum RowOrders {
  /// 3! orders of three rows.
  package static let count = 6
  /// How many of them, the first ones, leave the third row alone.
  package static let countOfPair = 2

  /// The orders of three rows, as the tails of heads 0, 1 and 2; the first leaves all rows alone.
  package static let tails: [SIMD3<Int>] = [
    [0, 1, 2], [1, 0, 2], [0, 2, 1], [2, 1, 0], [1, 2, 0], [2, 0, 1],
  ]

  /// The order of one followed by another, k ↦ then(first(k)).
  package static func composition(_ first: Int, then second: Int) -> Int {
    let (first, second) = (tails[first], tails[second])
    let composed = SIMD3(second[first[0]], second[first[1]], second[first[2]])
    return tails.firstIndex(of: composed) ?? 0
  }

  /// For each order, stores the sum over heads of a number that depends on head and tail.
  @inline(__always)
  package static func store(
    _ sums: OrderVector<Int>, _ heads: RowLabels, _ tails: RowLabels,
    _ number: (_ head: Int, _ tail: Int) -> Int
  ) {
    let (a0, a1, a2) = heads.joined(0, tails, number)
    let (b0, b1, b2) = heads.joined(1, tails, number)
    let (c0, c1, c2) = heads.joined(2, tails, number)
    sums[0] = a0 + b1 + c2
    sums[1] = a1 + b0 + c2
    sums[2] = a0 + b2 + c1
    sums[3] = a2 + b1 + c0
    sums[4] = a1 + b2 + c0
    sums[5] = a2 + b0 + c1
  }
}

/// The labels of three rows in one layer.
package struct RowLabels {
  private let first: Int
  private let second: Int
  private let third: Int

  /// Reads the labels of a layer.
  @inline(__always)
  package init(_ rows: RowTriple, layer: Int) {
    first = Int(rows.first[layer])
    second = Int(rows.second[layer])
    third = Int(rows.third[layer])
  }

  @inline(__always)
  subscript(row: Int) -> Int { row == 0 ? first : row == 1 ? second : third }

  @inline(__always)
  func contains(_ label: Int) -> Bool { first == label || second == label || third == label }

  /// Whether any of the labels is one of others.
  @inline(__always)
  func meets(_ other: RowLabels) -> Bool {
    other.contains(first) || other.contains(second) || other.contains(third)
  }

  /// The numbers of one head with each tail.
  @inline(__always)
  fileprivate func joined(
    _ head: Int, _ tails: RowLabels, _ number: (_ head: Int, _ tail: Int) -> Int
  ) -> (Int, Int, Int) {
    (
      number(self[head], tails.first), number(self[head], tails.second),
      number(self[head], tails.third)
    )
  }
}

/// Where the labels of three rows are.
package struct RowTriple {
  let first: UnsafeMutablePointer<UInt16>
  let second: UnsafeMutablePointer<UInt16>
  let third: UnsafeMutablePointer<UInt16>

  /// Looks at three rows.
  package init(
    first: UnsafeMutablePointer<UInt16>, second: UnsafeMutablePointer<UInt16>,
    third: UnsafeMutablePointer<UInt16>
  ) {
    self.first = first
    self.second = second
    self.third = third
  }

  subscript(row: Int) -> UnsafeMutablePointer<UInt16> {
    row == 0 ? first : row == 1 ? second : third
  }

  /// Puts the rows' labels of a layer in an order.
  @inline(__always)
  package func reorder(layer: Int, _ order: SIMD3<Int>) {
    let labels = RowLabels(self, layer: layer)
    first[layer] = UInt16(truncatingIfNeeded: labels[order[0]])
    second[layer] = UInt16(truncatingIfNeeded: labels[order[1]])
    third[layer] = UInt16(truncatingIfNeeded: labels[order[2]])
  }
}
