import QUBOModel
import RandomStreams

/// Three random rows redraw how their labels are joined, at all layers at once.
///
/// Cut c lies between layers c − 1 and c. There the tails of three rows can be joined to their heads
/// in six orders, so the rows have 6^(L − 1) joint continuations, all with the same totals. Rules
/// see at most two neighbouring cuts, hence the orders x₁ … x_(L−1) form a Markov chain whose energy
/// is Σ transitions(x_c) + ruleWeight · Σ breaks(x_(c−1), x_c). The continuation is drawn from its
/// exact Boltzmann law given all other rows, by forward filtering and backward sampling (Carter &
/// Kohn 1994, doi:10.1093/biomet/81.3.541, §2; here states are discrete, and prefixes are summed
/// instead of filtered by Kalman). A draw from the conditional law, as of the heat bath (Creutz 1980,
/// doi:10.1103/PhysRevD.21.2308), keeps detailed balance, is never rejected, and passes any barrier
/// between two states of the three rows.
extension LayeredReplica {
  /// Whether the rule looks no further than two cuts.
  var hasShortRule: Bool {
    switch model.rule {
    case .free, .noEcho: true
    case .longestRun(let limit): limit <= 2
    }
  }

  /// Redraws three rows, or both if there are but two.
  func resampleRows() {
    let rows = randomTriple()
    filterForward(rows)
    sampleBackward()
    takeOrders(rows)
  }

  /// Passes weights of prefixes from cut to cut, each as weight · exp(−energy / T).
  ///
  /// Energies stay integers and weights are relative to the smallest, so nothing overflows however
  /// large the penalty or small the temperature.
  private func filterForward(_ rows: RowTriple) {
    let (chain, factors, prices) = (chain, factors, model.transitionPrices)
    let (labelCount, ruleWeight) = (model.labelCount, model.ruleWeight)
    let isPair = model.rowCount == 2
    for cut in 1..<model.layerCount {
      let transitions = chain.transitions[layer: cut]
      RowOrders.store(
        transitions, RowLabels(rows, layer: cut - 1), RowLabels(rows, layer: cut)
      ) { Int(prices[$0 * labelCount + $1]) }
      if isPair {
        for order in RowOrders.countOfPair..<RowOrders.count {
          transitions[order] = OrderChain.never
        }
      }
      let (energies, weights) = (chain.energies[layer: cut], chain.weights[layer: cut])
      let isCoupled = storeBreaks(rows, cut)
      chain.isCoupled[cut] = isCoupled
      if isCoupled {
        for order in 0..<RowOrders.count {
          let sum = factors.sum(
            energies: chain.energies[layer: cut - 1], chain.breaks[layer: cut, now: order],
            times: ruleWeight, weights: chain.weights[layer: cut - 1])
          energies[order] = sum.least + transitions[order]
          weights[order] = sum.weight
        }
        // Weights lie between 1 and 6^(L − 1); a common factor plays no part.
        if weights[0] > OrderChain.largestWeight {
          for order in 0..<RowOrders.count { weights[order] *= 1 / OrderChain.largestWeight }
        }
      } else {
        // All prefixes count alike for what follows: a common factor plays no part.
        energies.update(from: transitions)
        weights.update(repeating: 1)
      }
    }
  }

  /// Draws the last order from its weights, then each one given the one after it.
  private func sampleBackward() {
    let (chain, factors, ruleWeight) = (chain, factors, model.ruleWeight)
    var random = random
    var breaks = chain.noBreaks
    for cut in stride(from: model.layerCount - 1, to: 0, by: -1) {
      let order = factors.draw(
        energies: chain.energies[layer: cut], breaks, times: ruleWeight,
        weights: chain.weights[layer: cut], unit: random.unit())
      chain.orders[cut] = UInt8(truncatingIfNeeded: order)
      breaks = chain.isCoupled[cut] ? chain.breaks[layer: cut, now: order] : chain.noBreaks
    }
    self.random = random
  }

