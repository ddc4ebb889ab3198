import Foundation
import RandomStreams
import Testing

/// Compares the portable functions with those of the C library, which are off by less than 1 unit.
struct PortableMathTests {
  @Test("The logarithm is within 2 units of the library's", arguments: 0..<20 as Range<UInt64>)
  func logarithm(seed: UInt64) {
    var random = RandomStream(seed: seed)
    var arguments: [Double] = []
    for _ in 0..<5_000 {
      let exponent = Int(random.uniform(below: 2046)) - 1022
      arguments.append(Double(sign: .plus, exponent: exponent, significand: 1 + random.unit()))
      arguments.append(random.unit())
      // Close to 1, where the result is smallest, and to √½, where the exponent changes.
      for centre in [1, 0.5.squareRoot(), 2.0.squareRoot()] {
        let distance = exp2(-52 * random.unit())
        arguments.append(centre * (1 + distance * (random.unit() - 0.5)))
      }
    }
    let errors = arguments.map { unitsApart(naturalLogarithm($0), log($0)) }
    #expect(errors.allSatisfy { $0 <= 2 })
  }

  @Test("The logarithm is right where its ranges end")
  func logarithmAtTheEnds() {
    var arguments = [
      Double.leastNormalMagnitude, .greatestFiniteMagnitude, 0x1p-53, 1 - 0x1p-53, 1.nextUp,
      1.nextDown, 1,
    ]
    for bits: UInt64 in 0x3fe6_a09e_667f_3bc8...0x3fe6_a09e_667f_3bd2 {
      arguments.append(Double(bitPattern: bits))
      arguments.append(Double(bitPattern: bits) * 2)
    }
    for exponent in -1022...1023 { arguments.append(scalbn(1, exponent)) }
    for x in arguments { #expect(unitsApart(naturalLogarithm(x), log(x)) <= 2, "ln \(x)") }
    #expect(naturalLogarithm(1) == 0)
  }

  @Test("The exponential is within 2 units of the library's", arguments: 0..<20 as Range<UInt64>)
  func exponential(seed: UInt64) {
    var random = RandomStream(seed: seed)
    var arguments = [-700, -0.0, 0, 1, 700, 0x1p-60, -0x1p-60]
    for _ in 0..<5_000 {
      arguments.append(1400 * random.unit() - 700)
      arguments.append(-37 * random.unit())
      arguments.append(exp2(-60 * random.unit()) * (random.unit() - 0.5))
      // Close to odd multiples of ½ ln 2, where the power of two changes.
      let multiple = Double(2 * random.uniform(below: 2000) - 1999) / 2
      arguments.append(multiple * log(2) + (random.unit() - 0.5) * 1e-12)
    }
    let errors = arguments.map { unitsApart(naturalExponential($0), exp($0)) }
    #expect(errors.allSatisfy { $0 <= 2 })
  }

  /// The number of representable numbers from one to another of the same sign.
  private func unitsApart(_ a: Double, _ b: Double) -> UInt64 {
    a == b
      ? 0
      : a.sign == b.sign ? max(a.bitPattern, b.bitPattern) - min(a.bitPattern, b.bitPattern) : .max
  }
}
