/// The numbers of a file in whole units, exact or rounded to the nearest.
package struct UnitList {
  /// The entries in units; `nil` if they are those of the list.
  package let entries: ContiguousArray<Int64>?
  /// The constant in units.
  package let constant: Int64
  /// Units in an energy of 1 as a model counts them: 1 where that is no power of ten in 64 bits.
  package let unitsPerOne: Int
  /// No energy is further than this from the sum of the file's doubles.
  package let largestError: Double

  /// The numbers of a list that has a common unit.
  package init(exactly list: CoefficientList) {
    entries = nil
    constant = list.constant.units(decimals: list.decimals) ?? 0
    unitsPerOne = Int(ExactDecimal.powerOfTen(list.decimals))
    largestError = 0
  }

  /// The numbers rounded to units of 10^−`decimals`, or nothing if one does not fit.
  package init?(rounding list: CoefficientList, to decimals: Int, _ meaning: EntryMeaning) {
    guard let first = list.constant.rounded(to: decimals) else { return nil }
    var (errors, magnitudes) = (first.error, list.constant.double.magnitude)
    var entries = ContiguousArray<Int64>()
    entries.reserveCapacity(list.entries.count)
    for (number, entry) in list.entries.enumerated() {
      let value = list.value(of: number)
      guard let (units, error) = value.rounded(to: decimals) else { return nil }
      let factor = meaning.largestFactor(entry.i == entry.j)
      entries.append(units)
      errors += factor * error
      magnitudes += factor * value.double.magnitude
    }
    self.entries = entries
    constant = first.units
    unitsPerOne =
      (0...ExactDecimal.mostDecimals).contains(decimals)
      ? Int(ExactDecimal.powerOfTen(decimals)) : 1
    let unit = ExactDecimal(units: 1, decimals: decimals).double
    // A double differs from the digits that it is written with by half of 2⁻⁵² of it. Sums of
    // doubles are made larger by a millionth, far more than what they lose.
    largestError = errors == 0 ? 0 : (errors * unit + magnitudes * 0x1p-53) * (1 + 1e-6)
  }

  /// The most decimals at which all energies fit 64 bits, or a few more; `nil` if energies may be
  /// larger than any double.
  package static func finestDecimals(_ list: CoefficientList, _ meaning: EntryMeaning) -> Int? {
    // Sums in units of 2⁴⁰, so that weights do not lead beyond the largest double.
    var (largest, total) = (
      list.constant.double.magnitude, list.constant.double.magnitude * 0x1p-40
    )
    for (number, entry) in list.entries.enumerated() {
      let magnitude = list.value(of: number).double.magnitude
      largest += meaning.largestFactor(entry.i == entry.j) * magnitude
      total += meaning.weightInRange(entry.i == entry.j) * (magnitude * 0x1p-40)
    }
    guard largest.isFinite else { return nil }
    // The largest d with total · 10^d ≤ 2²².
    var decimals = -ExactDecimal.largestExponent
    var step = 512
    while step > 0 {
      let next = ExactDecimal(units: 1 << 22, decimals: decimals + step).double
      // Below the least double, one unit is less than any number.
      if decimals + step <= 342, total <= next { decimals += step }
      step /= 2
    }
    return decimals
  }
}
