public import PatrolModel

/// Why a network cannot be built, or a flow is none.
public enum FlowError: Error, Hashable, Sendable {
  /// The instance has rules that tell cars apart, or limit where they are and how far they go.
  case carRules
  /// The instance has too many pairs of occupied sectors.
  case tooLarge(arcs: Int)
  /// Cars come from or go to a sector in another number than they are there.
  case unbalanced(StepIndex, SectorIndex)
  /// More cars than a presence row allows.
  case presenceBroken(FlowNetwork.PresenceRow)
  /// No cars keep the rule with this flow although it keeps all rows: a defect of this program.
  case notPaired(StepIndex, SectorIndex)
}

extension FlowError: CustomStringConvertible {
  /// What is wrong, in one line.
  public var description: String {
    switch self {
    case .carRules:
      "flows take cars for alike and all legs for allowed; this shift has rules for single cars, "
        + "sectors or legs"
    case .tooLarge(let arcs):
      "the flow model needs \(arcs) or more variables, above its limit of "
        + "\(FlowNetwork.largestArcCount); plan fewer steps or sectors at once"
    case .unbalanced(let step, let sector):
      "the flow at step \(step.number) does not add up in sector number \(sector.number)"
    case .presenceBroken(let row):
      "the flow sends more than \(row.limit) cars over \(row.arcs.count) arcs of a presence row"
    case .notPaired(let step, let sector):
      "no cars of sector number \(sector.number) at step \(step.number) can take this flow; this "
        + "is a defect, please report it with the instance"
    }
  }
}
