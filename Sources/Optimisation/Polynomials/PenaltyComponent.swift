/// Bits of a penalty that no term joins to other bits, and the penalty's terms over them.
///
/// The penalty is the sum over its components, and least where each of them is.
struct PenaltyComponent {
  /// The bits, in increasing order.
  let bits: [Int]
  /// The terms, over places in ``bits``.
  let terms: [BitPolynomial.Term]

  /// What is known of a component.
  struct Finding {
    /// Its least value, in units.
    let least: Int64
    /// A weight above this makes some repair of every state that is not least pay.
    let ratio: RepairRatio
  }

  /// More bits are not enumerated.
  static let mostEnumerated = 16

  /// The least value and the ratio, or nothing if no method here can tell.
  func finding(_ rises: FlipRises) -> Finding? {
    if let counting { return finding(counting, rises) }
    if terms.allSatisfy({ $0.coefficient > 0 }) { return conflicts(rises) }
    return bits.count <= Self.mostEnumerated ? enumerated(rises) : nil
  }

  /// The components of a penalty.
  static func all(of penalty: BitPolynomial) -> [PenaltyComponent] {
    var parent = Array(0..<penalty.variableCount)
    func root(_ bit: Int) -> Int {
      var bit = bit
      while parent[bit] != bit {
        parent[bit] = parent[parent[bit]]
        bit = parent[bit]
      }
      return bit
    }
    for term in penalty.terms {
      for bit in term.bits { parent[root(bit)] = root(term.bits[0]) }
    }
    let groups = Dictionary(grouping: penalty.terms) { root($0.bits[0]) }
    return groups.values.map { PenaltyComponent($0) }.sorted { $0.bits[0] < $1.bits[0] }
  }

  private init(_ terms: [BitPolynomial.Term]) {
    let bits = Set(terms.flatMap(\.bits)).sorted()
    let places = Dictionary(uniqueKeysWithValues: bits.enumerated().map { ($1, $0) })
    self.bits = bits
    self.terms = terms.map { term in
      BitPolynomial.Term(term.bits.compactMap { places[$0] }, term.coefficient)
    }
  }
}

// MARK: - Penalties that count: a(Σx − r)², and the like

extension PenaltyComponent {
  /// A quadratic penalty that depends on the number of ones only.
  private struct Counting {
    let single: Int64
    let pair: Int64

    /// Its value where `count` bits are 1, unless that does not fit.
    func value(_ count: Int) -> Int64? {
      let count = Int64(count)
      let singles = single.multipliedReportingOverflow(by: count)
      let pairs = pair.multipliedReportingOverflow(by: count * (count - 1) / 2)
      let sum = singles.partialValue.addingReportingOverflow(pairs.partialValue)
      return singles.overflow || pairs.overflow || sum.overflow ? nil : sum.partialValue
    }
  }

  private var counting: Counting? {
    let singles = terms.filter { $0.bits.count == 1 }
    let pairs = terms.filter { $0.bits.count == 2 }
    let count = bits.count
    guard singles.count + pairs.count == terms.count, pairs.count == count * (count - 1) / 2,
      singles.isEmpty || singles.count == count,
      Set(singles.map(\.coefficient)).count <= 1, Set(pairs.map(\.coefficient)).count <= 1,
      pairs.allSatisfy({ $0.coefficient > 0 })
    else { return nil }
    return Counting(
      single: singles.first?.coefficient ?? 0, pair: pairs.first?.coefficient ?? 0)
  }

  /// The value is convex in the number of ones, so that a flip towards the least one pays.
  ///
  /// The state to fear is that in which only the dearest flips are left.
  private func finding(_ counting: Counting, _ rises: FlipRises) -> Finding? {
    let values = (0...bits.count).compactMap(counting.value)
    guard values.count == bits.count + 1, let least = values.min() else { return nil }
    let clearing = bits.map { rises.clearing[$0] }.sorted(by: >)
    let setting = bits.map { rises.setting[$0] }.sorted(by: >)
    var ratio = RepairRatio.zero
    for (ones, value) in values.enumerated() where value > least {
      var repairs: [RepairRatio] = []
      if ones > 0, values[ones - 1] < value {
        repairs.append(RepairRatio(rise: clearing[ones - 1], fall: value - values[ones - 1]))
      }
      if ones < bits.count, values[ones + 1] < value {
        repairs.append(
          RepairRatio(rise: setting[bits.count - ones - 1], fall: value - values[ones + 1]))
      }
      guard let best = repairs.min() else { return nil }
      ratio = max(ratio, best)
    }
    return Finding(least: least, ratio: ratio)
  }
}

// MARK: - Penalties of conflicts: terms that must not be

extension PenaltyComponent {
  /// Where all coefficients are positive, clearing a bit of a term that is there never adds penalty, and
  /// takes away the term's at least.
  private func conflicts(_ rises: FlipRises) -> Finding {
    var ratio = RepairRatio.zero
    for term in terms {
      let rise = term.bits.map { rises.clearing[bits[$0]] }.min() ?? 0
      ratio = max(ratio, RepairRatio(rise: rise, fall: term.coefficient))
    }
    return Finding(least: 0, ratio: ratio)
  }
}

// MARK: - Small penalties: all states

extension PenaltyComponent {
  /// Every state that is not least is repaired by the flip that pays best, or else by going to the least
  /// state for which the flips add least.
  private func enumerated(_ rises: FlipRises) -> Finding {
    let values = (0..<1 << bits.count).map(value(ofState:))
    let least = values.min() ?? 0
    let leastStates = values.indices.filter { values[$0] == least }
    var ratio = RepairRatio.zero
    for (state, value) in values.enumerated() where value > least {
      var best: RepairRatio?
      for place in bits.indices where values[state ^ 1 << place] < value {
        let repair = RepairRatio(
          rise: rise(from: state, flipping: 1 << place, rises),
          fall: value - values[state ^ 1 << place])
        best = min(best ?? repair, repair)
      }
      // A whole repair is looked for only where no flip pays: the states are squared.
      if best == nil {
        let rise = leastStates.lazy.map { self.rise(from: state, flipping: state ^ $0, rises) }
          .min()
        best = rise.map { RepairRatio(rise: $0, fall: value - least) }
      }
      if let best { ratio = max(ratio, best) }
    }
    return Finding(least: least, ratio: ratio)
  }

  private func value(ofState state: Int) -> Int64 {
    terms.reduce(0) { sum, term in
      term.bits.allSatisfy { state >> $0 & 1 == 1 } ? sum + term.coefficient : sum
    }
  }

  /// The most that these flips add to the objective, one after another.
  private func rise(from state: Int, flipping flips: Int, _ rises: FlipRises) -> Int64 {
    bits.indices.reduce(0) { sum, place in
      guard flips >> place & 1 == 1 else { return sum }
      let bit = bits[place]
      return sum + (state >> place & 1 == 1 ? rises.clearing[bit] : rises.setting[bit])
    }
  }
}
