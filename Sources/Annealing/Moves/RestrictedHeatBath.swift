import QUBOModel
import RandomStreams

/// Three random rows redraw who carries which of their labels, at all layers at once, where rows are
/// not alike.
///
/// What a row may carry depends on the arrangement z_l of the three rows' labels in layer l, one of
/// six, not on how tails were joined before. So the chain runs over arrangements; a rule that looks
/// two layers back makes it of second order, and its states are pairs (z_(l−1), z_l). As in the heat
/// bath of alike rows, the continuation is drawn from its exact Boltzmann law given all other rows,
/// by forward filtering and backward sampling (Carter & Kohn 1994, doi:10.1093/biomet/81.3.541, §2).
extension LayeredReplica {
  /// Redraws three rows, or both if there are but two.
  func resampleRows(_ chain: ArrangementChain) {
    let rows = randomTriple()
    for layer in 0..<chain.layerCount {
      storeCosts(chain, rows, layer)
      filter(chain, layer)
    }
    sampleBackward(chain)
    takeArrangements(chain, rows)
  }

  /// Stores what each arrangement of a layer costs, by itself and after those before.
  private func storeCosts(_ chain: ArrangementChain, _ rows: RowTriple, _ layer: Int) {
    let labels = RowLabels(rows, layer: layer)
    let before = RowLabels(rows, layer: max(0, layer - 1))
    let earlier = RowLabels(rows, layer: max(0, layer - 2))
    var isCoupled = false
    // By row and label, then by label and label, then by three labels: all that sums are made of.
    for row in 0..<3 {
      for label in 0..<3 {
        // The third of two rows is nobody's.
        chain.misfits[3 * row + label] =
          row == 2 && chain.isPair ? 0 : chain.misfit(rows[row] - self.labels, layer, labels[label])
        guard layer >= 1 else { continue }
        let (from, to) = (before[row], labels[label])
        let price = chain.price(from, to)
        chain.prices[3 * row + label] = price
        chain.tooLong[3 * row + label] = price > chain.longestTransition ? 1 : 0
        for first in 0..<3 {
          let isBroken = chain.breaksRule(earlier[first], from, to, layer)
          chain.ruleBreaks[9 * first + 3 * row + label] = isBroken ? 1 : 0
          isCoupled = isCoupled || isBroken
        }
      }
    }
    chain.isCoupled[layer] = isCoupled
    for now in 0..<6 {
      let tails = chain.tails[now]
      chain.misfitSums[6 * layer + now] =
        chain.misfits[tails[0]] + chain.misfits[3 + tails[1]] + chain.misfits[6 + tails[2]]
      guard layer >= 1 else { continue }
      for past in 0..<6 { storeSums(chain, layer, now, past) }
    }
  }

  /// Stores the prices of one arrangement after another, and the breaks after any one before.
  private func storeSums(_ chain: ArrangementChain, _ layer: Int, _ now: Int, _ past: Int) {
    let (tails, heads) = (chain.tails[now], chain.tails[past])
    let pairs = (3 * heads[0] + tails[0], 3 * heads[1] + tails[1], 3 * heads[2] + tails[2])
    let isPair = chain.isPair
    func sum(_ numbers: UnsafeMutablePointer<Int>) -> Int {
      numbers[pairs.0] + numbers[pairs.1] + (isPair ? 0 : numbers[pairs.2])
    }
    let place = 36 * layer + 6 * now + past
    chain.priceSums[place] = sum(chain.prices)
    chain.tooLongSums[place] = sum(chain.tooLong)
    guard chain.isCoupled[layer] else { return }
    for first in 0..<6 {
      let ends = chain.tails[first]
      chain.breakSums[6 * place + first] =
        chain.ruleBreaks[9 * ends[0] + pairs.0] + chain.ruleBreaks[9 * ends[1] + pairs.1]
        + (isPair ? 0 : chain.ruleBreaks[9 * ends[2] + pairs.2])
    }
  }

  /// Passes weights of prefixes on to the pairs of arrangements that end in a layer.
  private func filter(_ chain: ArrangementChain, _ layer: Int) {
    let (energies, weights) = (chain.energies + 36 * layer, chain.weights + 36 * layer)
    energies.update(repeating: OrderChain.never, count: 36)
    weights.update(repeating: 1, count: 36)
    // Before the first layer there is nothing: one past stands for it.
    for past in 0..<(layer == 0 ? 1 : 6) where layer == 0 || chain.isOpen(past, layer - 1) {
      // Where no rule can be broken, what came before weighs the same whatever follows.
      var sum = layer == 0 ? (least: 0, weight: 1) : pastSum(chain, layer, past, chain.noBreaks)
      for now in 0..<6 where chain.isOpen(now, layer) {
        let place = 36 * layer + 6 * now + past
        if chain.isCoupled[layer] { sum = pastSum(chain, layer, past, chain.breakSums + 6 * place) }
        energies[6 * now + past] =
          sum.least + chain.priceSums[place] + chain.ruleWeight * chain.tooLongSums[place]
          + chain.misfitWeight * chain.misfitSums[6 * layer + now]
        weights[6 * now + past] = sum.weight
      }
    }
    // Weights grow sixfold at most; long before that overflows, all are scaled.
    if (0..<36).contains(where: { weights[$0] > 0x1p500 }) {
      for pair in 0..<36 { weights[pair] *= 0x1p-500 }
    }
  }

