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
