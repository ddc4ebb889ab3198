import QUBOModel
import RandomStreams

extension LayeredReplica {
  /// A random row takes another wanted label in a random layer.
  package func tryCellChange(_ temperature: Double) -> Int {
    let layer = randomLayer()
    let choices = wanted[layer]
    let label = choices[random.uniform(below: choices.count)]
    let row = labels + random.uniform(below: model.rowCount) * model.layerCount
    let old = Int(row[layer])
    guard label != old else { return 0 }
    let counts = surplus + layer * model.labelCount
    let priceChange = transitions(row, layer, label) - transitions(row, layer, old)
    let number = number(of: row)
    let change = LayeredCost(
      transitions: priceChange,
      // (s − 1)² − s² for the label left, (s + 1)² − s² for the label taken.
      deviation: 2 * (Int(counts[label]) - Int(counts[old])) + 2
        + (tally?.move(number, layer, from: old, to: label) ?? 0),
      breaks: breaks(row, layer, label) - breaks(row, layer, old),
      misfits: misfits(row, layer, label) - misfits(row, layer, old),
      excess: excessChange(row, priceChange))
    let energyChange = model.energy(change)
    if accepts(energyChange, temperature) {
      willMove(change)
      row[layer] = UInt16(truncatingIfNeeded: label)
      counts[old] -= 1
      counts[label] += 1
    } else {
      _ = tally?.move(number, layer, from: label, to: old)
    }
    return energyChange
  }
}
