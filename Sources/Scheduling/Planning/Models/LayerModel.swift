package import Annealing
package import PatrolModel
package import PenaltyModel
package import QUBOModel

extension SolveRequest.Moves {
  /// One car to another sector: every car keeps one sector, demand is a penalty.
  public static let oneHot = Self(
    rawValue: "one-hot", meaning: "one place per car kept", areOfBits: false,
    demandIsPenalty: true, oneLocationIsPenalty: false, practicalWeights: \.practicalForOneHot,
    memory: SearchMemory.ofLayers
  ) { LayerModel($0.instance, moves: .oneHot) }

  /// Two cars exchange one hour or the rest of their shifts: demand is met throughout.
  public static let exchange = Self(
    rawValue: "exchange", meaning: "demand kept", areOfBits: false, demandIsPenalty: false,
    oneLocationIsPenalty: false, practicalWeights: \.practicalForExchange,
    memory: SearchMemory.ofLayers
  ) { LayerModel($0.instance, moves: .exchange) }
}

/// The states of a shift in which each car has one sector, a layer per step.
package struct LayerModel: ShiftModel {
  private let instance: PatrolInstance
  private let moves: LayeredMoves
  private let isConstrained: Bool

  /// Creates a model, which takes no time: there is no matrix.
  ///
  /// - Parameters:
  ///   - instance: The shift.
  ///   - moves: Which moves are made.
  ///   - isConstrained: Whether plans come before all other states; if not, energy alone counts.
  package init(_ instance: PatrolInstance, moves: LayeredMoves, isConstrained: Bool = true) {
    self.instance = instance
    self.moves = moves
    self.isConstrained = isConstrained
  }

  package var size: (bits: Int, couplings: Int)? { nil }

  package func weighted(by weights: PenaltyWeights) -> Weighted {
    Weighted(
      layers: ScheduleLayers(instance, weights: weights), weights: weights, moves: moves,
      isConstrained: isConstrained)
  }

  /// The energy of these states that has some weights.
  package struct Weighted: WeightedModel {
    /// The model over one-hot states, in tenths of minutes.
    package let layers: ScheduleLayers
    package let weights: PenaltyWeights
    fileprivate let moves: LayeredMoves
    fileprivate let isConstrained: Bool

    package var instance: PatrolInstance { layers.instance }

    package func minimise(
      by annealer: Annealer, from start: LayeredState?, until stop: Stop,
      report: (AnnealingEvent<LayeredState>) -> Void
    ) -> AnnealingResult<LayeredState> {
      annealer.minimise(
        layers.model, moves: moves, isConstrained: isConstrained, from: start, until: stop,
        report: report)
    }

    package func decode(_ state: LayeredState) -> Decoding { layers.decode(state) }

    package func encode(_ schedule: Schedule) -> LayeredState? {
      // Where all cars are in service there is no label for being nowhere.
      let hasCarNowhere = instance.shift.steps.contains { step in
        instance.carIndices.contains { schedule[step, $0] == nil }
      }
      return hasCarNowhere && !instance.hasCarRules ? nil : layers.state(schedule)
    }

    package func breakdown(of state: LayeredState) -> EnergyBreakdown {
      layers.breakdown(of: state, weights: weights)
    }

    package func repaired(_ state: LayeredState) -> Schedule? {
      layers.repaired(state, weights: weights)
    }

    package func sectors(
      of car: CarIndex, at step: StepIndex, in state: LayeredState
    ) -> [SectorIndex] { layers.sector(of: car, at: step, in: state).map { [$0] } ?? [] }
  }
}
