package import Networks

/// A forecast whose weights can be kept in a file.
package protocol WeightedForecast: Forecast {
  /// The weights, with a card that says where they come from.
  var weights: SafetensorsFile { get }
}

/// A forecaster that can take up weights which were trained before.
package protocol WeightedForecaster: Forecaster {
  /// Fits all but the weights.
  ///
  /// - Throws: ``ForecastError`` if there is too little to learn from, or the weights are those of
  ///   another method or of other cells.
  func fit(
    _ counts: HourlyCounts, weights: SafetensorsFile
  ) throws(ForecastError) -> any Forecast
}
