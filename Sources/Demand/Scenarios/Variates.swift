import RandomStreams

extension RandomStream {
  /// A standard normal variate, by the polar method (Marsaglia & Bray 1964, doi:10.1137/1006063).
  package mutating func normal() -> Double {
    while true {
      let (x, y) = (2 * unit() - 1, 2 * unit() - 1)
      let square = x * x + y * y
      if square < 1, square > 0 {
        return x * (-2 * naturalLogarithm(square) / square).squareRoot()
      }
    }
  }

  /// A gamma variate with mean 1 and shape above 0 (Marsaglia & Tsang 2000,
  /// doi:10.1145/358407.358414); below shape 1 by their boost, U^(1/shape) times that of shape + 1.
  package mutating func gammaWithMeanOne(shape: Double) -> Double {
    let boosted = max(shape, shape < 1 ? shape + 1 : shape)
    let d = boosted - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal()
      let v = (1 + c * x) * (1 + c * x) * (1 + c * x)
      guard v > 0 else { continue }
      if naturalLogarithm(unit()) < 0.5 * x * x + d - d * v + d * naturalLogarithm(v) {
        let boost =
          shape < 1 ? naturalExponential(max(-700, naturalLogarithm(unit()) / shape)) : 1
        return d * v * boost / shape
      }
    }
  }
}
