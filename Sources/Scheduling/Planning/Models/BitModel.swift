package import Annealing
package import PatrolModel
package import PenaltyModel
package import QUBOModel

extension SolveRequest.Moves {
  /// Single bits of the QUBO; every rule is a penalty.
  public static let flip = Self(
    rawValue: "flip", meaning: "single QUBO bits", areOfBits: true, demandIsPenalty: true,
    oneLocationIsPenalty: true, practicalWeights: \.practical, memory: SearchMemory.ofBits
  ) { request throws(QUBOError) in try BitModel(request) }
}

/// The bits of a shift's QUBO, flipped one at a time.
package struct BitModel: ShiftModel {
  private let structure: ScheduleQUBO
  /// Zero exactly at plans; `nil` if all states count as valid.
  private let constraints: QUBO?
  private let move: FlipMove

  /// Builds the structure.
  ///
  /// - Parameters:
  ///   - instance: The shift.
  ///   - everySector: Whether sectors without demand get bits too.
  ///   - move: How bits are flipped.
  ///   - isConstrained: Whether plans come before all other states; if not, energy alone counts.
  /// - Throws: ``QUBOModel/QUBOError`` if coefficients would not be exact.
  package init(
    _ instance: PatrolInstance, everySector: Bool = false, move: FlipMove,
    isConstrained: Bool = true
  ) throws(QUBOError) {
    structure = try ScheduleQUBO(instance, everySector: everySector)
    constraints = isConstrained ? try structure.violations() : nil
    self.move = move
  }

  fileprivate init(_ request: SolveRequest) throws(QUBOError) {
    try self.init(
      request.instance, everySector: request.everySector,
      move: request.algorithm.move(offsetIncrement: request.offsetIncrement.tenths))
  }

  package var size: (bits: Int, couplings: Int)? {
    (structure.variableCount, structure.couplingCount)
  }

  package func weighted(by weights: PenaltyWeights) throws(QUBOError) -> Weighted {
    Weighted(
      structure: structure, constraints: constraints, move: move, weights: weights,
      qubo: try structure.qubo(weights: weights))
  }

  /// The function of these bits that has some weights.
  package struct Weighted: WeightedModel {
    fileprivate let structure: ScheduleQUBO
    fileprivate let constraints: QUBO?
    fileprivate let move: FlipMove
    package let weights: PenaltyWeights
    /// The function, in tenths of minutes.
    package let qubo: QUBO

    package var instance: PatrolInstance { structure.instance }

    package func minimise(
      by annealer: Annealer, from start: BitVector?, until stop: Stop,
      report: (AnnealingEvent<BitVector>) -> Void
    ) -> AnnealingResult<BitVector> {
      annealer.minimise(
        qubo, constraints: constraints, move: move, from: start.map { [$0] } ?? [], until: stop,
        report: report)
    }

    package func decode(_ state: BitVector) -> Decoding { structure.decode(state) }

    package func encode(_ schedule: Schedule) -> BitVector? { structure.encode(schedule) }

    package func breakdown(of state: BitVector) -> EnergyBreakdown {
      structure.breakdown(of: state, weights: weights)
    }

    package func repaired(_ state: BitVector) -> Schedule? {
      structure.repaired(state, weights: weights)
    }

    package func sectors(
      of car: CarIndex, at step: StepIndex, in state: BitVector
    ) -> [SectorIndex] { structure.sectors(of: car, at: step, in: state) }

    /// The state with auxiliary bits set to the products they stand for, their cheapest values.
    func settled(_ state: BitVector) -> BitVector { structure.settled(state) }
  }
}
