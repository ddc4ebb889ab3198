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
///
/// Shares of groups depend on the arrangement of one layer, too. A limit on what the transitions of a
/// row add up to does not: the continuation is then proposed as if there were none and accepted by the
/// change of its price (Metropolis & Hastings), which leaves the law with the limit as it is.
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
        chain.misfits[head: row, tail: label] =
          row == 2 && chain.isPair ? 0 : chain.misfit(rows[row] - self.labels, layer, labels[label])
        guard layer >= 1 else { continue }
        let (from, to) = (before[row], labels[label])
        let price = chain.price(from, to)
        chain.prices[head: row, tail: label] = price
        chain.tooLong[head: row, tail: label] = price > chain.longestTransition ? 1 : 0
        for first in 0..<3 {
          let isBroken = chain.breaksRule(earlier[first], from, to, layer)
          chain.ruleBreaks[earlier: first][head: row, tail: label] = isBroken ? 1 : 0
          isCoupled = isCoupled || isBroken
        }
      }
    }
    chain.isCoupled[layer] = isCoupled
    for now in 0..<RowOrders.count {
      let tails = chain.tails[now]
      let misfits = chain.misfits.sum(heads: chain.tails[0], tails: tails, ofPair: false)
      let deviation = tallied(rows, layer, labels, tails)
      chain.misfitSums[layer: layer, now: now] = misfits
      chain.deviations[layer: layer, now: now] = deviation
      chain.ownPrices[layer: layer, now: now] =
        chain.misfitWeight * misfits + chain.totalsWeight * deviation
      guard layer >= 1 else { continue }
      for past in 0..<RowOrders.count { storeSums(chain, layer, now, past) }
    }
  }

  /// What three rows' labels of a layer, in another order, would add to the deviation of groups.
  private func tallied(
    _ rows: RowTriple, _ layer: Int, _ labels: RowLabels, _ tails: SIMD3<Int>
  ) -> Int {
    // Whoever the third of two rows is, it never moves.
    guard let tally, tally.matters(in: layer), model.rowCount > 2 || tails[2] == 2 else {
      return 0
    }
    let deviation = tallyOrder(tally, rows, layer, labels, tails)
    for row in 0..<3 where tails[row] != row {
      _ = tally.move(number(of: rows[row]), layer, from: labels[tails[row]], to: labels[row])
    }
    return deviation
  }

  /// Books that three rows take another order in a layer; returns what that adds to the deviation.
  private func tallyOrder(
    _ tally: GroupTally, _ rows: RowTriple, _ layer: Int, _ labels: RowLabels, _ tails: SIMD3<Int>
  ) -> Int {
    var deviation = 0
    for row in 0..<3 where tails[row] != row {
      deviation += tally.move(
        number(of: rows[row]), layer, from: labels[row], to: labels[tails[row]])
    }
    return deviation
  }

  /// Stores the prices of one arrangement after another, and the breaks after any one before.
  private func storeSums(_ chain: ArrangementChain, _ layer: Int, _ now: Int, _ past: Int) {
    let (tails, heads, isPair) = (chain.tails[now], chain.tails[past], chain.isPair)
    chain.priceSums[layer: layer, now: now, past: past] = chain.prices.sum(
      heads: heads, tails: tails, ofPair: isPair)
    chain.tooLongSums[layer: layer, now: now, past: past] = chain.tooLong.sum(
      heads: heads, tails: tails, ofPair: isPair)
    guard chain.isCoupled[layer] else { return }
    let breaks = chain.breakSums[layer: layer, now: now, past: past]
    for earlier in 0..<RowOrders.count {
      let ends = chain.tails[earlier]
      breaks[earlier] =
        chain.ruleBreaks[earlier: ends[0]][head: heads[0], tail: tails[0]]
        + chain.ruleBreaks[earlier: ends[1]][head: heads[1], tail: tails[1]]
        + (isPair ? 0 : chain.ruleBreaks[earlier: ends[2]][head: heads[2], tail: tails[2]])
    }
  }

  /// Passes weights of prefixes on to the pairs of arrangements that end in a layer.
  private func filter(_ chain: ArrangementChain, _ layer: Int) {
    let (energies, weights) = (chain.energies, chain.weights)
    energies.update(layer: layer, repeating: OrderChain.never)
    weights.update(layer: layer, repeating: 1)
    // Before the first layer there is nothing: one past stands for it.
    let pasts = layer == 0 ? 1 : RowOrders.count
    for past in 0..<pasts where layer == 0 || chain.isOpen(past, layer - 1) {
      // Where no rule can be broken, what came before weighs the same whatever follows.
      var sum = layer == 0 ? (least: 0, weight: 1) : pastSum(chain, layer, past, chain.noBreaks)
      for now in 0..<RowOrders.count where chain.isOpen(now, layer) {
        if chain.isCoupled[layer] {
          sum = pastSum(chain, layer, past, chain.breakSums[layer: layer, now: now, past: past])
        }
        energies[layer: layer, now: now, past: past] =
          sum.least + chain.priceSums[layer: layer, now: now, past: past]
          + chain.ruleWeight * chain.tooLongSums[layer: layer, now: now, past: past]
          + chain.ownPrices[layer: layer, now: now]
        weights[layer: layer, now: now, past: past] = sum.weight
      }
    }
    // Weights grow sixfold at most; a common factor plays no part.
    weights.scaleDown(layer: layer, above: OrderChain.largestWeight)
  }

  /// The sum over prefixes that end with an arrangement in the layer before, by those before it.
  @inline(__always)
  private func pastSum(
    _ chain: ArrangementChain, _ layer: Int, _ past: Int, _ breaks: OrderVector<Int>
  ) -> (least: Int, weight: Double) {
    factors.sum(
      energies: chain.energies[layer: layer - 1, now: past], breaks, times: chain.ruleWeight,
      weights: chain.weights[layer: layer - 1, now: past])
  }

  /// Draws the last arrangement, then each one given those after it.
  private func sampleBackward(_ chain: ArrangementChain) {
    var random = random
    let last = chain.layerCount - 1
    for now in 0..<RowOrders.count {
      let sum = factors.sum(
        energies: chain.energies[layer: last, now: now], chain.noBreaks, times: 0,
        weights: chain.weights[layer: last, now: now])
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
        energies: chain.energies[layer: layer, now: now], breaks, times: chain.ruleWeight,
        weights: chain.weights[layer: layer, now: now], unit: random.unit())
      breaks =
        chain.isCoupled[layer]
        ? chain.breakSums[layer: layer, now: now, past: past] : chain.noBreaks
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
      change.misfits +=
        chain.misfitSums[layer: layer, now: now] - chain.misfitSums[layer: layer, now: 0]
      change.deviation += chain.deviations[layer: layer, now: now]
      if layer >= 1 {
        change.transitions +=
          chain.priceSums[layer: layer, now: now, past: past]
          - chain.priceSums[layer: layer, now: 0, past: 0]
        change.breaks +=
          chain.tooLongSums[layer: layer, now: now, past: past]
          - chain.tooLongSums[layer: layer, now: 0, past: 0]
        if chain.isCoupled[layer] {
          change.breaks +=
            chain.breakSums[layer: layer, now: now, past: past, earlier: earlier]
            - chain.breakSums[layer: layer, now: 0, past: 0, earlier: 0]
        }
      }
      (past, earlier) = (now, past)
    }
    guard isChanged else { return }
    if longestRow != nil {
      change.excess = excessChange(chain, rows)
      guard accepts(chain.excessWeight * change.excess, factors.temperature) else { return }
    }
    willMove(change)
    for layer in 0..<chain.layerCount where chain.drawn[layer] != 0 {
      let tails = chain.tails[chain.drawn[layer]]
      if let tally, tally.matters(in: layer) {
        _ = tallyOrder(tally, rows, layer, RowLabels(rows, layer: layer), tails)
      }
      rows.reorder(layer: layer, tails)
    }
  }

  /// What the excess of three rows changes by if they are arranged as drawn.
  private func excessChange(_ chain: ArrangementChain, _ rows: RowTriple) -> Int {
    var change = 0
    for row in 0..<(chain.isPair ? 2 : 3) {
      var (sum, from) = (0, 0)
      for layer in 0..<chain.layerCount {
        let to = RowLabels(rows, layer: layer)[chain.tails[chain.drawn[layer]][row]]
        if layer > 0 { sum += chain.price(from, to) }
        from = to
      }
      change += excess(sum) - excess(transitions(rows[row], in: 0..<chain.layerCount))
    }
    return change
  }
}
