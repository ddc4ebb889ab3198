import QUBOModel
import Tempering

/// What the heat bath of restricted models remembers of one chain of layers.
///
/// It holds what it needs of the model as plain numbers and pointers: counting references to the
/// model's parts took most of the time of a redraw.
struct ArrangementChain {
  let layerCount: Int
  /// Whether there are only two rows: the third one is nobody's and never moves.
  let isPair: Bool
  let ruleWeight: Int
  let misfitWeight: Int
  let totalsWeight: Int
  let excessWeight: Int
  let longestTransition: Int
  private let rule: LayeredModel.RowRule
  private let firstFreeLayer: Int
  private let idleLabel: Int
  private let labelCount: Int
  /// Both are the model's, which the walker keeps.
  private let transitionPrices: UnsafeBufferPointer<Int32>
  private let misfitTable: UnsafeBufferPointer<Bool>

  /// The misfits of a row (head) with the label of each row (tail), in one layer.
  let misfits: RowTable<Int>
  /// The prices of a label in the layer before (head) and a label (tail), in one layer.
  let prices: RowTable<Int>
  /// 1 where such a price is too large.
  let tooLong: RowTable<Int>
  /// The breaks of a label two layers before, a label in the layer before and a label, in one layer.
  let ruleBreaks: RowTripleTable<Int>
  /// The misfits of an arrangement.
  let misfitSums: OrderTable<Int>
  /// What an arrangement adds to the deviation of groups' shares.
  let deviations: OrderTable<Int>
  /// The price of both.
  let ownPrices: OrderTable<Int>
  /// The prices of an arrangement after another.
  let priceSums: OrderPairTable<Int>
  /// How many of these prices are too large.
  let tooLongSums: OrderPairTable<Int>
  /// Whether the rule can be broken at a layer, by any arrangement.
  let isCoupled: UnsafeMutablePointer<Bool>
  /// The breaks of three arrangements, where the rule can be broken.
  let breakSums: OrderTripleTable<Int>
  /// The least energy of a prefix that ends with two arrangements.
  let energies: OrderPairTable<Int>
  /// The weights of all such prefixes, relative to that energy.
  let weights: OrderPairTable<Double>
  /// The same by the last arrangement alone.
  let lastEnergies: OrderVector<Int>
  let lastWeights: OrderVector<Double>
  /// Six times 0.
  let noBreaks: OrderVector<Int>
  /// The arrangement drawn in each layer.
  let drawn: UnsafeMutablePointer<Int>
  let tails: UnsafeMutablePointer<SIMD3<Int>>

  /// Makes room for a chain.
  init(_ model: LayeredModel, _ restrictions: RowRestrictions, in arena: Arena) {
    layerCount = model.layerCount
    isPair = model.rowCount == 2
    ruleWeight = model.ruleWeight
    misfitWeight = restrictions.misfitWeight
    totalsWeight = model.totalsWeight
    excessWeight = restrictions.excessWeight
    longestTransition = restrictions.longestTransition ?? .max
    rule = model.rule
    firstFreeLayer = model.firstFreeLayer
    idleLabel = restrictions.idleLabel ?? -1
    labelCount = model.labelCount
    transitionPrices = model.transitionPrices
    misfitTable = restrictions.misfitTable
    misfits = RowTable(filledWith: 0, in: arena)
    prices = RowTable(filledWith: 0, in: arena)
    tooLong = RowTable(filledWith: 0, in: arena)
    ruleBreaks = RowTripleTable(filledWith: 0, in: arena)
    misfitSums = OrderTable(layers: layerCount, filledWith: 0, in: arena)
    deviations = OrderTable(layers: layerCount, filledWith: 0, in: arena)
    ownPrices = OrderTable(layers: layerCount, filledWith: 0, in: arena)
    priceSums = OrderPairTable(layers: layerCount, filledWith: 0, in: arena)
    tooLongSums = OrderPairTable(layers: layerCount, filledWith: 0, in: arena)
    isCoupled = arena.allocate(layerCount, filledWith: false)
    breakSums = OrderTripleTable(layers: layerCount, filledWith: 0, in: arena)
    energies = OrderPairTable(layers: layerCount, filledWith: 0, in: arena)
    weights = OrderPairTable(layers: layerCount, filledWith: 1, in: arena)
    lastEnergies = OrderVector(filledWith: 0, in: arena)
    lastWeights = OrderVector(filledWith: 0, in: arena)
    noBreaks = OrderVector(filledWith: 0, in: arena)
    drawn = arena.allocate(layerCount, filledWith: 0)
    tails = arena.copy(RowOrders.tails)
  }

  /// The price of following one label by another.
  @inline(__always)
  func price(_ from: Int, _ to: Int) -> Int { Int(transitionPrices[from * labelCount + to]) }

  /// 1 if the row that starts at an offset may not carry a label in a layer.
  @inline(__always)
  func misfit(_ rowStart: Int, _ layer: Int, _ label: Int) -> Int {
    misfitTable[(rowStart + layer) * labelCount + label] ? 1 : 0
  }

  /// Whether an arrangement may be drawn: the third of two rows never moves, nor does a given layer.
  @inline(__always)
  func isOpen(_ arrangement: Int, _ layer: Int) -> Bool {
    arrangement == 0
      || (layer >= firstFreeLayer && (!isPair || arrangement < RowOrders.countOfPair))
  }

  /// Whether a row that carries three labels in a row, the last one in a layer, breaks the rule.
  @inline(__always)
  func breaksRule(_ first: Int, _ second: Int, _ third: Int, _ layer: Int) -> Bool {
    guard third != idleLabel else { return false }
    return switch rule {
    case .free: false
    case .noEcho: layer >= 2 && first == third
    case .longestRun(let limit):
      layer >= limit && second == third && (limit == 1 || first == second)
    }
  }
}
