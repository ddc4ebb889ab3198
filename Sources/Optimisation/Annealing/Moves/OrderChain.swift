/// What the heat bath remembers of one chain of cuts.
struct OrderChain {
  /// The energy of what must not happen: beyond all others, and far from overflow.
  static let never = 1 << 60

  /// The price of crossing each cut in each order: 6 · cut + order.
  let transitions: UnsafeMutablePointer<Int>
  /// The breaks behind each cut: 36 · cut + 6 · order at it + order before; unset if not coupled.
  let breaks: UnsafeMutablePointer<Int>
  /// Six times 0, for what is not coupled.
  let noBreaks: UnsafeMutablePointer<Int>
  /// Whether a cut's breaks are not all 0.
  let isCoupled: UnsafeMutablePointer<Bool>
  /// The least energy of a prefix that ends with an order: 6 · cut + order.
  let energies: UnsafeMutablePointer<Int>
  /// The weights of all such prefixes, relative to that energy.
  let weights: UnsafeMutablePointer<Double>
  /// The order drawn at each cut.
  let orders: UnsafeMutablePointer<UInt8>
  /// Numbers of one cut.
  let sums: UnsafeMutablePointer<Int>
  /// A row of labels 0 that stands in where there are only two rows.
  let spareRow: UnsafeMutablePointer<UInt16>
  /// At 6 · z + x: the order of z followed by x.
  let compositions: UnsafeMutablePointer<UInt8>
  /// At 6 · x + z: the order of z followed by x.
  let transposed: UnsafeMutablePointer<UInt8>
  let tails: UnsafeMutablePointer<SIMD3<Int>>

  /// Allocates a chain; whoever holds it calls `deallocate` once.
  init(layerCount: Int) {
    transitions = filled(0, 6 * layerCount)
    breaks = filled(0, 36 * layerCount)
    noBreaks = filled(0, 6)
    isCoupled = filled(false, layerCount)
    energies = filled(0, 6 * layerCount)
    weights = filled(1, 6 * layerCount)
    orders = filled(0, layerCount)
    sums = filled(0, 6)
    spareRow = filled(0, layerCount)
    compositions = filled(0, 36)
    compositions.update(from: RowOrders.compositions, count: 36)
    transposed = filled(0, 36)
    for pair in 0..<36 { transposed[pair] = compositions[pair % 6 * 6 + pair / 6] }
    tails = RowOrders.allocatedTails()
    // Before the first cut rows are as they are.
    for order in 1..<6 { energies[order] = Self.never }
  }

  func deallocate() {
    transitions.deallocate()
    breaks.deallocate()
    noBreaks.deallocate()
    isCoupled.deallocate()
    energies.deallocate()
    weights.deallocate()
    orders.deallocate()
    sums.deallocate()
    spareRow.deallocate()
    transposed.deallocate()
    compositions.deallocate()
    tails.deallocate()
  }
}

/// Memory for so many elements, all of them alike; whoever holds it deallocates it once.
func filled<Element>(_ value: Element, _ count: Int) -> UnsafeMutablePointer<Element> {
  let elements = UnsafeMutablePointer<Element>.allocate(capacity: count)
  elements.initialize(repeating: value, count: count)
  return elements
}

/// Divides weights that are about to overflow by a common factor, which plays no part.
@inline(__always)
func scaleDown(_ weights: UnsafeMutablePointer<Double>, count: Int) {
  for place in 0..<count { weights[place] *= 0x1p-500 }
}

extension RowOrders {
  /// A copy of the orders' tails that needs no counting of references.
  static func allocatedTails() -> UnsafeMutablePointer<SIMD3<Int>> {
    let copy = filled(SIMD3<Int>.zero, tails.count)
    copy.update(from: tails, count: tails.count)
    return copy
  }
}
