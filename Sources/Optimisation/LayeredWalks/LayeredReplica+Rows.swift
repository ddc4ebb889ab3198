import QUBOModel

extension LayeredReplica {
  /// Books that two rows exchange their labels in some layers, before they do.
  ///
  /// Returns what that adds to the deviation from groups' shares.
  func tallyExchange(
    _ first: UnsafePointer<UInt16>, _ second: UnsafePointer<UInt16>, _ layers: Range<Int>
  ) -> Int {
    guard let tally else { return 0 }
    let rows = (number(of: first), number(of: second))
    var gain = 0
    for layer in layers where tally.matters(in: layer) {
      let labels = (Int(first[layer]), Int(second[layer]))
      gain += tally.move(rows.0, layer, from: labels.0, to: labels.1)
      gain += tally.move(rows.1, layer, from: labels.1, to: labels.0)
    }
    return gain
  }

  /// Takes back what `tallyExchange` booked for an exchange that was not made.
  func untallyExchange(
    _ first: UnsafePointer<UInt16>, _ second: UnsafePointer<UInt16>, _ layers: Range<Int>
  ) {
    guard let tally else { return }
    let rows = (number(of: first), number(of: second))
    for layer in layers where tally.matters(in: layer) {
      let labels = (Int(first[layer]), Int(second[layer]))
      _ = tally.move(rows.0, layer, from: labels.1, to: labels.0)
      _ = tally.move(rows.1, layer, from: labels.0, to: labels.1)
    }
  }

  /// The place of a row among all rows.
  func number(of row: UnsafePointer<UInt16>) -> Int {
    (row - UnsafePointer(labels)) / model.layerCount
  }

  /// By how much a row's transitions would exceed their limit if they added up to a sum.
  func excess(_ sum: Int) -> Int { longestRow.map { max(0, sum - $0) } ?? 0 }

  /// The transitions of a row between its layers in a range.
  func transitions(_ row: UnsafePointer<UInt16>, in layers: Range<Int>) -> Int {
    var sum = 0
    for layer in layers.dropFirst() {
      sum += model.transition(Int(row[layer - 1]), Int(row[layer]))
    }
    return sum
  }

  /// What the excess of a row changes by if its transitions change by some price.
  func excessChange(_ row: UnsafePointer<UInt16>, _ change: Int) -> Int {
    guard longestRow != nil else { return 0 }
    let sum = transitions(row, in: 0..<model.layerCount)
    return excess(sum + change) - excess(sum)
  }
}
