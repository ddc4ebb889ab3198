public import PatrolModel
public import PenaltyModel
public import QUBOFiles
public import QUBOModel

/// The QUBO of a shift for other solvers, and the way back from their assignments to plans.
public struct ScheduleQUBOFile: Sendable {
  /// The function with weights, in minutes, its bits named by car, step and sector.
  public let file: QUBOFile
  /// The weights, and why they are as they are.
  public let weights: WeightChoice
  private let model: ScheduleQUBO
  private let instance: PatrolInstance

  /// Builds the function.
  ///
  /// - Parameter request: The shift and its weights, as a search by flips takes them.
  /// - Throws: ``QUBOModel/QUBOError`` if memory does not suffice, or coefficients are not exact.
  public init(_ request: SolveRequest) throws(QUBOError) {
    model = try ScheduleQUBO(
      request.instance, everySector: request.everySector, memoryLimit: request.memoryLimit)
    instance = request.instance
    weights = request.weightChoice
    file = QUBOFile(
      model: try model.qubo(weights: weights.weights),
      labels: model.bitNames.map { .name($0) })
  }

  /// What an assignment says: the schedule, and every rule it breaks.
  ///
  /// - Precondition: As many bits as the function has.
  public func decode(_ assignment: BitVector) -> Decoding { model.decode(assignment) }

  /// Reads an assignment of the function's bits, see
  /// ``QUBOFiles/QUBOFile/assignment(parsing:)``.
  public func assignment(parsing text: String) throws(AssignmentError) -> BitVector {
    try file.assignment(parsing: text)
  }

  /// What proves that the weights are too small, if an assignment does: it breaks rules, and costs less
  /// than any plan travels.
  public func proofOfTooSmallWeights(_ assignment: BitVector) -> TooSmallWeights? {
    guard !decode(assignment).breaches.isEmpty,
      let bound = TravelBound(instance, isCancelled: { false })
    else { return nil }
    let energy = Minutes(tenths: Int(file.model.energy(of: assignment)))
    return energy < bound.travel
      ? TooSmallWeights(weights: weights.weights, energy: energy, bound: bound.travel) : nil
  }
}

/// Why weights are too small: something that is no plan costs less than all plans.
public struct TooSmallWeights: Hashable, Sendable {
  /// The weights.
  public let weights: PenaltyWeights
  /// What an assignment that breaks rules costs with them.
  public let energy: Minutes
  /// No plan travels less.
  public let bound: Minutes

  /// The proof in a line.
  public var words: String {
    "weights too small (\(weights.words)): this assignment costs \(energy), and no plan travels less "
      + "than \(bound)"
  }
}
