public import Failures

/// A way in which a shift asks for more than the published model; methods that only know the model
/// refuse a shift that has any.
public enum RosterFeature: String, Hashable, Sendable, CaseIterable {
  /// Cells with a minimum, a target and a maximum.
  case demandRanges = "demand with a minimum, target and maximum"
  /// A price for cars that are missing.
  case shortages = "\"shortage\""
  /// Stations at which spare cars stand.
  case reserves = "\"reserve\" places"
  /// Presence rules of single sectors.
  case sectorPresence = "\"presence\" of a sector"
  /// Steps out of service across which cars drive.
  case breaks = "breaks across which cars drive"
  /// Breaks that the plan places.
  case breakWindows = "\"breakWindows\""
  /// Cars that end somewhere.
  case ends = "\"end\" of a car"
  /// Cars with sectors before the shift, more than one.
  case histories = "\"history\" of a car"
  /// Limits of single cars: their minutes, or moves.
  case carLimits = "\"travelLimit\" or \"maxMoves\""
  /// A least stay.
  case minimumStay = "\"minStay\""
  /// Upper limits of classes.
  case classMaximums = "\"classMaximum\""
  /// Cars together or apart.
  case pairs = "\"pairs\""
  /// Travel that depends on the hour.
  case travelByHour = "\"travelMinutes\" that depend on the step"
  /// Another objective than the total.
  case objective = "an \"objective\" other than the total"
}

extension PatrolInstance {
  /// What the shift asks for beyond the published model and the rules of ``PlanningRules``.
  public var rosterFeatures: [RosterFeature] { RosterFeature.allCases.filter(has) }

  /// Whether the shift asks for anything of rosters: see ``rosterFeatures``.
  public var isRoster: Bool { RosterFeature.allCases.contains(where: has) }

  private func has(_ feature: RosterFeature) -> Bool {
    let cars = fleet.named
    return switch feature {
    case .demandRanges: !demand.isExact
    case .shortages: roster.shortagePrice != nil
    case .reserves: sectors.contains(where: \.isReserve)
    case .sectorPresence: sectors.contains { $0.presence != nil && $0.presence != presence }
    case .breaks: roster.breakTravel != .free && cars.contains(where: drivesAcrossBreak)
    case .breakWindows: !roster.breakWindows.isEmpty
    case .ends: cars.contains { $0.end != nil }
    case .histories: cars.contains { $0.history.count > 1 }
    case .carLimits:
      roster.moveLimit != nil || cars.contains { $0.travelLimit != nil || $0.moveLimit != nil }
    case .minimumStay: roster.minimumStay > 1
    case .classMaximums: !roster.classMaximums.isEmpty
    case .pairs: !roster.pairs.isEmpty
    case .travelByHour: !roster.laterTravel.isEmpty
    case .objective: roster.objective != .total
    }
  }

  /// Whether a car has somewhere to come from before steps out of service, and to go to after.
  private func drivesAcrossBreak(_ car: Car) -> Bool {
    guard !car.off.isEmpty else { return false }
    let service = shift.steps.filter { !car.off.contains($0) }
    guard let first = service.first, let last = service.last else { return false }
    return car.off.contains { $0 > first && $0 < last } || (car.start != nil && first.rawValue > 0)
  }
}

/// A shift asks for more than a method knows of: better refused than planned without it.
public struct RosterRefusal: ClassifiedError, Hashable {
  /// The method, in words.
  public let method: String
  /// What it does not know.
  public let features: [RosterFeature]

  /// A method that does not know some features.
  public init(method: String, features: [RosterFeature]) {
    self.method = method
    self.features = features
  }

  /// What is not known, and what to do.
  public var account: FailureAccount {
    FailureAccount(
      .invalidData,
      "the shift has \(features.map(\.rawValue).joined(separator: ", ")), which \(method) does not "
        + "know", remedy: "plan it by the automatic method, or leave these keys out")
  }
}

extension PatrolInstance {
  /// Throws if the shift asks for more than the published model, for a method that knows no more.
  public func refuseRoster(by method: String) throws(RosterRefusal) {
    if isRoster { throw RosterRefusal(method: method, features: rosterFeatures) }
  }
}
