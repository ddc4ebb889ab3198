import ArgumentParser
import CommandSupport
import DurableFiles
import Forecasts
import Networks

/// A network's weights in a file, with the dispersion of shifts that its training found.
struct SavedWeights {
  private let file: SafetensorsFile
  /// How much more shifts vary than by chance alone.
  let dispersion: Double

  private static let dispersionKey = "dispersion"

  /// Reads a file.
  ///
  /// - Throws: What the file is not, in words.
  init(_ path: String) throws {
    file = try SafetensorsFile(parsing: DurableFile.read(path), file: path)
    guard let text = file.card[Self.dispersionKey], let dispersion = Double(text),
      (0...1).contains(dispersion)
    else {
      throw Failure(
        .invalidData,
        "\(path): the card has no dispersion in 0...1; give a file that --save-weights wrote")
    }
    self.dispersion = dispersion
  }

  /// Takes the weights of a forecast.
  ///
  /// - Throws: ``Failure`` if it has none.
  init(of fitted: FittedForecast, by method: String) throws {
    guard let weights = (fitted.forecast as? any WeightedForecast)?.weights else {
      throw Failure(.validationFailure, Self.noNetwork(method, option: "--save-weights"))
    }
    dispersion = fitted.dispersion
    let card = weights.card.merging([Self.dispersionKey: "\(dispersion)"]) { $1 }
    file = SafetensorsFile(weights.tensors, card: card)
  }

  var bytes: [UInt8] { file.bytes }

  /// A forecast with these weights.
  func fit(_ forecaster: any Forecaster, to counts: HourlyCounts) throws -> any Forecast {
    guard let forecaster = forecaster as? any WeightedForecaster else {
      throw Failure(.validationFailure, Self.noNetwork(forecaster.name, option: "--weights"))
    }
    return try forecaster.fit(counts, weights: file)
  }

  /// Why an option makes no sense for a method.
  static func noNetwork(_ method: String, option: String) -> String {
    "\(option): \(method) has no network; leave the option out, or take a method that has one"
  }
}
