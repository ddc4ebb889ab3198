/// A decimal number held exactly: ``units`` / 10^``decimals``, as far as 64 bits of digits go.
public struct ExactDecimal: Hashable, Sendable {
  /// The most digits after the point of a number that is written without an exponent: 10¹⁸ is the
  /// greatest power of ten in 64 bits.
  public static let mostDecimals = 18
  /// The largest exponent of ten, of either sign: beyond that of any double.
  public static let largestExponent = 400

  /// The number times 10^``decimals``.
  public let units: Int64
  /// The digits after the point, none of them a trailing zero; negative for a number of so many zeros
  /// before the point that it does not fit 64 bits.
  public let decimals: Int

  /// Creates `units` / 10^`decimals`; `decimals` is in −1000...1000.
  public init(units: Int64, decimals: Int = 0) {
    precondition((-1000...1000).contains(decimals), "an exponent of a double, and some more")
    var (units, decimals) = (units, units == 0 ? 0 : decimals)
    while decimals > 0 && units % 10 == 0 {
      units /= 10
      decimals -= 1
    }
    if decimals < 0, decimals >= -Self.mostDecimals {
      let (product, overflow) = units.multipliedReportingOverflow(by: Self.powerOfTen(-decimals))
      if !overflow { (units, decimals) = (product, 0) }
    }
    while decimals < 0 && units % 10 == 0 {
      units /= 10
      decimals -= 1
    }
    self.units = units
    self.decimals = decimals
  }

  /// Creates the number with the fewest digits that is read as a double; `nil` unless that is finite.
  public init?(_ double: Double) {
    guard double.isFinite else { return nil }
    self.init("\(double)")
  }

  /// Reads a number such as `-46.0` or `1e-3`, or nothing if the text is none or not exact here.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    var position = 0
    guard case .success(let number) = Self.read(bytes, &position), position == bytes.count else {
      return nil
    }
    self = number
  }

  /// The number times 10^`decimals`, unless that is no whole number of 64 bits.
  public func units(decimals: Int) -> Int64? {
    let zeros = decimals - self.decimals
    guard units != 0 else { return 0 }
    guard zeros >= 0, zeros <= Self.mostDecimals else { return nil }
    let (product, overflow) = units.multipliedReportingOverflow(
      by: Self.powerOfTen(zeros))
    return overflow ? nil : product
  }

  /// The number with the other sign, unless it is the one that has none.
  public var negated: ExactDecimal? {
    units == .min ? nil : ExactDecimal(units: -units, decimals: decimals)
  }

  /// Half the number, unless it has too many digits.
  public var half: ExactDecimal? {
    if units % 2 == 0 { return ExactDecimal(units: units / 2, decimals: decimals) }
    let (product, overflow) = units.multipliedReportingOverflow(by: 5)
    return overflow ? nil : ExactDecimal(units: product, decimals: decimals + 1)
  }

  /// The product, or the double next to it if 64 bits do not hold its digits.
  package func times(_ factor: ExactDecimal) -> ExactDecimal {
    let (product, overflow) = units.multipliedReportingOverflow(by: factor.units)
    if !overflow, (decimals + factor.decimals).magnitude <= Self.largestExponent {
      return ExactDecimal(units: product, decimals: decimals + factor.decimals)
    }
    return ExactDecimal(double * factor.double) ?? self
  }

  /// Twice the number, unless that overflows.
  public var doubled: ExactDecimal? {
    let (product, overflow) = units.multipliedReportingOverflow(by: 2)
    return overflow ? nil : ExactDecimal(units: product, decimals: decimals)
  }

  /// The double next to the number.
  public var double: Double {
    // Both exact, so the quotient is rounded once (10²² is the greatest power of ten that is exact).
    if units.magnitude < 1 << 53, (0...Self.mostDecimals).contains(decimals) {
      return Double(units) / Double(Self.powerOfTen(decimals))
    }
    return Double("\(units)e\(-decimals)") ?? .nan
  }

  /// 10^`exponent`, for an exponent in 0...18.
  package static func powerOfTen(_ exponent: Int) -> Int64 {
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }
}

extension ExactDecimal: CustomStringConvertible {
  /// The digits, as in `-0.5` or `33337`; with an exponent where 18 decimals are not enough, or 64 bits.
  public var description: String {
    guard (0...Self.mostDecimals).contains(decimals) else { return "\(units)e\(-decimals)" }
    return plain
  }

