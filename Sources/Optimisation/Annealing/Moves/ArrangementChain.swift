import QUBOModel

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

  /// The misfits of row · 3 + label, in one layer.
  let misfits = filled(0, 9)
  /// The prices of label before · 3 + label, in one layer.
  let prices = filled(0, 9)
  /// 1 where such a price is too large.
  let tooLong = filled(0, 9)
  /// The breaks of label two before · 9 + label before · 3 + label, in one layer.
  let ruleBreaks = filled(0, 27)
  /// The misfits of an arrangement: 6 · layer + now.
  let misfitSums: UnsafeMutablePointer<Int>
  /// What an arrangement adds to the deviation of groups' shares, in the same places.
  let deviations: UnsafeMutablePointer<Int>
  /// The price of both.
  let ownPrices: UnsafeMutablePointer<Int>
  /// The prices of two arrangements: 36 · layer + 6 · now + past.
  let priceSums: UnsafeMutablePointer<Int>
  /// How many of these prices are too large, in the same places.
  let tooLongSums: UnsafeMutablePointer<Int>
  /// Whether the rule can be broken at a layer, by any arrangement.
  let isCoupled: UnsafeMutablePointer<Bool>
  /// The breaks of three, where the rule can be broken: 216 · layer + 36 · now + 6 · past + the one before.
  let breakSums: UnsafeMutablePointer<Int>
  /// The least energy of a prefix that ends with two arrangements: 36 · layer + 6 · now + past.
  let energies: UnsafeMutablePointer<Int>
  /// The weights of all such prefixes, relative to that energy.
  let weights: UnsafeMutablePointer<Double>
  /// The same by the last arrangement alone.
  let lastEnergies = filled(0, 6)
  let lastWeights = filled(0.0, 6)
  /// Six times 0.
  let noBreaks = filled(0, 6)
  /// The arrangement drawn in each layer.
  let drawn: UnsafeMutablePointer<Int>
  let tails: UnsafeMutablePointer<SIMD3<Int>>

  /// Allocates a chain; whoever holds it calls `deallocate` once.
  init(_ model: LayeredModel, _ restrictions: RowRestrictions) {
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
    misfitSums = filled(0, 6 * layerCount)
    deviations = filled(0, 6 * layerCount)
    ownPrices = filled(0, 6 * layerCount)
    priceSums = filled(0, 36 * layerCount)
    tooLongSums = filled(0, 36 * layerCount)
    isCoupled = filled(false, layerCount)
    breakSums = filled(0, 216 * layerCount)
    energies = filled(0, 36 * layerCount)
    weights = filled(1, 36 * layerCount)
    drawn = filled(0, layerCount)
    tails = RowOrders.allocatedTails()
  }

  func deallocate() {
    for numbers in [
      misfits, prices, tooLong, ruleBreaks, misfitSums, deviations, ownPrices, priceSums,
      tooLongSums, breakSums,
      energies, lastEnergies, noBreaks, drawn,
    ] {
      numbers.deallocate()
    }
    isCoupled.deallocate()
    weights.deallocate()
    lastWeights.deallocate()
    tails.deallocate()
  }

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
    arrangement == 0 || (layer >= firstFreeLayer && (!isPair || arrangement == 1))
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
