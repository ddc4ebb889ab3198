import RandomStreams

extension NetworkForecaster {
  /// ST-ResNet as printed, but begun where each cell's mean is: the least repair that saves it.
  ///
  /// A bias of artanh of the scaled mean, and last maps of 0, let the outputs begin at the cells'
  /// means, where tanh still has a slope, and small steps do the rest.
  public static func biased(settings: SpaceTimeSettings = SpaceTimeSettings()) -> Self {
    Self(
      name: "st-resnet-biased", summary: "the same, begun at each cell's mean",
      settings: settings,
      heads: Heads { counts in
        ScaledHead(largest: counts.largest, start: starts(counts))
      } restored: { constants, cells in
        // How outputs began does not matter any more, but that something is added does.
        constants["largest"].map {
          ScaledHead(largest: Float($0), start: [Float](repeating: 0, count: cells))
        }
      })
  }

  private static func starts(_ counts: HourlyCounts) -> [Float] {
    let largest = Double(counts.largest)
    return counts.cellMeans.map { mean in
      let scaled = 2 * mean / largest - 1
      // artanh x = ½ ln ((1 + x) / (1 − x)); a mean is above 0, and hardly the largest count.
      return Float(0.5 * naturalLogarithm((1 + scaled) / max(1 - scaled, 1e-6)))
    }
  }
}
