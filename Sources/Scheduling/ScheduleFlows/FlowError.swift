public import Failures
public import PatrolModel

/// Why a network cannot be built, or a flow is none.
public enum FlowError: ClassifiedError, Hashable {
  /// A sector needs more cars than may be there at the step.
  case shortage(StepIndex, SectorIndex, cars: Int, needed: Int)
  /// A car breaks the presence rule by a step up to which all cars are fixed.
  case pastBreaksPresence(CarIndex, StepIndex)
  /// The instance has too many pairs of occupied sectors.
  case tooLarge(arcs: Int)
  /// Cars come from or go to a sector in another number than they are there, or may.
  case unbalanced(StepIndex, SectorIndex?)
  /// More cars than a presence row allows.
  case presenceBroken(FlowNetwork.PresenceRow)
  /// No cars keep the rule with this flow although it keeps all rows: a defect of this program.
  case notPaired(StepIndex, SectorIndex?)
}

extension FlowError {
  /// What is wrong and what to do.
  public var account: FailureAccount {
    switch self {
    case .shortage(let step, let sector, let cars, let needed):
      FailureAccount(
        .infeasible,
        "sector number \(sector.number) needs \(needed) cars at step \(step.number), and \(cars) may "
          + "be there")
    case .pastBreaksPresence(let car, let step):
      FailureAccount(
        .infeasible,
        "car number \(car.number) is fixed up to step \(step.number) in a way that breaks the "
          + "presence rule")
    case .tooLarge(let arcs):
      FailureAccount(
        .invalidData,
        "the flow model needs \(arcs) or more variables, above its limit of "
          + "\(FlowNetwork.largestArcCount)", remedy: "plan fewer steps or sectors at once")
    case .unbalanced(let step, let sector):
      FailureAccount(
        .invalidData,
        "the flow at step \(step.number) does not add up in \(Self.words(sector))")
    case .presenceBroken(let row):
      FailureAccount(
        .invalidData,
        "the flow sends more cars over \(row.arcs.count) arcs than a presence row allows")
    case .notPaired(let step, let sector):
      FailureAccount(
        .defect,
        "no cars of \(Self.words(sector)) at step \(step.number) can take this flow",
        remedy: "this is a defect, please report it with the instance")
    }
  }

  private static func words(_ sector: SectorIndex?) -> String {
    sector.map { "sector number \($0.number)" } ?? "no sector"
  }
}
