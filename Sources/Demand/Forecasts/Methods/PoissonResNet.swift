import Networks
import RandomStreams

extension NetworkForecaster {
  /// ST-ResNet for counts: rates by softplus, of greatest Poisson likelihood.
  public static func poisson(settings: SpaceTimeSettings = SpaceTimeSettings()) -> Self {
    Self(
      name: "st-resnet-poisson", summary: "ST-ResNet of greatest Poisson likelihood",
      settings: settings,
      heads: Heads { counts in
        // ln (eˣ − 1) undoes softplus, so that outputs begin at the cells' means.
        RateHead(
          start: counts.cellMeans.map {
            Float(naturalLogarithm(max(naturalExponential(min(700, $0)) - 1, LeastRate.smooth)))
          })
      } restored: { _, cells in
        RateHead(start: [Float](repeating: 0, count: cells))
      })
  }
}

/// Rates above 0 by softplus.
struct RateHead: NetworkHead {
  /// With what the sum of the branches begins, by cell.
  let start: [Float]

  var layers: [any Layer] { [Bias(startingAt: start), Softplus()] }
  var lastWeights: InitialWeights? { .constant(0) }
  var loss: any Loss { PoissonDeviance(.rate) }

  func frame(_ count: Float) -> Float { count }
  func target(_ count: Float) -> Float { count }
  func rate(_ output: Float, offset: Float) -> Double { Double(output) }
}
