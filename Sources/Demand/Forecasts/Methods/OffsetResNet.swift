import Networks

extension NetworkForecaster {
  /// ST-ResNet on top of day-ahead: it learns only by what factor the rates should be corrected.
  ///
  /// λ = λ_day · exp(z), of greatest Poisson likelihood: the logarithm of the day-ahead rate is an
  /// offset, as in regressions with exposure (McCullagh & Nelder 1989, section 6.2.1). The last maps
  /// begin at 0, so that the network begins as its own offset. A 3×3 convolution cannot see whether
  /// the whole city is above expectation; that is told beside the calendar.
  public static func offset(settings: SpaceTimeSettings = SpaceTimeSettings()) -> Self {
    Self(
      name: "st-resnet-offset", summary: "day-ahead, corrected by an ST-ResNet",
      settings: settings, heads: .correcting)
  }

  /// Several such networks, which differ in their seeds, and the mean of their rates: by chance a
  /// single one is better or worse than another.
  public static func ensemble(
    of seeds: [UInt64] = [1, 2, 3], settings: SpaceTimeSettings = SpaceTimeSettings()
  ) -> Self {
    precondition(!seeds.isEmpty, "an ensemble has members")
    var settings = settings
    settings.seeds = seeds
    return Self(
      name: "st-resnet-ensemble", summary: "the mean of three such networks",
      settings: settings, heads: .correcting)
  }
}

extension NetworkForecaster.Heads {
  fileprivate static let correcting = Self { _ in
    CorrectionHead()
  } restored: { _, _ in
    CorrectionHead()
  }
}

/// Outputs as logarithms of factors for the day-ahead rates.
struct CorrectionHead: NetworkHead {
  var layers: [any Layer] { [] }
  var lastWeights: InitialWeights? { .constant(0) }
  var loss: any Loss { PoissonDeviance(.logarithm) }
  var correctsDayAhead: Bool { true }

  func frame(_ count: Float) -> Float { count }
  func target(_ count: Float) -> Float { count }
  func rate(_ output: Float, offset: Float) -> Double {
    PoissonDeviance.rate(output, offset: offset)
  }
}
