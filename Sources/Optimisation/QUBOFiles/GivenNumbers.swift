import QUBOModel

/// The numbers of a file as doubles, where a model of whole units holds them only rounded.
///
/// Energies are the sums of these doubles, each rounded once, so that they depend on no order and on no
/// scale.
struct GivenNumbers: Sendable {
  let list: CoefficientList
  let meaning: ParsedModel.Meaning

  /// What the file's value of an assignment is.
  func value(of assignment: BitVector) -> ExactDecimal {
    var sum = DoubleSum()
    sum.add(list.constant.double)
    for (number, entry) in list.entries.enumerated() {
      let sign = meaning.factor(
        assignment[Int(entry.i)], assignment[Int(entry.j)], entry.i == entry.j)
      if sign != 0 { sum.add(Double(sign) * list.value(of: number).double) }
    }
    return ExactDecimal(sum.rounded) ?? list.constant
  }
}

extension ParsedModel.Meaning {
  /// What an entry is multiplied by at given values of its variables.
  func factor(_ x: Bool, _ y: Bool, _ isSingle: Bool) -> Int {
    switch self {
    case .cut: x != y ? 1 : 0
    case .symmetric: x && y ? (isSingle ? 1 : 2) : 0
    case .polynomial: x && y ? 1 : 0
    case .spin: isSingle ? (x ? 1 : -1) : (x == y ? 1 : -1)
    }
  }

  /// The largest magnitude of that factor.
  func largestFactor(_ isSingle: Bool) -> Double { self == .symmetric && !isSingle ? 2 : 1 }

  /// How much an entry adds to the sum that ``QUBOModel/QUBO`` limits, in multiples of its magnitude:
  /// linear parts once, the pair's part from both ends, and the constant.
  func weightInRange(_ isSingle: Bool) -> Double {
    switch self {
    case .cut: 6
    case .symmetric: isSingle ? 1 : 4
    case .polynomial: isSingle ? 1 : 2
    case .spin: isSingle ? 3 : 13
    }
  }
}

/// A sum of doubles without error until it is rounded once.
///
/// Shewchuk 1997, doi:10.1007/PL00009321: the sum is kept as doubles that do not overlap, the least
/// first; ``rounded`` adds them from the greatest down.
struct DoubleSum {
  private var parts: [Double] = []

  mutating func add(_ term: Double) {
    var (rest, kept) = (term, 0)
    for part in parts {
      let (large, small) = rest.magnitude < part.magnitude ? (part, rest) : (rest, part)
      let sum = large + small
      let error = small - (sum - large)
      if error != 0 {
        parts[kept] = error
        kept += 1
      }
      rest = sum
    }
    parts.removeSubrange(kept...)
    parts.append(rest)
  }

  /// The double next to the sum.
  var rounded: Double {
    guard var sum = parts.last else { return 0 }
    var error = 0.0
    var index = parts.count - 1
    while index > 0, error == 0 {
      index -= 1
      let before = sum
      sum = before + parts[index]
      error = parts[index] - (sum - before)
    }
    // Halfway between two doubles, the parts below decide.
    if index > 0, error != 0, (error < 0) == (parts[index - 1] < 0) {
      let twice = error * 2
      let next = sum + twice
      if next - sum == twice { sum = next }
    }
    return sum
  }
}
