/// A quadratic function seen only at its one-hot states: rows that carry one label in each layer.
///
/// Where every variable says "row r carries label k in layer l" and exactly one of a group (r, l)
/// is 1, third-generation Digital Annealers offer moves that keep the groups (one-way one-hot) and
/// the number of rows per label and layer (two-way one-hot). This type is the function as those
/// moves see it. Each move then costs a handful of look-ups, whatever the number of variables.
///
///     E(s) = Σ_r Σ_l transition(s[r, l−1] → s[r, l])
///          + totalsWeight · Σ_l Σ_k (rows with label k in layer l − totals[l][k])²
///          + ruleWeight · (breaks of the row rule)
///
/// All rows are alike: exchanging two whole rows never changes E, unless there are restrictions,
/// which add terms of their own.
public struct LayeredModel: Sendable {
  /// A rule on the sequence of labels that a row carries.
  public enum RowRule: Hashable, Sendable {
    /// Any sequence is allowed.
    case free
    /// Labels two layers apart differ; each pair of layers that breaks it counts once.
    case noEcho
    /// No label stays for more than `limit` ≥ 1 layers; each longer window counts once.
    case longestRun(limit: Int)
  }

  /// The number of layers, L ≥ 1.
  public let layerCount: Int
  /// The number of rows, R ≥ 1.
  public let rowCount: Int
  /// The number of labels, K in 1...2¹⁶.
  public let labelCount: Int
  /// How many rows should carry each label in each layer: L rows of K.
  public let totals: [[Int]]
  /// The rule on each row's sequence of labels.
  public let rule: RowRule
  /// The price of one unit of squared deviation from `totals`, ≥ 0.
  public let totalsWeight: Int
  /// The price of one break of `rule`, ≥ 0.
  public let ruleWeight: Int
  /// What tells rows apart, if anything does.
  public let restrictions: RowRestrictions?
  /// The price of following label a by label b, at a · K + b.
  @usableFromInline let transitions: AlignedArray<Int32>

  /// Creates a model; `transition` prices following one label by another in the next layer.
  ///
  /// - Precondition: Each layer's totals are ≥ 0 and add up to `rowCount`; restrictions fit them.
  public init(
    rowCount: Int, totals: [[Int]], rule: RowRule, totalsWeight: Int, ruleWeight: Int,
    restrictions: RowRestrictions? = nil, transition: (_ from: Int, _ to: Int) -> Int32
  ) {
    let labelCount = totals.first?.count ?? 0
    precondition(rowCount >= 1 && (1...1 << 16).contains(labelCount), "a model has rows and labels")
    precondition(
      totals.allSatisfy { $0.count == labelCount && $0.reduce(0, +) == rowCount },
      "totals add up to the rows")
    precondition(totalsWeight >= 0 && ruleWeight >= 0, "penalty weights are not negative")
    layerCount = totals.count
    self.rowCount = rowCount
    self.labelCount = labelCount
    self.totals = totals
    self.rule = rule
    self.totalsWeight = totalsWeight
    self.ruleWeight = ruleWeight
    self.restrictions = restrictions
    transitions = AlignedArray(
      (0..<labelCount * labelCount).map { transition($0 / labelCount, $0 % labelCount) })
  }

  /// The price of following one label by another.
  @inlinable
  public func transition(_ from: Int, _ to: Int) -> Int {
    Int(transitions[from * labelCount + to])
  }

  /// All prices, that of following a by b at a · K + b; valid as long as the model is.
  @inlinable
  public var transitionPrices: UnsafeBufferPointer<Int32> { transitions.elements }
}

/// What a state costs, part by part.
public struct LayeredCost: Hashable, Sendable {
  /// The price of all transitions.
  public var transitions: Int
  /// The summed squared deviation from the totals, and from groups' shares of them.
  public var deviation: Int
  /// The number of breaks of the row rule, and of transitions that are too long.
  public var breaks: Int
  /// The number of labels that their rows may not carry in their layers.
  public var misfits: Int
  /// By how much rows exceed the most that their transitions should add up to, summed.
  public var excess: Int

  /// Creates a cost from its parts.
  @inlinable
  public init(
    transitions: Int = 0, deviation: Int = 0, breaks: Int = 0, misfits: Int = 0, excess: Int = 0
  ) {
    self.transitions = transitions
    self.deviation = deviation
    self.breaks = breaks
    self.misfits = misfits
    self.excess = excess
  }

  /// How much of totals, rule and restrictions is not kept; 0 if all is.
  @inlinable
  public var violation: Int { deviation + breaks + misfits + excess }
  /// Whether totals, rule and restrictions are kept.
  @inlinable
  public var isValid: Bool { violation == 0 }

  /// Adds the parts of a change.
  @inlinable
  public static func += (cost: inout Self, change: Self) {
    cost.transitions += change.transitions
    cost.deviation += change.deviation
    cost.breaks += change.breaks
    cost.misfits += change.misfits
    cost.excess += change.excess
  }
}

