/// What tells the rows of a layered model apart, and which labels and transitions are ruled out.
public struct RowRestrictions: Sendable {
  /// A label that the row rule never applies to, if there is one: rows that carry it are idle.
  public let idleLabel: Int?
  /// The label of each row in layer 0, if these are given; then no move changes that layer.
  public let origins: [Int]?
  /// The largest transition price that is no break of the row rule, if there is one.
  public let longestTransition: Int?
  /// The price of a label that its row may not carry in its layer, ≥ 0.
  public let misfitWeight: Int
  /// How many rows of a group should carry a label in a layer, where that is asked for.
  public let groups: RowGroups?
  /// The most that the transitions of each row should add up to, if there is a limit.
  public let longestRow: Int?
  /// The price of each unit by which a row exceeds `longestRow`, ≥ 0.
  public let excessWeight: Int
  /// Whether a label is a misfit, at (row · L + layer) · K + label; empty if none is.
  @usableFromInline let misfits: AlignedArray<Bool>

  /// Creates restrictions for a model of so many rows, layers and labels; `isMisfit` says whether a
  /// row may not carry a label in a layer.
  public init(
    rowCount: Int, layerCount: Int, labelCount: Int, idleLabel: Int? = nil, origins: [Int]? = nil,
    longestTransition: Int? = nil, misfitWeight: Int, groups: RowGroups? = nil,
    longestRow: Int? = nil, excessWeight: Int = 0,
    isMisfit: (_ row: Int, _ layer: Int, _ label: Int) -> Bool
  ) {
    precondition(misfitWeight >= 0 && excessWeight >= 0, "penalty weights are not negative")
    precondition(origins.map { $0.count == rowCount } ?? true, "every row has an origin")
    self.idleLabel = idleLabel
    self.origins = origins
    self.longestTransition = longestTransition
    self.misfitWeight = misfitWeight
    self.groups = groups
    self.longestRow = longestRow
    self.excessWeight = excessWeight
    misfits = AlignedArray(repeating: false, count: rowCount * layerCount * labelCount) { target in
      for cell in 0..<rowCount * layerCount {
        for label in 0..<labelCount {
          target[cell * labelCount + label] =
            isMisfit(cell / layerCount, cell % layerCount, label)
        }
      }
    }
  }

  /// Whether a label is a misfit, at (row · L + layer) · K + label; valid as long as this value is.
  @inlinable
  public var misfitTable: UnsafeBufferPointer<Bool> { misfits.elements }
}

/// Rows in groups, and how many of a group should carry a label in a layer.
public struct RowGroups: Sendable {
  /// A group's share of the rows that carry a label in a layer.
  public struct Share: Hashable, Sendable {
    /// The layer.
    public let layer: Int
    /// The label.
    public let label: Int
    /// The group.
    public let group: Int
    /// So many rows of the group are wanted.
    public let wanted: ClosedRange<Int>

    /// Creates a share.
    public init(layer: Int, label: Int, group: Int, wanted: ClosedRange<Int>) {
      self.layer = layer
      self.label = label
      self.group = group
      self.wanted = wanted
    }

    /// The squared distance of a number of rows from those wanted.
    @inlinable
    public func deviation(_ count: Int) -> Int {
      let distance = max(wanted.lowerBound - count, count - wanted.upperBound, 0)
      return distance * distance
    }
  }

  /// The group of each row, if it has one.
  public let groupOfRow: [Int?]
  /// The shares; those of different layers, labels or groups.
  public let shares: [Share]

  /// Creates groups of rows.
  public init(groupOfRow: [Int?], shares: [Share]) {
    self.groupOfRow = groupOfRow
    self.shares = shares
  }

  /// How many rows of each share's group carry its label in its layer.
  public func counts(in state: LayeredState) -> [Int] {
    shares.map { share in
      groupOfRow.indices.count {
        groupOfRow[$0] == share.group && state[$0, share.layer] == share.label
      }
    }
  }

  /// The summed squared deviation from all shares.
  public func deviation(of state: LayeredState) -> Int {
    zip(shares, counts(in: state)).reduce(0) { $0 + $1.0.deviation($1.1) }
  }
}

extension LayeredModel {
  /// Whether a row may not carry a label in a layer.
  @inlinable
  public func isMisfit(_ label: Int, row: Int, layer: Int) -> Bool {
    guard let restrictions else { return false }
    return restrictions.misfits[(row * layerCount + layer) * labelCount + label]
  }

  /// Whether following one label by another is a break.
  @inlinable
  public func isTooLong(_ from: Int, _ to: Int) -> Bool {
    guard let longest = restrictions?.longestTransition else { return false }
    return transition(from, to) > longest
  }

  /// Whether the row rule never applies to a label.
  @inlinable
  public func isIdle(_ label: Int) -> Bool { restrictions?.idleLabel == label }

  /// The first layer that moves may change.
  @inlinable
  public var firstFreeLayer: Int { restrictions?.origins == nil ? 0 : 1 }
}