  /// Joins heads and tails as drawn.
  private func takeOrders(_ rows: RowTriple) {
    let chain = chain
    var change = LayeredCost()
    var isChanged = false
    for cut in 1..<model.layerCount {
      let order = Int(chain.orders[cut])
      isChanged = isChanged || order != 0
      change.transitions +=
        chain.transitions[layer: cut, now: order] - chain.transitions[layer: cut, now: 0]
      if chain.isCoupled[cut] {
        let before = cut > 1 ? Int(chain.orders[cut - 1]) : 0
        change.breaks +=
          chain.breaks[layer: cut, now: order, past: before]
          - chain.breaks[layer: cut, now: 0, past: 0]
      }
    }
    guard isChanged else { return }
    willMove(change)
    var arrangement = 0
    for cut in 1..<model.layerCount {
      arrangement = chain.compositions[first: arrangement, then: Int(chain.orders[cut])]
      if arrangement != 0 { rows.reorder(layer: cut, chain.tails[arrangement]) }
    }
  }

  /// Stores the breaks of the rule that end behind a cut, by the orders before and at it; returns
  /// whether there are any.
  @inline(__always)
  private func storeBreaks(_ rows: RowTriple, _ cut: Int) -> Bool {
    switch model.rule {
    case .free: false
    case .noEcho: cut >= 2 && storeEchoes(rows, cut)
    case .longestRun(let limit): cut >= limit && storeRuns(rows, cut, limit)
    }
  }

  @inline(__always)
  private func storeEchoes(_ rows: RowTriple, _ cut: Int) -> Bool {
    let (earlier, tails) = (RowLabels(rows, layer: cut - 2), RowLabels(rows, layer: cut))
    guard earlier.meets(tails) else { return false }
    RowOrders.store(chain.sums, earlier, tails) { $0 == $1 ? 1 : 0 }
    chain.breaks.update(layer: cut, from: chain.sums, composedBy: chain.compositions)
    return true
  }

  /// A break is a head that is as long as the rule allows and goes on in its tail: which rows both
  /// belong to plays no part in their number.
  private func storeRuns(_ rows: RowTriple, _ cut: Int, _ limit: Int) -> Bool {
    let (heads, tails) = (RowLabels(rows, layer: cut - 1), RowLabels(rows, layer: cut))
    guard heads.meets(tails) else { return false }
    let earlier = limit == 1 ? heads : RowLabels(rows, layer: cut - 2)
    for before in 0..<RowOrders.count {
      var isLong = SIMD3<Int>.zero
      for row in 0..<3 {
        let head = chain.tails[before][row]
        isLong[head] = limit == 1 || earlier[row] == heads[head] ? 1 : 0
      }
      chain.longHeads[before] = isLong
    }
    for order in 0..<RowOrders.count {
      let tailOf = chain.tails[order]
      let goesOn = SIMD3(
        heads[0] == tails[tailOf[0]] ? 1 : 0, heads[1] == tails[tailOf[1]] ? 1 : 0,
        heads[2] == tails[tailOf[2]] ? 1 : 0)
      let breaks = chain.breaks[layer: cut, now: order]
      for before in 0..<RowOrders.count {
        breaks[before] = (chain.longHeads[before] & goesOn).wrappedSum()
      }
    }
    return true
  }

  /// Three different rows, all triples equally likely; the third of two is a row that never moves.
  func randomTriple() -> RowTriple {
    let count = model.rowCount
    let first = random.uniform(below: count)
    var second = random.uniform(below: count - 1)
    if second >= first { second += 1 }
    guard count > 2 else {
      return RowTriple(first: row(first), second: row(second), third: chain.spareRow)
    }
    var third = random.uniform(below: count - 2)
    if third >= min(first, second) { third += 1 }
    if third >= max(first, second) { third += 1 }
    return RowTriple(first: row(first), second: row(second), third: row(third))
  }

  private func row(_ number: Int) -> UnsafeMutablePointer<UInt16> {
    labels + number * model.layerCount
  }
}
