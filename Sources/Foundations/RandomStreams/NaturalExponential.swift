/// e to the power x, to within 2 units in the last place, for x in −700...700.
///
/// Made of correctly rounded operations only, like ``naturalLogarithm(_:)`` and for the same reason.
/// With x = k ln 2 + r and |r| ≤ ½ ln 2, the Taylor series of eʳ to r¹⁴ leaves a relative remainder
/// below 0.3466¹⁵ / 15! < 10⁻¹⁹.
public func naturalExponential(_ x: Double) -> Double {
  precondition((-700...700).contains(x), "the argument is in range")
  let k = (x * 1.4426950408889634).rounded()
  let high = Double(bitPattern: 0x3fe6_2e42_fefa_0000)
  let low = Double(bitPattern: 0x3d7c_f79a_bc9e_3b39)
  let r = (x - k * high) - k * low
  var series = 1.0
  for power in stride(from: 14.0, through: 1.0, by: -1.0) { series = 1 + series * r / power }
  return Double(sign: .plus, exponent: Int(k), significand: series)
}
