package import Tempering

// Tables over the six orders of three rows: values that point into an arena, with places by name.
// The last place of a table is the one that a sum runs over, so what is summed lies side by side.

/// A number for each order.
package struct OrderVector<Element: BitwiseCopyable> {
  fileprivate let first: UnsafeMutablePointer<Element>

  /// Makes a vector of equal numbers.
  package init(filledWith value: Element, in arena: Arena) {
    first = arena.allocate(RowOrders.count, filledWith: value)
  }

  @inline(__always)
  fileprivate init(_ first: UnsafeMutablePointer<Element>) { self.first = first }

  @inline(__always)
  package subscript(order: Int) -> Element {
    get { first[order] }
    nonmutating set { first[order] = newValue }
  }

  /// Takes over all numbers of another vector.
  @inline(__always)
  func update(from other: OrderVector) { first.update(from: other.first, count: RowOrders.count) }

  /// Sets all numbers to one.
  @inline(__always)
  func update(repeating value: Element) { first.update(repeating: value, count: RowOrders.count) }
}

/// A number for each layer and order in it.
struct OrderTable<Element: BitwiseCopyable> {
  private let first: UnsafeMutablePointer<Element>

  init(layers: Int, filledWith value: Element, in arena: Arena) {
    first = arena.allocate(RowOrders.count * layers, filledWith: value)
  }

  @inline(__always)
  subscript(layer layer: Int) -> OrderVector<Element> {
    OrderVector(first + RowOrders.count * layer)
  }

  @inline(__always)
  subscript(layer layer: Int, now now: Int) -> Element {
    get { self[layer: layer][now] }
    nonmutating set { self[layer: layer][now] = newValue }
  }
}

/// A number for each layer, order in it, and order in the layer before.
struct OrderPairTable<Element: BitwiseCopyable> {
  private let first: UnsafeMutablePointer<Element>

  init(layers: Int, filledWith value: Element, in arena: Arena) {
    first = arena.allocate(RowOrders.count * RowOrders.count * layers, filledWith: value)
  }

  /// The numbers of one order, by the order before.
  @inline(__always)
  subscript(layer layer: Int, now now: Int) -> OrderVector<Element> {
    OrderVector(first + RowOrders.count * (RowOrders.count * layer + now))
  }

  @inline(__always)
  subscript(layer layer: Int, now now: Int, past past: Int) -> Element {
    get { self[layer: layer, now: now][past] }
    nonmutating set { self[layer: layer, now: now][past] = newValue }
  }

  /// Sets all numbers of a layer to one.
  @inline(__always)
  func update(layer: Int, repeating value: Element) {
    (first + RowOrders.count * RowOrders.count * layer)
      .update(repeating: value, count: RowOrders.count * RowOrders.count)
  }

  /// Takes over, for each two orders, the number of the order that they come to.
  @inline(__always)
  func update(
    layer: Int, from numbers: OrderVector<Element>, composedBy compositions: OrderCompositions
  ) {
    let count = RowOrders.count * RowOrders.count
    let pairs = first + count * layer
    for pair in 0..<count { pairs[pair] = numbers[Int(compositions.table[pair])] }
  }

  /// Divides all numbers of a layer by a limit if one is above it.
  @inline(__always)
  func scaleDown(layer: Int, above limit: Element) where Element == Double {
    let count = RowOrders.count * RowOrders.count
    let numbers = first + count * layer
    guard (0..<count).contains(where: { numbers[$0] > limit }) else { return }
    for place in 0..<count { numbers[place] *= 1 / limit }
  }
}

/// A number for each layer, order in it, and orders in the two layers before.
struct OrderTripleTable<Element: BitwiseCopyable> {
  private let pairs: OrderPairTable<Element>

  init(layers: Int, filledWith value: Element, in arena: Arena) {
    pairs = OrderPairTable(layers: RowOrders.count * layers, filledWith: value, in: arena)
  }

  /// The numbers of two orders, by the one before them.
  @inline(__always)
  subscript(layer layer: Int, now now: Int, past past: Int) -> OrderVector<Element> {
    pairs[layer: RowOrders.count * layer + now, now: past]
  }

  @inline(__always)
  subscript(layer layer: Int, now now: Int, past past: Int, earlier earlier: Int) -> Element {
    get { self[layer: layer, now: now, past: past][earlier] }
    nonmutating set { self[layer: layer, now: now, past: past][earlier] = newValue }
  }
}

/// A number for each of three rows and each of their three labels.
struct RowTable<Element: BitwiseCopyable> {
  private let first: UnsafeMutablePointer<Element>

  init(filledWith value: Element, in arena: Arena) {
    first = arena.allocate(9, filledWith: value)
  }

  fileprivate init(_ first: UnsafeMutablePointer<Element>) { self.first = first }

  @inline(__always)
  subscript(head head: Int, tail tail: Int) -> Element {
    get { first[3 * head + tail] }
    nonmutating set { first[3 * head + tail] = newValue }
  }

  /// Adds up the numbers of three rows whose heads and tails are in given orders, or of the first two.
  @inline(__always)
  func sum(
    heads: SIMD3<Int>, tails: SIMD3<Int>, ofPair isPair: Bool
  ) -> Element where Element: AdditiveArithmetic {
    self[head: heads[0], tail: tails[0]] + self[head: heads[1], tail: tails[1]]
      + (isPair ? .zero : self[head: heads[2], tail: tails[2]])
  }
}

/// A number for each label before last, label before and label of three rows.
struct RowTripleTable<Element: BitwiseCopyable> {
  private let first: UnsafeMutablePointer<Element>

  init(filledWith value: Element, in arena: Arena) {
    first = arena.allocate(27, filledWith: value)
  }

  /// The numbers that belong to one label before last.
  @inline(__always)
  subscript(earlier earlier: Int) -> RowTable<Element> { RowTable(first + 9 * earlier) }
}

/// Which order two orders in a row come to, as a table.
struct OrderCompositions {
  /// At 6 · then + first: sums run over the first one.
  fileprivate let table: UnsafeMutablePointer<UInt8>

  init(in arena: Arena) {
    table = arena.copy(
      (0..<RowOrders.count).flatMap { second in
        (0..<RowOrders.count).map { UInt8(RowOrders.composition($0, then: second)) }
      })
  }

  @inline(__always)
  subscript(first first: Int, then second: Int) -> Int {
    Int(table[RowOrders.count * second + first])
  }
}
