package import QUBOModel
package import Tempering

/// How many rows of each group carry the labels of which groups have shares, kept up with moves.
///
/// It holds what it needs of the model as plain pointers, as the chains of the heat baths do.
package struct GroupTally {
  private let labelCount: Int
  private let groupCount: Int
  /// The group of each row, or −1.
  private let groups: UnsafeMutablePointer<Int32>
  /// The share of a group in a label's rows of a layer, or −1.
  private let shares: UnsafeMutablePointer<Int32>
  /// The rows of each share.
  private let counts: UnsafeMutablePointer<Int>
  /// The rows wanted of each share, at least and at most.
  private let least: UnsafeMutablePointer<Int>
  private let most: UnsafeMutablePointer<Int>
  /// Whether a layer has shares at all.
  private let hasShares: UnsafeMutablePointer<Bool>

  /// Makes the tally of a state.
  package init(_ model: LayeredModel, _ rows: RowGroups, at state: LayeredState, in arena: Arena) {
    labelCount = model.labelCount
    groupCount = 1 + (rows.shares.map(\.group).max() ?? 0)
    groups = arena.allocate(model.rowCount, filledWith: -1)
    shares = arena.allocate(model.layerCount * labelCount * groupCount, filledWith: -1)
    hasShares = arena.allocate(model.layerCount, filledWith: false)
    counts = arena.allocate(rows.shares.count, filledWith: 0)
    least = arena.allocate(rows.shares.count, filledWith: 0)
    most = arena.allocate(rows.shares.count, filledWith: 0)
    for (row, group) in rows.groupOfRow.enumerated() {
      groups[row] = group.map { $0 < groupCount ? Int32($0) : -1 } ?? -1
    }
    for (place, (share, count)) in zip(rows.shares, rows.counts(in: state)).enumerated() {
      shares[index(share.layer, share.label, share.group)] = Int32(place)
      counts[place] = count
      least[place] = share.wanted.lowerBound
      most[place] = share.wanted.upperBound
      hasShares[share.layer] = true
    }
  }

  @inline(__always)
  private func index(_ layer: Int, _ label: Int, _ group: Int) -> Int {
    (layer * labelCount + label) * groupCount + group
  }

  /// Whether any group has a share in a layer.
  @inline(__always)
  package func matters(in layer: Int) -> Bool { hasShares[layer] }

  /// Books that a row takes another label in a layer; returns what that adds to the deviation.
  package func move(_ row: Int, _ layer: Int, from old: Int, to new: Int) -> Int {
    guard old != new, hasShares[layer], groups[row] >= 0 else { return 0 }
    return add(-1, row, layer, old) + add(1, row, layer, new)
  }

  private func add(_ rows: Int, _ row: Int, _ layer: Int, _ label: Int) -> Int {
    let place = Int(shares[index(layer, label, Int(groups[row]))])
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