  /// The weight of all prefixes that end with an arrangement before a layer.
  @inline(__always)
  private func pastSum(
    _ chain: ArrangementChain, _ layer: Int, _ past: Int, _ breaks: UnsafePointer<Int>
  ) -> (least: Int, weight: Double) {
    let place = 36 * (layer - 1) + 6 * past
    return factors.sum(
      energies: chain.energies + place, breaks, times: chain.ruleWeight,
      weights: chain.weights + place)
  }

  /// Draws the last arrangement, then each one given those after it.
  private func sampleBackward(_ chain: ArrangementChain) {
    var random = random
    let last = chain.layerCount - 1
    for now in 0..<6 {
      let sum = factors.sum(
        energies: chain.energies + 36 * last + 6 * now, chain.noBreaks, times: 0,
        weights: chain.weights + 36 * last + 6 * now)
      chain.lastEnergies[now] = sum.least
      chain.lastWeights[now] = sum.weight
    }
    var now = factors.draw(
      energies: chain.lastEnergies, chain.noBreaks, times: 0, weights: chain.lastWeights,
      unit: random.unit())
    var breaks = chain.noBreaks
    for layer in stride(from: last, through: 0, by: -1) {
      chain.drawn[layer] = now
      let past = factors.draw(
        energies: chain.energies + 36 * layer + 6 * now, breaks, times: chain.ruleWeight,
        weights: chain.weights + 36 * layer + 6 * now, unit: random.unit())
      breaks =
        chain.isCoupled[layer]
        ? chain.breakSums + 6 * (36 * layer + 6 * now + past) : chain.noBreaks
      now = past
    }
    self.random = random
  }

  /// Arranges labels as drawn.
  private func takeArrangements(_ chain: ArrangementChain, _ rows: RowTriple) {
    var change = LayeredCost()
    var isChanged = false
    var (past, earlier) = (0, 0)
    for layer in 0..<chain.layerCount {
      let now = chain.drawn[layer]
      isChanged = isChanged || now != 0
      change.misfits += chain.misfitSums[6 * layer + now] - chain.misfitSums[6 * layer]
      if layer >= 1 {
        let pair = 36 * layer + 6 * now + past
        change.transitions += chain.priceSums[pair] - chain.priceSums[36 * layer]
        change.breaks += chain.tooLongSums[pair] - chain.tooLongSums[36 * layer]
        if chain.isCoupled[layer] {
          change.breaks += chain.breakSums[6 * pair + earlier] - chain.breakSums[6 * 36 * layer]
        }
      }
      (past, earlier) = (now, past)
    }
    guard isChanged else { return }
    willMove(change)
    for layer in 0..<chain.layerCount where chain.drawn[layer] != 0 {
      rows.reorder(layer: layer, chain.tails[chain.drawn[layer]])
    }
  }
}

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
  let longestTransition: Int
  private let rule: LayeredModel.RowRule
  private let firstFreeLayer: Int
  private let idleLabel: Int
  private let labelCount: Int
  /// Both are the model's, which the walker keeps.
  private let transitionPrices: UnsafeBufferPointer<Int32>
  private let misfitTable: UnsafeBufferPointer<Bool>

  /// The misfits of row · 3 + label, in one layer.
  let misfits = Self.filled(0, 9)
  /// The prices of label before · 3 + label, in one layer.
  let prices = Self.filled(0, 9)
  /// 1 where such a price is too large.
  let tooLong = Self.filled(0, 9)
  /// The breaks of label two before · 9 + label before · 3 + label, in one layer.
  let ruleBreaks = Self.filled(0, 27)
  /// The misfits of an arrangement: 6 · layer + now.
  let misfitSums: UnsafeMutablePointer<Int>
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
  let lastEnergies = Self.filled(0, 6)
  let lastWeights = Self.filled(0.0, 6)
  /// Six times 0.
  let noBreaks = Self.filled(0, 6)
  /// The arrangement drawn in each layer.
  let drawn: UnsafeMutablePointer<Int>
  let tails: UnsafeMutablePointer<SIMD3<Int>>

  /// Allocates a chain; whoever holds it calls `deallocate` once.
  init(_ model: LayeredModel, _ restrictions: RowRestrictions) {
    layerCount = model.layerCount
    isPair = model.rowCount == 2
    ruleWeight = model.ruleWeight
    misfitWeight = restrictions.misfitWeight
    longestTransition = restrictions.longestTransition ?? .max
    rule = model.rule
    firstFreeLayer = model.firstFreeLayer
    idleLabel = restrictions.idleLabel ?? -1
    labelCount = model.labelCount
    transitionPrices = model.transitionPrices
    misfitTable = restrictions.misfitTable
    misfitSums = Self.filled(0, 6 * layerCount)
    priceSums = Self.filled(0, 36 * layerCount)
    tooLongSums = Self.filled(0, 36 * layerCount)
    isCoupled = Self.filled(false, layerCount)
    breakSums = Self.filled(0, 216 * layerCount)
    energies = Self.filled(0, 36 * layerCount)
    weights = Self.filled(1, 36 * layerCount)
    drawn = Self.filled(0, layerCount)
    tails = Self.filled(.zero, 6)
    tails.update(from: RowOrders.tails, count: 6)
  }

  func deallocate() {
    for numbers in [
      misfits, prices, tooLong, ruleBreaks, misfitSums, priceSums, tooLongSums, breakSums,
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

  private static func filled<Element>(
    _ value: Element, _ count: Int
  ) -> UnsafeMutablePointer<Element> {
    let elements = UnsafeMutablePointer<Element>.allocate(capacity: count)
    elements.initialize(repeating: value, count: count)
    return elements
  }
}
