import Networks
import Texts

/// Where weights come from, as texts by name.
struct SpaceTimeCard {
  let method: String?
  let grid: String?
  let data: String?
  let constants: [String: Double]
  /// Over how many samples units normalised in the training, if they do.
  let normalisedSamples: Int?

  private static let constantsPrefix = "constant "
  private static let normalisedKey = "normalised"

  /// Reads what a file says.
  init(_ texts: [String: String]) {
    method = texts["method"]
    grid = texts["cells"]
    data = texts["data"]
    let pairs = texts.compactMap { name, text -> (String, Double)? in
      guard name.hasPrefix(Self.constantsPrefix), let value = Double(text), value.isFinite
      else { return nil }
      return (String(name.dropFirst(Self.constantsPrefix.count)), value)
    }
    constants = Dictionary(uniqueKeysWithValues: pairs)
    normalisedSamples = texts[Self.normalisedKey].flatMap { Int($0) }
  }

  /// The card of a forecast.
  static func texts(_ forecast: SpaceTimeForecast) -> [String: String] {
    var texts = [
      "method": forecast.method, "cells": words(forecast.grid), "data": forecast.data,
      "settings": forecast.settings.words,
      "seeds": forecast.settings.seeds.map { "\($0)" }.joined(separator: " "),
    ]
    texts[normalisedKey] = forecast.settings.normalisedSamples.map { "\($0)" }
    for (name, value) in forecast.head.constants { texts[constantsPrefix + name] = "\(value)" }
    for (name, value) in forecast.notes { texts[name] = "\(value)" }
    return texts
  }

  /// A grid, exactly.
  static func words(_ grid: CellGrid) -> String {
    "\(grid.rows) × \(grid.columns) of \(grid.resolution)° from \(grid.firstRow), "
      + "\(grid.firstColumn)"
  }
}

extension HourlyCounts {
  /// Tells data apart: hours, cells and counts.
  var fingerprint: String {
    var text = "\(SpaceTimeCard.words(grid)) \(hours)"
    for (index, hour) in hours.enumerated() {
      for entry in self[hour] { text += " \(index) \(entry.cell) \(entry.count)" }
    }
    return Fingerprint.text(of: text.utf8)
  }
}