  /// All digits, whatever their number, for readers that know no exponents.
  package var plain: String {
    guard decimals > 0 else {
      return "\(units)" + String(repeating: "0", count: units == 0 ? 0 : -decimals)
    }
    let digits = "\(units.magnitude)"
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    return (units < 0 ? "-" : "") + padded.dropLast(decimals) + "." + padded.suffix(decimals)
  }
}

extension ExactDecimal {
  /// Why bytes are not a number that can be held.
  package enum Fault: Error {
    case notANumber
    case notExact
  }

  /// Reads the number that begins at a position and steps over it.
  package static func read(_ bytes: [UInt8], _ position: inout Int) -> Result<ExactDecimal, Fault> {
    let start = position
    var digits = Digits()
    let isNegative = position < bytes.count && bytes[position] == UInt8(ascii: "-")
    if isNegative || (position < bytes.count && bytes[position] == UInt8(ascii: "+")) {
      position += 1
    }
    let whole = digits.take(bytes, &position, isFraction: false)
    var fraction = 0
    if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
      position += 1
      fraction = digits.take(bytes, &position, isFraction: true)
    }
    guard whole + fraction > 0, let exponent = exponent(bytes, &position) else {
      position = start
      return .failure(.notANumber)
    }
    if let number = digits.number(isNegative: isNegative, exponent: exponent) {
      return .success(number)
    }
    guard let number = nearest(bytes[start..<position]) else {
      position = start
      return .failure(.notExact)
    }
    return .success(number)
  }

  /// The double next to digits that 64 bits do not hold, unless there is none.
  private static func nearest(_ digits: ArraySlice<UInt8>) -> ExactDecimal? {
    let text = String(decoding: digits, as: UTF8.self)
    let usual = String(text.map { $0 == "d" || $0 == "D" ? "e" : $0 })
    // A number that is not 0 may not become 0, which it would below 10^-324.
    guard let double = Double(usual), double.isFinite, double != 0 else { return nil }
    return ExactDecimal(double)
  }

  /// An exponent such as `e-3`, 0 if there is none, `nil` if it has no digits.
  private static func exponent(_ bytes: [UInt8], _ position: inout Int) -> Int? {
    // Fortran writes 1.5D+02.
    guard position < bytes.count, "ed".utf8.contains(bytes[position] | 0x20) else { return 0 }
    position += 1
    let isNegative = position < bytes.count && bytes[position] == UInt8(ascii: "-")
    if isNegative || (position < bytes.count && bytes[position] == UInt8(ascii: "+")) {
      position += 1
    }
    let start = position
    var exponent = 0
    while position < bytes.count, let digit = bytes[position].digit {
      // Beyond a million it stays there, which no number of digits makes up for.
      exponent = min(exponent * 10 + Int(digit), 1_000_000)
      position += 1
    }
    return position > start ? (isNegative ? -exponent : exponent) : nil
  }

  /// The digits read so far; zeros at the end wait until it is known that they count.
  private struct Digits {
    private var significand: Int64 = 0
    private var zeros = 0
    private var decimals = 0
    private var overflowed = false

    /// Reads digits and returns how many there were.
    mutating func take(_ bytes: [UInt8], _ position: inout Int, isFraction: Bool) -> Int {
      let start = position
      while position < bytes.count, let digit = bytes[position].digit {
        if isFraction { decimals += 1 }
        if digit == 0 { zeros += 1 } else { append(digit) }
        position += 1
      }
      return position - start
    }

    private mutating func append(_ digit: Int64) {
      guard let shifted = shifted(significand, by: significand == 0 ? 0 : zeros + 1) else {
        overflowed = true
        return
      }
      let (sum, overflow) = shifted.addingReportingOverflow(digit)
      overflowed = overflowed || overflow
      significand = sum
      zeros = 0
    }

    /// The number, if it can be held.
    func number(isNegative: Bool, exponent: Int) -> ExactDecimal? {
      guard !overflowed else { return nil }
      guard significand != 0 else { return ExactDecimal(units: 0) }
      let signed = isNegative ? -significand : significand
      let power = exponent + zeros - decimals
      guard power.magnitude <= ExactDecimal.largestExponent else { return nil }
      let number = ExactDecimal(units: signed, decimals: -power)
      return power < 280 || number.double.isFinite ? number : nil
    }

    private func shifted(_ value: Int64, by power: Int) -> Int64? {
      guard power <= ExactDecimal.mostDecimals else { return nil }
      let (product, overflow) = value.multipliedReportingOverflow(by: powerOfTen(power))
      return overflow ? nil : product
    }
  }
}

extension UInt8 {
  /// The value of an ASCII digit.
  package var digit: Int64? {
    let value = self &- UInt8(ascii: "0")
    return value < 10 ? Int64(value) : nil
  }
}
