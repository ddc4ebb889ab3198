import QUBOModel
import RandomStreams

extension LayeredReplica {
  /// Two random rows exchange all their labels from a random layer on.
  ///
  /// Only what crosses the cut changes, so the price is the same few look-ups however long the
  /// tails, unless restrictions have to be looked up along them. Tail exchanges alone reach every
  /// state with the given totals: transpositions generate all matchings between consecutive layers.
  package func tryTailExchange(_ temperature: Double) -> Int {
    let cut = 1 + random.uniform(below: model.layerCount - 1)
    let (first, second) = randomRows()
    let (a, b) = (Int(first[cut - 1]), Int(first[cut]))
    let (c, d) = (Int(second[cut - 1]), Int(second[cut]))
    let change = LayeredCost(
      transitions: model.transition(a, d) + model.transition(c, b)
        - model.transition(a, b) - model.transition(c, d),
      deviation: tallyExchange(first, second, cut..<model.layerCount),
      breaks: breaks(across: cut, head: first, tail: second)
        + breaks(across: cut, head: second, tail: first)
        - breaks(across: cut, head: first, tail: first)
        - breaks(across: cut, head: second, tail: second),
      misfits: model.restrictions == nil ? 0 : misfits(exchanging: first, second, from: cut),
      excess: longestRow == nil ? 0 : excess(exchanging: first, second, from: cut))
    let energyChange = model.energy(change)
    if accepts(energyChange, temperature) {
      willMove(change)
      exchangeShorterPart(first, second, cut)
    } else {
      untallyExchange(first, second, cut..<model.layerCount)
    }
    return energyChange
  }

  /// The misfits that two rows gain if they exchange their labels from a layer on.
  private func misfits(
    exchanging first: UnsafePointer<UInt16>, _ second: UnsafePointer<UInt16>, from cut: Int
  ) -> Int {
    var gain = 0
    for layer in cut..<model.layerCount {
      let (mine, other) = (Int(first[layer]), Int(second[layer]))
      guard mine != other else { continue }
      gain += misfits(first, layer, other) - misfits(first, layer, mine)
      gain += misfits(second, layer, mine) - misfits(second, layer, other)
    }
    return gain
  }

  /// The excess that two rows gain if they exchange their labels from a layer on.
  private func excess(
    exchanging first: UnsafePointer<UInt16>, _ second: UnsafePointer<UInt16>, from cut: Int
  ) -> Int {
    let heads = (transitions(first, in: 0..<cut), transitions(second, in: 0..<cut))
    let rest = cut..<model.layerCount
    let tails = (transitions(first, in: rest), transitions(second, in: rest))
    func joined(_ head: UnsafePointer<UInt16>, _ tail: UnsafePointer<UInt16>) -> Int {
      model.transition(Int(head[cut - 1]), Int(tail[cut]))
    }
    return excess(heads.0 + joined(first, second) + tails.1)
      + excess(heads.1 + joined(second, first) + tails.0)
      - excess(heads.0 + joined(first, first) + tails.0)
      - excess(heads.1 + joined(second, second) + tails.1)
  }

  /// The breaks between one row's head and another's tail.
  private func breaks(
    across cut: Int, head: UnsafePointer<UInt16>, tail: UnsafePointer<UInt16>
  ) -> Int {
    guard model.restrictions != nil else { return ruleBreaks(across: cut, head: head, tail: tail) }
    return (model.isTooLong(Int(head[cut - 1]), Int(tail[cut])) ? 1 : 0)
      + ruleBreaks(across: cut, head: head, tail: tail)
  }

  private func ruleBreaks(
    across cut: Int, head: UnsafePointer<UInt16>, tail: UnsafePointer<UInt16>
  ) -> Int {
    switch model.rule {
    case .free:
      return 0
    case .noEcho:
      let before =
        cut >= 2 && head[cut - 2] == tail[cut] && !model.isIdle(Int(tail[cut])) ? 1 : 0
      let after =
        cut + 1 < model.layerCount && head[cut - 1] == tail[cut + 1]
          && !model.isIdle(Int(head[cut - 1])) ? 1 : 0
      return before + after
    case .longestRun(let limit):
      let label = Int(head[cut - 1])
      guard Int(tail[cut]) == label, !model.isIdle(label) else { return 0 }
      // Runs a and b ≤ limit on either side make a + b − limit windows that cross the cut.
      return max(
        0,
        run(head, from: cut - 1, by: -1, of: label, atMost: limit)
          + run(tail, from: cut, by: 1, of: label, atMost: limit) - limit)
    }
  }

  /// Exchanges the tails, or the heads if they are shorter and rows are alike: it is the same state.
  private func exchangeShorterPart(
    _ first: UnsafeMutablePointer<UInt16>, _ second: UnsafeMutablePointer<UInt16>, _ cut: Int
  ) {
    let isHead = model.restrictions == nil && 2 * cut < model.layerCount
    let part = isHead ? 0..<cut : cut..<model.layerCount
    for layer in part { (first[layer], second[layer]) = (second[layer], first[layer]) }
  }
}
