import QUBOModel
import RandomStreams

extension LayeredReplica {
  /// Two random rows exchange their labels in a random layer.
  package func tryCellExchange(_ temperature: Double) -> Int {
    let layer = randomLayer()
    let (first, second) = randomRows()
    let (mine, other) = (Int(first[layer]), Int(second[layer]))
    guard mine != other else { return 0 }
    let mineChange = transitions(first, layer, other) - transitions(first, layer, mine)
    let otherChange = transitions(second, layer, mine) - transitions(second, layer, other)
    let change = LayeredCost(
      transitions: mineChange + otherChange,
      deviation: tallyExchange(first, second, layer..<layer + 1),
      breaks: breaks(first, layer, other) - breaks(first, layer, mine)
        + breaks(second, layer, mine) - breaks(second, layer, other),
      misfits: misfits(first, layer, other) - misfits(first, layer, mine)
        + misfits(second, layer, mine) - misfits(second, layer, other),
      excess: excessChange(first, mineChange) + excessChange(second, otherChange))
    let energyChange = model.energy(change)
    if accepts(energyChange, temperature) {
      willMove(change)
      first[layer] = UInt16(truncatingIfNeeded: other)
      second[layer] = UInt16(truncatingIfNeeded: mine)
    } else {
      untallyExchange(first, second, layer..<layer + 1)
    }
    return energyChange
  }

  /// The prices of entering and leaving a layer of a row, if it carried `label` there.
  func transitions(_ row: UnsafePointer<UInt16>, _ layer: Int, _ label: Int) -> Int {
    let entering = layer > 0 ? model.transition(Int(row[layer - 1]), label) : 0
    let leaving =
      layer + 1 < model.layerCount ? model.transition(label, Int(row[layer + 1])) : 0
    return entering + leaving
  }

  /// 1 if a row may not carry a label in a layer.
  func misfits(_ row: UnsafePointer<UInt16>, _ layer: Int, _ label: Int) -> Int {
    arrangements?.misfit(row - UnsafePointer(labels), layer, label) ?? 0
  }

  /// The breaks that involve a layer of a row, if it carried `label` there.
  func breaks(_ row: UnsafePointer<UInt16>, _ layer: Int, _ label: Int) -> Int {
    guard model.restrictions != nil else { return ruleBreaks(row, layer, label) }
    let isLongBefore = layer > 0 && model.isTooLong(Int(row[layer - 1]), label)
    let isLongAfter =
      layer + 1 < model.layerCount && model.isTooLong(label, Int(row[layer + 1]))
    return (isLongBefore ? 1 : 0) + (isLongAfter ? 1 : 0)
      + (model.isIdle(label) ? 0 : ruleBreaks(row, layer, label))
  }

  private func ruleBreaks(_ row: UnsafePointer<UInt16>, _ layer: Int, _ label: Int) -> Int {
    let last = model.layerCount - 1
    switch model.rule {
    case .free:
      return 0
    case .noEcho:
      let before = layer >= 2 && Int(row[layer - 2]) == label ? 1 : 0
      let after = layer + 2 <= last && Int(row[layer + 2]) == label ? 1 : 0
      return before + after
    case .longestRun(let limit):
      let run =
        1 + run(row, from: layer - 1, by: -1, of: label, atMost: limit)
        + self.run(row, from: layer + 1, by: 1, of: label, atMost: limit)
      return max(0, run - limit)
    }
  }

  /// How many layers in a row carry a label, going one way from a layer, counting to a limit.
  func run(
    _ row: UnsafePointer<UInt16>, from start: Int, by step: Int, of label: Int, atMost limit: Int
  ) -> Int {
    var length = 0
    var layer = start
    while length < limit, layer >= 0, layer < model.layerCount, Int(row[layer]) == label {
      length += 1
      layer += step
    }
    return length
  }

  /// A layer that moves may change, all equally likely.
  func randomLayer() -> Int {
    let first = model.firstFreeLayer
    return first + random.uniform(below: model.layerCount - first)
  }

  /// Two different rows, all pairs equally likely.
  func randomRows() -> (UnsafeMutablePointer<UInt16>, UnsafeMutablePointer<UInt16>) {
    let first = random.uniform(below: model.rowCount)
    let second = random.uniform(below: model.rowCount - 1)
    return (
      labels + first * model.layerCount,
      labels + (second < first ? second : second + 1) * model.layerCount
    )
  }
}
