package import JointPatrol
package import Networks
import Reinforcement

extension JointTrainer {
  /// All that a run needs to go on, with its card.
  package func file(program: String) -> SafetensorsFile {
    let card = ModelCard(
      world, settings, weights: features.law.weights, records: records, keptCost: kept.cost,
      program: program)
    let parts = [
      patrol.twin.tensors(named: "patrol"), dispatch.twin.tensors(named: "dispatch"),
      kept.patrol.tensors(named: "kept.patrol"), kept.dispatch.tensors(named: "kept.dispatch"),
    ]
    let tensors = parts.reduce(into: [:]) { all, part in
      all.merge(part) { first, _ in first }
    }
    return SafetensorsFile(tensors, card: card.texts)
  }

  /// Goes on where a run was.
  ///
  /// - Throws: ``JointModelError`` or `SafetensorsError`.
  package init(
    from file: SafetensorsFile, in world: JointWorld, threads: Int
  ) throws {
    let card = try ModelCard(file)
    try card.check(world, file: file.file)
    self.init(world, card.settings, threads: threads)
    records = card.records
    features = JointFeatures(world, CostLaw(card, world))
    let layers = Self.layers(features, card.settings)
    patrol.twin = try TwinNetwork(
      layers.patrol, rates: Self.patrolRates, from: file, named: "patrol")
    dispatch.twin = try TwinNetwork(
      layers.dispatch, rates: Self.dispatchRates, from: file, named: "dispatch")
    kept = (
      try TwinNetwork(
        layers.patrol, rates: Self.patrolRates, from: file, named: "kept.patrol"),
      try TwinNetwork(
        layers.dispatch, rates: Self.dispatchRates, from: file, named: "kept.dispatch"),
      card.keptCost
    )
  }
}

extension JointModel {
  /// Reads what was learned.
  ///
  /// - Throws: ``JointModelError`` or `SafetensorsError`.
  package init(from file: SafetensorsFile, in world: JointWorld) throws {
    self = try JointTrainer(from: file, in: world, threads: 1).model
  }
}

extension CostLaw {
  fileprivate init(_ card: ModelCard, _ world: JointWorld) {
    self.init(weights: card.weights, overflow: world.setting.overflowCost)
  }
}
