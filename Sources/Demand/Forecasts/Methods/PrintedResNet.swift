import Networks

extension NetworkForecaster {
  /// ST-ResNet as printed: tanh and squares of counts scaled to −1...1, which collapses to 0.
  ///
  /// Nearly all cells of nearly all hours are empty, so nearly all targets are −1. Adam's first
  /// steps, which go at full length whatever the size of a slope, and here all the same way, drive the
  /// outputs there together; at −1 tanh is flat, its slope 1 − y² is as good as 0, and no later step
  /// brings them back to the −1 + 2 λ / largest count that would be right. Where an hour's counts are
  /// tens per cell, as in the taxi trips that the network was made for, targets fill the range.
  public static func printed(settings: SpaceTimeSettings = SpaceTimeSettings()) -> Self {
    Self(
      name: "st-resnet", summary: "ST-ResNet as printed; collapses on sparse counts",
      settings: settings,
      heads: Heads { counts in
        ScaledHead(largest: counts.largest, start: nil)
      } restored: { constants, _ in
        constants["largest"].map { ScaledHead(largest: Float($0), start: nil) }
      })
  }
}

/// Counts as 2 c / largest − 1, which tanh can say.
struct ScaledHead: NetworkHead {
  /// The largest count of the training; what was there later may be larger.
  let largest: Float
  /// With what the sum of the branches begins, by cell; without it, with what they give.
  let start: [Float]?

  var layers: [any Layer] { (start.map { [Bias(startingAt: $0)] } ?? []) + [HyperbolicTangent()] }
  var lastWeights: InitialWeights? { start == nil ? nil : .constant(0) }
  var loss: any Loss { SquaredError() }
  var constants: [String: Double] { ["largest": Double(largest)] }

  func frame(_ count: Float) -> Float { 2 * count / largest - 1 }
  func target(_ count: Float) -> Float { frame(count) }

  /// The count that an output means; where it says 0, what the average by hour of week says then.
  func rate(_ output: Float, offset: Float) -> Double {
    max(LeastRate.sparse, Double((output + 1) / 2 * largest))
  }
}

extension HourlyCounts {
  /// The largest count of any cell and hour.
  var largest: Float { Float(hours.reduce(1.0) { self[$1].reduce($0) { max($0, $1.count) } }) }

  /// The mean of each cell over all hours, above 0.
  var cellMeans: [Double] {
    var sums = [Double](repeating: 0, count: grid.cellCount)
    for hour in hours { for entry in self[hour] { sums[entry.cell] += entry.count } }
    return sums.map { max(LeastRate.smooth, $0 / Double(hours.count)) }
  }
}
