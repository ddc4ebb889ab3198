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
    let mantissa = literal.utf8.prefix { $0 != UInt8(ascii: "e") && $0 != UInt8(ascii: "E") }
    let parts = mantissa.split(separator: UInt8(ascii: "."))
    let fractionDigits = parts.count == 2 ? parts[1].count : 0
    let digits = mantissa.compactMap(\.digit)
    let zeros = digits.reversed().prefix { $0 == 0 }.count
    let sign = mantissa.first == UInt8(ascii: "-") ? -1 : 1
    var significand = 0
    for digit in digits.dropLast(zeros) {
      guard let next = significand.times(10, plus: sign * digit) else { return nil }
      significand = next
    }
    let written = exponent(literal.utf8.dropFirst(mantissa.count + 1))
    return (significand, written + zeros - fractionDigits)
  }

  /// An exponent as written; beyond ±10¹² it stays there, which no number of digits makes up for.
  private func exponent(_ digits: Substring.UTF8View) -> Int {
    let magnitude = digits.reduce(0) { min($0 * 10 + ($1.digit ?? 0), 1_000_000_000_000) }
    return digits.first == UInt8(ascii: "-") ? -magnitude : magnitude
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
