import RandomStreams

/// The logarithm of the gamma function of a number above 0, to within 10⁻¹² of it or of 1.
///
/// ln Γ(x) = ln Γ(x + n) − ln (x (x+1) … (x+n−1)) until x ≥ 10, then Stirling's series, whose first
/// term left out is below 10⁻¹³ there (NIST, Digital Library of Mathematical Functions, 5.11.1).
public func logGamma(_ x: Double) -> Double {
  precondition(x > 0 && x.isFinite, "the argument is positive")
  var (x, product) = (x, 1.0)
  while x < 10 {
    product *= x
    x += 1
  }
  let z = 1 / (x * x)
  let series =
    (1.0 / 12 - z * (1.0 / 360 - z * (1.0 / 1_260 - z * (1.0 / 1_680 - z * (1.0 / 1_188))))) / x
  let halfLogTwoPi = 0.918_938_533_204_672_7
  return (x - 0.5) * naturalLogarithm(x) - x + halfLogTwoPi + series - naturalLogarithm(product)
}
