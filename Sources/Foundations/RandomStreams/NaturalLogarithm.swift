/// The natural logarithm of a positive, finite, normal number, to within 2 units in the last place.
///
/// Goals, in order: the same bits on every machine, so that seeded results never depend on a
/// mathematics library; short enough to inline; accurate. Only correctly rounded operations are
/// used. With x = 2ᵉ·m and m in [√½, √2), ln m = 2 artanh s for s = (m − 1)/(m + 1); |s| ≤ 0.1716,
/// so the series 2s·(1 + s²/3 + … + s¹⁸/19) leaves a relative remainder below s²⁰/21 < 3·10⁻¹⁷.
@inlinable
public func naturalLogarithm(_ x: Double) -> Double {
  assert(x.isNormal && x > 0, "the argument is positive, finite and normal")
  let bits = x.bitPattern
  let rootHalf: UInt64 = 0x3fe6_a09e_667f_3bcd
  let exponent = Int64(bitPattern: bits &- rootHalf) >> 52
  let m = Double(bitPattern: bits &- UInt64(bitPattern: exponent << 52))
  let s = (m - 1) / (m + 1)
  let z = s * s
  var series = 1.0 / 19
  series = series * z + 1.0 / 17
  series = series * z + 1.0 / 15
  series = series * z + 1.0 / 13
  series = series * z + 1.0 / 11
  series = series * z + 1.0 / 9
  series = series * z + 1.0 / 7
  series = series * z + 1.0 / 5
  series = series * z + 1.0 / 3
  // ln 2 in two parts: the first has 20 trailing zero bits, so exponent · high is exact.
  let high = Double(bitPattern: 0x3fe6_2e42_fefa_0000)
  let low = Double(bitPattern: 0x3d7c_f79a_bc9e_3b39)
  let e = Double(exponent)
  return e * high + (2 * s + (2 * s * z * series + e * low))
}

extension RandomStream {
  /// An exponential variate with mean 1, −ln U for U uniform in (0, 1); at most 36.8.
  ///
  /// "Accept with probability exp(−x)" is `exponential() > x`, so no exponential function is needed.
  @inlinable
  public mutating func exponential() -> Double { -naturalLogarithm(unit()) }
}
