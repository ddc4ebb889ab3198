package import Networks
import Texts

/// A forecaster by a space-time network; such methods differ in what comes after its branches.
public struct NetworkForecaster: WeightedForecaster {
  /// What users call it.
  public let name: String
  /// What it does, in a line.
  public let summary: String
  let settings: SpaceTimeSettings
  let heads: Heads

  /// How a head is made.
  struct Heads: Sendable {
    /// For what is learned from.
    let learning: @Sendable (HourlyCounts) -> any NetworkHead
    /// For weights that are known, from its constants, if they make sense, and the number of cells.
    let restored: @Sendable ([String: Double], Int) -> (any NetworkHead)?
  }

  /// Trains a network for each seed.
  ///
  /// - Throws: ``ForecastError`` if there is too little to learn from.
  public func fit(_ counts: HourlyCounts) throws(ForecastError) -> any Forecast {
    try counts.checkAreEnough(for: name, days: 56)
    let base = try DayAhead().fitted(counts)
    let head = heads.learning(counts)
    let training = SpaceTimeTraining(
      history: SpaceTimeHistory(
        base, counts, until: counts.hours.upperBound, leavesOut: true, settings, head),
      settings: settings, head: head)
    let results = settings.seeds.map(training.run)
    return SpaceTimeForecast(
      method: name, settings: settings, head: head, base: base, grid: counts.grid,
      networks: results.map(\.network), data: counts.fingerprint, notes: notes(results))
  }

  private func notes(_ results: [SpaceTimeTraining.Result]) -> [(name: String, value: Double)] {
    zip(settings.seeds, results).flatMap { seed, result in
      [
        ("epochs of seed \(seed)", Double(result.epochs)),
        ("loss of seed \(seed) on what was held out", result.heldLoss),
      ]
    }
  }

  /// Takes up networks which were trained before, on the same cells.
  package func fit(
    _ counts: HourlyCounts, weights: SafetensorsFile
  ) throws(ForecastError) -> any Forecast {
    try counts.checkAreEnough(for: name, days: 56)
    let card = SpaceTimeCard(weights.card)
    guard card.method == name, card.grid == SpaceTimeCard.words(counts.grid),
      let head = heads.restored(card.constants, counts.grid.cellCount)
    else {
      throw .otherWeights(
        file: weights.file,
        found: "\((card.method ?? "no method").quoted) on \((card.grid ?? "no cells").quoted)",
        expected: "\(name) on \(SpaceTimeCard.words(counts.grid))")
    }
    let layers = SpaceTimeNetwork.layers(
      counts.grid, settings, externals: SpaceTimeHistory.externals(head), head: head)
    var networks: [Network] = []
    do throws(SafetensorsError) {
      for member in settings.seeds.indices {
        networks.append(try Network(layers, from: weights.part("\(member).")))
      }
    } catch { throw .weights(error) }
    return SpaceTimeForecast(
      method: name, settings: settings, head: head, base: try DayAhead().fitted(counts),
      grid: counts.grid, networks: networks, data: card.data ?? "unknown", notes: [])
  }
}
