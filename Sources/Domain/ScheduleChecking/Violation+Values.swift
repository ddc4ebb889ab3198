import PatrolModel

extension Violation {
  /// What its sentence is made of beside ``place``, by name, so that programs can say it in any language.
  ///
  /// Names: `present`, `needed`, `limit` and `count` are numbers of cars, steps or moves; `minutes` are
  /// minutes of travel; `from` and `to` are steps, as ``ViolationPlace/step`` is; `where` and `class` are
  /// a sector and a class; `together` is 1 for cars that belong together, 0 for those apart.
  public var values: [String: String] {
    switch self {
    case .stepOutOfRange(_, let stepCount): ["limit": "\(stepCount)"]
    case .unknownSector, .unknownCar, .noSector, .outOfService, .forbidden: [:]
    case .twoSectors(_, let first, _): ["where": first.rawValue]
    case .wrongNumberOfCars(let found, let expected, _):
      ["present": "\(found)", "needed": "\(expected)"]
    case .demandMissed(_, _, let present, let needed):
      ["present": "\(present)", "needed": "\(needed)"]
    case .returned(_, _, let from, _): ["from": "\(from.step.number)"]
    case .stayedTooLong(_, _, let limit, _): ["limit": "\(limit)"]
    case .wrongClass(_, let carClass, _, _): ["class": carClass?.rawValue ?? "–"]
    case .notWhereFixed(_, _, let fixed, _): ["where": fixed.rawValue]
    case .restsWhereFixed(_, let fixed, _): ["where": fixed.rawValue]
    case .legTooLong(_, let from, _, let leg, let limit, _):
      ["where": from.rawValue, "minutes": "\(leg)", "limit": "\(limit)"]
    case .classMissed(_, let carClass, _, let present, let needed):
      ["class": carClass.rawValue, "present": "\(present)", "needed": "\(needed)"]
    case .classExceeded(_, let carClass, _, let present, let limit):
      ["class": carClass.rawValue, "present": "\(present)", "limit": "\(limit)"]
    case .travelTooLong(_, let travel, let limit):
      ["minutes": "\(travel)", "limit": "\(limit)"]
    case .movedTooOften(_, let moves, let limit): ["count": "\(moves)", "limit": "\(limit)"]
    case .leftTooSoon(_, _, let steps, let least, _): ["count": "\(steps)", "limit": "\(least)"]
    case .resumedElsewhere(_, let stopped, _, _): ["where": stopped.rawValue]
    case .noBreak(_, let steps, let from, let to):
      ["count": "\(steps)", "from": "\(from.step.number)", "to": "\(to.step.number)"]
    case .tooManyOnBreak(let cars, let limit, _): ["present": "\(cars)", "limit": "\(limit)"]
    case .pairBroken(_, let isTogether, _): ["together": isTogether ? "1" : "0"]
    }
  }
}
