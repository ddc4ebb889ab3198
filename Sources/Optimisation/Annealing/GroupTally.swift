import QUBOModel

/// How many rows of each group carry the labels of which groups have shares, kept up with moves.
///
/// It holds what it needs of the model as plain pointers, as the chains of the heat baths do.
struct GroupTally {
  private let labelCount: Int
  private let groupCount: Int
  /// The group of each row, or −1.
  private let groups: UnsafeMutablePointer<Int32>
  /// The share of a group in a label's rows, or −1: (layer · `labelCount` + label) · `groupCount` + group.
  private let shares: UnsafeMutablePointer<Int32>
  /// The rows of each share.
  private let counts: UnsafeMutablePointer<Int>
  /// The rows wanted of each share, at least and at most.
  private let least: UnsafeMutablePointer<Int>
  private let most: UnsafeMutablePointer<Int>
  /// Whether a layer has shares at all.
  private let hasShares: UnsafeMutablePointer<Bool>

  /// Allocates a tally of a state; whoever holds it calls `deallocate` once.
  init(_ model: LayeredModel, _ rows: RowGroups, at state: LayeredState) {
    labelCount = model.labelCount
    groupCount = 1 + (rows.shares.map(\.group).max() ?? 0)
    groups = .allocate(capacity: model.rowCount)
    shares = .allocate(capacity: model.layerCount * labelCount * groupCount)
    shares.initialize(repeating: -1, count: model.layerCount * labelCount * groupCount)
    hasShares = .allocate(capacity: model.layerCount)
    hasShares.initialize(repeating: false, count: model.layerCount)
    counts = .allocate(capacity: rows.shares.count)
    least = .allocate(capacity: rows.shares.count)
    most = .allocate(capacity: rows.shares.count)
    for (row, group) in rows.groupOfRow.enumerated() {
      groups[row] = group.map { $0 < groupCount ? Int32($0) : -1 } ?? -1
    }
    for (place, (share, count)) in zip(rows.shares, rows.counts(in: state)).enumerated() {
      shares[(share.layer * labelCount + share.label) * groupCount + share.group] = Int32(place)
      counts[place] = count
      least[place] = share.wanted.lowerBound
      most[place] = share.wanted.upperBound
      hasShares[share.layer] = true
    }
  }

  func deallocate() {
    groups.deallocate()
    shares.deallocate()
    counts.deallocate()
    least.deallocate()
    most.deallocate()
    hasShares.deallocate()
  }

  /// Whether any group has a share in a layer.
  @inline(__always)
  func matters(in layer: Int) -> Bool { hasShares[layer] }

  /// Books that a row takes another label in a layer; returns what that adds to the deviation.
  func move(_ row: Int, _ layer: Int, from old: Int, to new: Int) -> Int {
    guard old != new, hasShares[layer], groups[row] >= 0 else { return 0 }
    return add(-1, row, layer, old) + add(1, row, layer, new)
  }

  private func add(_ rows: Int, _ row: Int, _ layer: Int, _ label: Int) -> Int {
    let place = Int(shares[(layer * labelCount + label) * groupCount + Int(groups[row])])
    guard place >= 0 else { return 0 }
    let before = deviation(place)
    counts[place] += rows
    return deviation(place) - before
  }

  private func deviation(_ place: Int) -> Int {
    let distance = max(least[place] - counts[place], counts[place] - most[place], 0)
    return distance * distance
  }
}

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
