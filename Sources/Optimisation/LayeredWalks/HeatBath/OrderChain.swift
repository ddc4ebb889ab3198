import Tempering

/// What the heat bath remembers of one chain of cuts.
///
/// Tables go by the layer behind a cut: cut c lies between layers c − 1 and c.
struct OrderChain {
  /// The energy of what must not happen: beyond all others, and far enough from 2⁶³ that eight of
  /// them can be added up.
  static let never = 1 << 60
  /// Weights above it are scaled down by it.
  ///
  /// They grow sixfold per layer at most and doubles end at 2¹⁰²⁴: from here to there are two hundred
  /// layers, so that none overflows before it is looked at.
  static let largestWeight = 0x1p500

  /// The price of crossing each cut in each order.
  let transitions: OrderTable<Int>
  /// The breaks behind each cut, by the order at it and the one before; unset if not coupled.
  let breaks: OrderPairTable<Int>
  /// Six times 0, for what is not coupled.
  let noBreaks: OrderVector<Int>
  /// Whether a cut's breaks are not all 0.
  let isCoupled: UnsafeMutablePointer<Bool>
  /// The least energy of a prefix that ends with an order.
  let energies: OrderTable<Int>
  /// The weights of all such prefixes, relative to that energy.
  let weights: OrderTable<Double>
  /// The order drawn at each cut.
  let orders: UnsafeMutablePointer<UInt8>
  /// Numbers of one cut.
  let sums: OrderVector<Int>
  /// By the order at the cut before, 1 for each head of a cut that is as long as a rule allows.
  let longHeads: OrderVector<SIMD3<Int>>
  /// A row of labels 0 that stands in where there are only two rows.
  let spareRow: UnsafeMutablePointer<UInt16>
  let compositions: OrderCompositions
  let tails: UnsafeMutablePointer<SIMD3<Int>>

  /// Makes room for a chain.
  init(layerCount: Int, in arena: Arena) {
    transitions = OrderTable(layers: layerCount, filledWith: 0, in: arena)
    breaks = OrderPairTable(layers: layerCount, filledWith: 0, in: arena)
    noBreaks = OrderVector(filledWith: 0, in: arena)
    isCoupled = arena.allocate(layerCount, filledWith: false)
    energies = OrderTable(layers: layerCount, filledWith: 0, in: arena)
    weights = OrderTable(layers: layerCount, filledWith: 1, in: arena)
    orders = arena.allocate(layerCount, filledWith: 0)
    sums = OrderVector(filledWith: 0, in: arena)
    longHeads = OrderVector(filledWith: .zero, in: arena)
    spareRow = arena.allocate(layerCount, filledWith: 0)
    compositions = OrderCompositions(in: arena)
    tails = arena.copy(RowOrders.tails)
    // Before the first cut rows are as they are.
    for order in 1..<RowOrders.count { energies[layer: 0, now: order] = Self.never }
  }
}