extension LayeredModel {
  /// E of a cost in this model's weights.
  @inlinable
  public func energy(_ cost: LayeredCost) -> Int {
    cost.transitions + totalsWeight * cost.deviation + ruleWeight * cost.breaks
      + (restrictions?.misfitWeight ?? 0) * cost.misfits
      + (restrictions?.excessWeight ?? 0) * cost.excess
  }

  /// The cost of a state, from scratch.
  public func cost(of state: LayeredState) -> LayeredCost {
    var cost = LayeredCost()
    for row in 0..<rowCount {
      for layer in 0..<layerCount {
        if layer >= 1 {
          let (from, to) = (state[row, layer - 1], state[row, layer])
          cost.transitions += transition(from, to)
          if isTooLong(from, to) { cost.breaks += 1 }
        }
        if isMisfit(state[row, layer], row: row, layer: layer) { cost.misfits += 1 }
        if breaksRule(state, row: row, endingAt: layer) { cost.breaks += 1 }
      }
      if let longest = restrictions?.longestRow {
        cost.excess += max(0, transitions(of: row, in: state) - longest)
      }
    }
    cost.deviation += restrictions?.groups?.deviation(of: state) ?? 0
    for (layer, wanted) in totals.enumerated() {
      for (count, total) in zip(state.counts(inLayer: layer, labelCount: labelCount), wanted) {
        cost.deviation += (count - total) * (count - total)
      }
    }
    return cost
  }

  /// What the transitions of a row add up to.
  public func transitions(of row: Int, in state: LayeredState) -> Int {
    (1..<max(1, layerCount)).reduce(0) {
      $0 + transition(state[row, $1 - 1], state[row, $1])
    }
  }

  /// A state with the wanted totals: labels in order down the rows of each layer.
  ///
  /// With restrictions, rows with few labels to choose from choose first.
  public var orderedState: LayeredState {
    var state = LayeredState(rowCount: rowCount, layerCount: layerCount)
    for (layer, wanted) in totals.enumerated() {
      for (row, label) in labels(inLayer: layer, wanted).enumerated() { state[row, layer] = label }
    }
    return state
  }

  private func labels(inLayer layer: Int, _ wanted: [Int]) -> [Int] {
    let inOrder = wanted.enumerated().flatMap { Array(repeating: $0, count: $1) }
    guard let restrictions else { return inOrder }
    if layer == 0, let origins = restrictions.origins { return origins }
    var left = wanted
    let choices = (0..<rowCount).map { row in
      wanted.indices.filter { wanted[$0] > 0 && !isMisfit($0, row: row, layer: layer) }
    }
    var labels = Array(repeating: -1, count: rowCount)
    for row in (0..<rowCount).sorted(by: { (choices[$0].count, $0) < (choices[$1].count, $1) }) {
      guard let label = choices[row].first(where: { left[$0] > 0 }) else { continue }
      labels[row] = label
      left[label] -= 1
    }
    var rest = left.enumerated().flatMap { Array(repeating: $0, count: $1) }[...]
    return labels.map { $0 >= 0 ? $0 : rest.removeFirst() }
  }

  /// Whether the last layer of a window that breaks the row rule is `layer`.
  public func breaksRule(_ state: LayeredState, row: Int, endingAt layer: Int) -> Bool {
    switch rule {
    case .free: false
    case .noEcho:
      layer >= 2 && state[row, layer - 2] == state[row, layer] && !isIdle(state[row, layer])
    case .longestRun(let limit):
      layer >= limit && !isIdle(state[row, layer])
        && (layer - limit..<layer).allSatisfy { state[row, $0] == state[row, layer] }
    }
  }
}

/// A label for each row and layer.
public struct LayeredState: Hashable, Sendable {
  /// The number of rows.
  public let rowCount: Int
  /// The number of layers.
  public let layerCount: Int
  /// Labels, row-major: row · `layerCount` + layer, so that a row's sequence is contiguous.
  @usableFromInline var labels: [UInt16]

  /// Creates a state with label 0 everywhere.
  public init(rowCount: Int, layerCount: Int) {
    self.rowCount = rowCount
    self.layerCount = layerCount
    labels = Array(repeating: 0, count: rowCount * layerCount)
  }

  /// The label of a row in a layer, in 0..<2¹⁶.
  @inlinable
  public subscript(row: Int, layer: Int) -> Int {
    get { Int(labels[row * layerCount + layer]) }
    set { labels[row * layerCount + layer] = UInt16(truncatingIfNeeded: newValue) }
  }

  /// The number of rows that carry each label in a layer.
  public func counts(inLayer layer: Int, labelCount: Int) -> [Int] {
    var counts = Array(repeating: 0, count: labelCount)
    for row in 0..<rowCount { counts[self[row, layer]] += 1 }
    return counts
  }
}
