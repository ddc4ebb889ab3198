extension LinearProgram {
  /// The least whole number that any values cost, in whole numbers and hence without tolerances.
  ///
  /// Any y is a bound, by weak duality: min Σ dⱼxⱼ over the columns' bounds, with d = c − yᵀA, plus y
  /// times the sides of the rows that it presses against. So a solver's duals need not be exact; they are
  /// taken in units of 2⁻²⁶, and all that follows is whole (Neumaier & Shcherbina 2004,
  /// doi:10.1007/s10107-003-0433-3, with integers for intervals).
  ///
  /// - Parameter rowDuals: One per row, of the program without the demand for whole numbers.
  /// - Returns: `nil` if a number of the program is not whole, or too large, or the duals prove nothing.
  public func wholeBound(rowDuals: [Double]) -> Int? {
    guard rowDuals.count == rowCount else { return nil }
    var reduced: [Int128] = []
    reduced.reserveCapacity(columnCount)
    for cost in costs {
      guard let cost = Self.whole(cost) else { return nil }
      reduced.append(cost << Self.shift)
    }
    var bound: Int128 = 0
    for row in 0..<rowCount {
      guard abs(rowDuals[row]) < 0x1p40 else { return nil }
      let dual = Int128((rowDuals[row] * 0x1p26).rounded())
      guard dual != 0 else { continue }
      let side = dual > 0 ? rowLowerBounds[row] : rowUpperBounds[row]
      // A row without that side does not press from there: its dual is not taken.
      guard side.isFinite else { continue }
      guard let side = Self.whole(side) else { return nil }
      bound += dual * side
      for term in Int(rowStarts[row])..<Int(rowStarts[row + 1]) {
        guard let coefficient = Self.whole(coefficients[term]) else { return nil }
        reduced[Int(termColumns[term])] -= dual * coefficient
      }
    }
    for column in 0..<columnCount where reduced[column] != 0 {
      let side = reduced[column] > 0 ? lowerBounds[column] : upperBounds[column]
      guard let side = Self.whole(side) else { return nil }
      bound += reduced[column] * side
    }
    let unit: Int128 = 1 << Self.shift
    let (quotient, rest) = bound.quotientAndRemainder(dividingBy: unit)
    return Int(exactly: rest > 0 ? quotient + 1 : quotient)
  }

  private static let shift: Int128 = 26

  /// A whole number of less than 2⁵³; sums of a hundred million products of two then fit 128 bits.
  private static func whole(_ number: Double) -> Int128? {
    guard abs(number) < 0x1p53, number == number.rounded() else { return nil }
    return Int128(number)
  }
}
