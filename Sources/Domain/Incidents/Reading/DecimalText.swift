/// Reads a decimal number such as `-87.62951`.
///
/// With at most 15 digits and 22 decimals, numerator and power of ten are exact, and so one division
/// rounds correctly (Clinger 1990, doi:10.1145/93542.93557); anything longer takes the slow way.
package func decimal(_ cell: ArraySlice<UInt8>) -> Double? {
  var (mantissa, digits, decimals, isNegative, hasPoint) = (0, 0, 0, false, false)
  for (position, byte) in cell.enumerated() {
    switch byte {
    case 0x30...0x39:
      mantissa = mantissa * 10 + Int(byte - 0x30)
      digits += 1
      if hasPoint { decimals += 1 }
      if digits > 15 { return slowDecimal(cell) }
    case 0x2d where position == 0: isNegative = true
    case 0x2b where position == 0: break
    case 0x2e where !hasPoint: hasPoint = true
    default: return slowDecimal(cell)
    }
  }
  guard digits > 0 else { return nil }
  let value = Double(mantissa) / powersOfTen[decimals]
  return isNegative ? -value : value
}

private let powersOfTen: [Double] = (0..<15).reduce(into: [1]) { powers, power in
  powers.append(powers[power] * 10)
}

private func slowDecimal(_ cell: ArraySlice<UInt8>) -> Double? {
  guard let value = Double(String(decoding: cell, as: UTF8.self)), value.isFinite else {
    return nil
  }
  return value
}
