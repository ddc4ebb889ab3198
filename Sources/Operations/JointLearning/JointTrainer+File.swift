package import JointPatrol
package import Networks
import Reinforcement

extension JointTrainer {
  /// All that a run needs to go on, with its card.
  package func file(program: String) -> SafetensorsFile {
    let card = ModelCard(
      world, settings, weights: features.law.weights, records: records, program: program)
    let tensors = patrol.twin.tensors(named: "patrol")
      .merging(dispatch.twin.tensors(named: "dispatch")) { first, _ in first }
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
      layers.patrol, rates: Self.rates, from: file, named: "patrol")
    dispatch.twin = try TwinNetwork(
      layers.dispatch, rates: Self.rates, from: file, named: "dispatch")
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
