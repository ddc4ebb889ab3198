package import Networks
import Texts

/// A forecaster by a space-time network; such methods differ in what comes after its branches.
public struct NetworkForecaster: WeightedForecaster {
  /// What users call it.
  public let name: String
  /// What it does, in a line.
  public let summary: String
  package var settings: SpaceTimeSettings
  let heads: Heads
  var conditions = TrainingConditions()

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
      settings: settings, head: head, threads: conditions.threads)
    let data = counts.fingerprint
    var members: [SpaceTimeStanding] = []
    for seed in settings.seeds { members.append(try train(training, seed: seed, data: data)) }
    return SpaceTimeForecast(
      method: name, settings: settings, head: head, base: base, grid: counts.grid,
      networks: members.map(\.best.target), data: data, notes: notes(members),
      threads: conditions.threads)
  }

  /// Trains a network, or goes on where its training was, and keeps it after each epoch.
  private func train(
    _ training: SpaceTimeTraining, seed: UInt64, data: String
  ) throws(ForecastError) -> SpaceTimeStanding {
    let key = "\(name) from seed \(seed) on the counts \(data), \(settings.allWords)"
    let kept = try conditions.checkpoint?.standing(
      of: key, training.layers, follow: settings.share)
    var standing = kept ?? training.start(seed: seed)
    while !training.isDone(standing) {
      let isTrial = training.searches(standing)
      training.advance(&standing, seed: seed)
      try conditions.checkpoint?.keep(standing, of: key)
      conditions.report?(progress(of: standing, seed: seed, isTrial: isTrial))
    }
    return standing
  }

  private func progress(
    of standing: SpaceTimeStanding, seed: UInt64, isTrial: Bool
  ) -> TrainingProgress {
    TrainingProgress(
      method: name, seed: seed, epoch: standing.epochs + standing.lastEpochs,
      epochs: settings.epochs + settings.lastEpochs,
      heldLoss: isTrial ? standing.heldLoss : nil,
      isKept: !isTrial || standing.bestEpoch == standing.epochs)
  }

  private func notes(_ members: [SpaceTimeStanding]) -> [(name: String, value: Double)] {
    zip(settings.seeds, members).flatMap { seed, standing in
      [
        ("epochs of seed \(seed)", Double(standing.bestEpoch)),
        ("loss of seed \(seed) on what was held out", standing.heldLoss),
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
    var settings = settings
    settings.normalisedSamples = card.normalisedSamples
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
      grid: counts.grid, networks: networks, data: card.data ?? "unknown", notes: [],
      threads: conditions.threads)
  }
}

extension NetworkForecaster: TrainedForecaster {
  package var trainsNetworks: Bool { true }

  /// The same network, trained under conditions.
  package func under(_ conditions: TrainingConditions) -> any Forecaster {
    var forecaster = self
    forecaster.conditions = conditions
    return forecaster
  }

  /// The same network, its residual units with batch normalisation.
  package func normalising(over samples: Int) -> any Forecaster {
    var forecaster = self
    forecaster.settings.normalisedSamples = max(1, min(samples, settings.batch))
    return forecaster
  }
}
