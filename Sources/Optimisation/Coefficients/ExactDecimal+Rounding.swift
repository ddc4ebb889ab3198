extension ExactDecimal {
  /// The number in units of 10^−`decimals`, to the nearest, and the magnitude of the error in units;
  /// `nil` if 64 bits do not hold it.
  package func rounded(to decimals: Int) -> (units: Int64, error: Double)? {
    let zeros = decimals - self.decimals
    guard zeros < 0, units != 0 else { return units(decimals: decimals).map { ($0, 0) } }
    guard -zeros <= Self.mostDecimals else {
      // Less than a unit: 2⁶³ < 10¹⁹.
      return (0, Double(units.magnitude) * ExactDecimal(units: 1, decimals: -zeros).double)
    }
    let power = Self.powerOfTen(-zeros)
    let (quotient, rest) = units.quotientAndRemainder(dividingBy: power)
    let isUp = rest.magnitude > power.magnitude - rest.magnitude
    let distance = isUp ? power.magnitude - rest.magnitude : rest.magnitude
    return (quotient + (isUp ? units.signum() : 0), Double(distance) / Double(power))
  }
}
