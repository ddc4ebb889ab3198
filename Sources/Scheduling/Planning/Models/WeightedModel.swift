package import Annealing
package import PatrolModel
package import PenaltyModel
package import QUBOModel

/// What is annealed for a shift before it has weights: built once, however many weights are tried.
package protocol ShiftModel: Sendable {
  /// The same with weights.
  associatedtype Weighted: WeightedModel

  /// Bits and interacting pairs; `nil` where moves need no matrix.
  var size: (bits: Int, couplings: Int)? { get }

  /// The energy of these weights.
  ///
  /// - Throws: ``QUBOModel/QUBOError`` if its coefficients would not be exact.
  func weighted(by weights: PenaltyWeights) throws(QUBOError) -> Weighted
}

/// The energy of a shift with penalty weights: how it is annealed, and what its states say.
package protocol WeightedModel<State>: Sendable {
  /// What moves go through.
  associatedtype State: Hashable & Sendable

  /// The shift.
  var instance: PatrolInstance { get }
  /// The weights.
  var weights: PenaltyWeights { get }

  /// Looks for the state of least energy, from a state if one is given; states that keep all rules come
  /// before all others, unless the model was built without constraints.
  func minimise(
    by annealer: Annealer, from start: State?, until stop: Stop,
    report: (AnnealingEvent<State>) -> Void
  ) -> AnnealingResult<State>

  /// What a state says: the schedule, and every rule it breaks.
  func decode(_ state: State) -> Decoding

  /// The state that says a schedule; `nil` if none does.
  func encode(_ schedule: Schedule) -> State?

  /// The energy term by term, from the terms' definitions.
  func breakdown(of state: State) -> EnergyBreakdown

  /// A plan near a state, made by the repairs that prove weights sufficient; `nil` if they end before.
  ///
  /// - Precondition: No rules tell cars apart.
  func repaired(_ state: State) -> Schedule?

  /// Where a state has a car at a step: one sector in a plan, or none out of service.
  func sectors(of car: CarIndex, at step: StepIndex, in state: State) -> [SectorIndex]
}

extension WeightedModel {
  /// Looks for the state of least energy from where the model has its replicas begin.
  package func minimise(
    by annealer: Annealer, until stop: Stop, report: (AnnealingEvent<State>) -> Void
  ) -> AnnealingResult<State> { minimise(by: annealer, from: nil, until: stop, report: report) }
}
