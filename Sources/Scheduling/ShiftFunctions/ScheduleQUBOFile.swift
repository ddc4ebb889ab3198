public import PatrolModel
public import PenaltyModel
public import Planning
public import QUBOFiles
public import QUBOModel
import RosterPenalties
import ScheduleChecking

/// The QUBO of a shift for other solvers, and the way back from their assignments to plans.
public struct ScheduleQUBOFile: Sendable {
  /// What an assignment says.
  public struct Reading: Sendable {
    /// The schedule, if each car is in one sector at a time.
    public let schedule: Schedule?
    /// Each rule that it breaks, in words; none exactly for a plan.
    public let problems: [String]
  }

  /// A shift's function: that of the published model, or one that knows the keys of rosters.
  private enum Function {
    case published(ScheduleQUBO)
    case roster(RosterQUBO)
  }

  /// The function with weights, in minutes, its bits named by car, step and sector.
  public let file: QUBOFile
  /// The weights, and why they are as they are.
  public let weights: WeightChoice
  private let function: Function
  private let instance: PatrolInstance

  /// Builds the function.
  ///
  /// - Parameter request: The shift and its weights, as a search by flips takes them.
  /// - Throws: ``QUBOModel/QUBOError`` if memory does not suffice, or coefficients are not exact.
  public init(_ request: SolveRequest) throws(QUBOError) {
    instance = request.instance
    guard !instance.isRoster else {
      weights = request.rosterWeights
      let model = try RosterQUBO(
        instance, weights: weights.weights, memoryLimit: request.memoryLimit)
      function = .roster(model)
      file = QUBOFile(model: model.model, labels: model.bitNames.map { .name($0) })
      return
    }
    let model = try ScheduleQUBO(
      instance, everySector: request.everySector, memoryLimit: request.memoryLimit)
    weights = request.weightChoice
    function = .published(model)
    file = QUBOFile(
      model: try model.qubo(weights: weights.weights),
      labels: model.bitNames.map { .name($0) })
  }

  /// What an assignment says: the schedule, and every rule it breaks.
  ///
  /// - Precondition: As many bits as the function has.
  public func decode(_ assignment: BitVector) -> Reading {
    switch function {
    case .published(let model):
      let decoding = model.decode(assignment)
      return Reading(
        schedule: decoding.schedule, problems: decoding.breaches.map { $0.words(in: instance) })
    case .roster(let model):
      guard let schedule = model.schedule(of: assignment) else {
        return Reading(schedule: nil, problems: ["a car is in several sectors at a step"])
      }
      let verdict = ScheduleChecker(instance).judge(schedule)
      return Reading(schedule: schedule, problems: verdict.violations.map(\.description))
    }
  }

  /// Reads an assignment of the function's bits, see
  /// ``QUBOFiles/QUBOFile/assignment(parsing:)``.
  public func assignment(parsing text: String) throws(AssignmentError) -> BitVector {
    try file.assignment(parsing: text)
  }

  /// What proves that the weights are too small, if an assignment does: it breaks rules, and costs less
  /// than any plan travels.
  public func proofOfTooSmallWeights(_ assignment: BitVector) -> TooSmallWeights? {
    guard case .published = function, !decode(assignment).problems.isEmpty,
      let bound = TravelBound(instance, isCancelled: { false })
    else { return nil }
    let energy = Minutes(tenths: Int(file.model.energy(of: assignment)))
    return energy < bound.travel
      ? TooSmallWeights(weights: weights.weights, energy: energy, bound: bound.travel) : nil
  }
}

extension SolveRequest {
  /// The weights of a roster's function, whose proofs are not those of the published model.
  fileprivate var rosterWeights: WeightChoice {
    let sufficient = RosterQUBO.sufficientWeights(instance)
    switch weights {
    case .sufficient: return sufficient
    case .practical, .given: return weightChoice
    }
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
