/// A number as written in a JSON document; conversions are exact or fail.
package struct JSONNumber: Sendable {
  /// The digits, as RFC 8259 allows them.
  package let literal: String

  /// The number, if it is whole and fits.
  package var integer: Int? { scaled(byPowerOfTen: 0) }

  /// The nearest floating-point number, if there is a finite one.
  package var double: Double? { Double(literal).flatMap { $0.isFinite ? $0 : nil } }

  /// The number · 10^`power`, if that is whole and fits.
  package func scaled(byPowerOfTen power: Int) -> Int? {
    guard let (significand, exponent) = decimal else { return nil }
    guard significand != 0 else { return 0 }
    guard (0...18).contains(exponent + power) else { return nil }
    var result = significand
    for _ in 0..<exponent + power {
      guard let product = result.times(10, plus: 0) else { return nil }
      result = product
    }
    return result
  }

  /// The number as significand · 10^exponent, the significand not divisible by ten.
  private var decimal: (significand: Int, exponent: Int)? {
    let sign = literal.utf8.first == UInt8(ascii: "-") ? -1 : 1
    var (significand, zeros, fractionDigits) = (0, 0, 0)
    var isFraction = false
    var rest = literal.utf8.makeIterator()
    while let byte = rest.next(), byte | 0x20 != UInt8(ascii: "e") {
      if byte == UInt8(ascii: ".") { isFraction = true }
      guard let digit = byte.digit else { continue }
      fractionDigits += isFraction ? 1 : 0
      // Zeros count where another digit follows.
      guard digit != 0 else {
        zeros += 1
        continue
      }
      for _ in 0..<(significand == 0 ? 0 : zeros) {
        guard let shifted = significand.times(10, plus: 0) else { return nil }
        significand = shifted
      }
      guard let next = significand.times(10, plus: sign * digit) else { return nil }
      (significand, zeros) = (next, 0)
    }
    return (significand, exponent(rest) + zeros - fractionDigits)
  }

  /// An exponent as written; beyond ±10¹² it stays there, which no number of digits makes up for.
  private func exponent(_ rest: String.UTF8View.Iterator) -> Int {
    var (magnitude, sign) = (0, 1)
    for byte in IteratorSequence(rest) {
      if byte == UInt8(ascii: "-") { sign = -1 }
      magnitude = min(magnitude * 10 + (byte.digit ?? 0), 1_000_000_000_000)
    }
    return sign * magnitude
  }
}

extension Int {
  /// The number · `factor` + `summand`, unless that overflows.
  fileprivate func times(_ factor: Int, plus summand: Int) -> Int? {
    let (product, overflow) = multipliedReportingOverflow(by: factor)
    let (sum, carry) = product.addingReportingOverflow(summand)
    return overflow || carry ? nil : sum
  }
}

extension UInt8 {
  /// The value of an ASCII digit.
  fileprivate var digit: Int? {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) ? Int(self - UInt8(ascii: "0")) : nil
  }
}
