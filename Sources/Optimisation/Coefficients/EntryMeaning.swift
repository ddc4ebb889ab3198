/// What an entry v of a pair i ≠ j, or of one variable, adds to the value.
package enum EntryMeaning: Sendable {
  /// v where i and j differ: the weight of an edge in a cut.
  case cut
  /// 2v xᵢxⱼ, or v xᵢ: an entry of a symmetric matrix listed once.
  case symmetric
  /// v xᵢxⱼ, or v xᵢ.
  case polynomial
  /// v sᵢsⱼ, or v sᵢ, with s = 2x − 1.
  case spin
}

extension EntryMeaning {
  /// What an entry is multiplied by at given values of its variables.
  package func factor(_ x: Bool, _ y: Bool, _ isSingle: Bool) -> Int {
    switch self {
    case .cut: x != y ? 1 : 0
    case .symmetric: x && y ? (isSingle ? 1 : 2) : 0
    case .polynomial: x && y ? 1 : 0
    case .spin: isSingle ? (x ? 1 : -1) : (x == y ? 1 : -1)
    }
  }

  /// The largest magnitude of that factor.
  package func largestFactor(_ isSingle: Bool) -> Double { self == .symmetric && !isSingle ? 2 : 1 }

  /// How much an entry adds to the sum that ``QUBOModel/QUBO`` limits, in multiples of its magnitude:
  /// linear parts once, the pair's part from both ends, and the constant.
  package func weightInRange(_ isSingle: Bool) -> Double {
    switch self {
    case .cut: 6
    case .symmetric: isSingle ? 1 : 4
    case .polynomial: isSingle ? 1 : 2
    case .spin: isSingle ? 3 : 13
    }
  }
}
