import Coefficients
import Foundation
import QUBOFiles
import QUBOModel
import RandomStreams
import Testing

@Suite("An exact decimal, beside arithmetic on digits,")
struct DecimalOracleTests {
  /// A number as a person would note it: sign, digits without zeros at either end, power of ten.
  private struct Digits {
    let isNegative: Bool
    let digits: String
    let exponent: Int

    init(isNegative: Bool, whole: String, fraction: String, exponent: Int) {
      let all = (whole + fraction).drop { $0 == "0" }
      let kept = all.reversed().drop { $0 == "0" }.reversed()
      self.isNegative = isNegative && !kept.isEmpty
      digits = String(kept)
      self.exponent = exponent - fraction.count + all.count - kept.count
    }

    /// The number in full, if its digits fit 64 bits and at most 18 of them are decimals; other numbers
    /// are written with an exponent.
    var plain: String? {
      let sign = isNegative ? "-" : ""
      if digits.isEmpty { return "0" }
      if exponent >= 0 {
        guard exponent <= 18 else { return nil }
        let whole = digits + String(repeating: "0", count: exponent)
        return Self.fits(whole) ? sign + whole : nil
      }
      guard exponent >= -18, Self.fits(digits) else { return nil }
      let padded = String(repeating: "0", count: max(0, 1 - exponent - digits.count)) + digits
      return "\(sign)\(padded.dropLast(-exponent)).\(padded.suffix(-exponent))"
    }

    /// The number as digits and an exponent.
    var text: String { "\(isNegative ? "-" : "")\(digits)e\(exponent)" }

    /// Texts of one length compare as numbers do.
    private static func fits(_ digits: String) -> Bool {
      let most = "\(Int64.max)"
      return digits.count < most.count || digits.count == most.count && digits <= most
    }
  }

  @Test("is what is written, or the double next to it", arguments: 0..<2000 as Range<UInt64>)
  func reading(seed: UInt64) {
    var random = RandomStream(seed: seed)
    func digits(upTo count: Int) -> String {
      // Many zeros, and now and then a number at the edge of 64 bits.
      if random.uniform(below: 12) == 0 {
        return ["9223372036854775807", "9223372036854775808", "922337203685477580"][
          random.uniform(below: 3)]
      }
      return (0..<random.uniform(below: count + 1)).map { _ in
        "\([0, 0, 0, 1, 5, 9][random.uniform(below: 6)])"
      }.joined()
    }
    let isNegative = random.uniform(below: 2) == 0
    let (whole, fraction) = (digits(upTo: 21), digits(upTo: 21))
    let exponent = random.uniform(below: 51) - 25
    let isExponential = random.uniform(below: 2) == 0
    let point = fraction.isEmpty && random.uniform(below: 2) == 0 ? "" : "."
    let text =
      (isNegative ? "-" : "") + whole + point + fraction
      + (isExponential ? "\(["e", "E"][random.uniform(below: 2)])\(exponent)" : "")
    let naive = Digits(
      isNegative: isNegative, whole: whole, fraction: fraction,
      exponent: isExponential ? exponent : 0)
    guard !whole.isEmpty || !fraction.isEmpty else {
      #expect(ExactDecimal(text) == nil, "\(text)")
      return
    }
    if let plain = naive.plain {
      #expect(ExactDecimal(text)?.description == plain, "\(text)")
    } else {
      // Longer than 64 bits, or with more decimals than these are written with: the double at least.
      #expect(ExactDecimal(text)?.double == Double(naive.text), "\(text)")
    }
  }

  @Test(
    "halves, doubles and turns round exactly or not at all", arguments: 0..<500 as Range<UInt64>)
  func arithmetic(seed: UInt64) {
    var random = RandomStream(seed: seed, stream: 1)
    // All magnitudes up to 64 bits.
    let units = Int64(bitPattern: random.next()) >> Int64(random.uniform(below: 64))
    let number = ExactDecimal(units: units, decimals: random.uniform(below: 19))
    #expect(number.decimals == 0 || number.units % 10 != 0)
    if let half = number.half {
      #expect(half.decimal * 2 == number.decimal)
    } else {
      let isTooLong = number.units.multipliedReportingOverflow(by: 5).overflow
      #expect(number.units % 2 != 0 && isTooLong, "\(number)")
    }
    if let doubled = number.doubled {
      #expect(doubled.decimal == number.decimal * 2)
    } else {
      #expect(number.units.magnitude >= 1 << 62, "\(number)")
    }
    #expect(number.negated?.decimal == -number.decimal)
    for decimals in -1...19 {
      let wanted = number.decimal * Self.power(decimals)
      let isWhole = decimals >= number.decimals || number.units == 0
      let fits = wanted >= Decimal(Int64.min) && wanted <= Decimal(Int64.max)
      let given = number.units(decimals: decimals).map { Decimal($0) }
      #expect(given == (isWhole && fits ? wanted : nil), "\(number) with \(decimals) decimals")
    }
  }

  @Test("as a target is the greatest energy that is as good", arguments: 0..<300 as Range<UInt64>)
  func targets(seed: UInt64) throws {
    var random = RandomStream(seed: seed, stream: 2)
    let decimals = random.uniform(below: 5)
    let unit = (0..<decimals).reduce(1) { power, _ in power * 10 }
    let model = try QUBOBuilder(variableCount: 1, unitsPerOne: unit).build()
    let file = QUBOFile(model: model, sense: random.uniform(below: 2) == 0 ? .minimise : .maximise)
    let value = ExactDecimal(
      units: Int64(random.uniform(below: 200_001)) - 100_000, decimals: random.uniform(below: 7))
    let energy = file.energy(forValue: value)
    func isAsGood(_ energy: Int64) -> Bool {
      let reached = file.value(ofEnergy: energy).decimal
      return file.sense == .minimise ? reached <= value.decimal : reached >= value.decimal
    }
    #expect(isAsGood(energy) && !isAsGood(energy + 1), "\(value) at \(decimals), \(file.sense)")
  }

  private static func power(_ exponent: Int) -> Decimal {
    exponent < 0 ? Decimal(1) / 10 : (0..<exponent).reduce(1) { power, _ in power * 10 }
  }
}

extension ExactDecimal {
  /// The number as Foundation reads it.
  fileprivate var decimal: Decimal { Decimal(string: description) ?? .nan }
}
