public import PatrolModel

/// Where in a plan a rule is broken: as far as it is about certain cars, a sector, or a step.
public struct ViolationPlace: Hashable, Sendable {
  /// The rule that is broken, as programs tell rules apart.
  public let rule: String
  /// The cars, by call sign; none if it is about a sector alone.
  public let cars: [Car.ID]
  /// The sector; `nil` if it is about a car alone.
  public let sector: Sector.ID?
  /// The number of the step, from 1; `nil` if it is about the whole shift.
  public let step: Int?
}

extension Violation {
  /// Where the rule is broken.
  public var place: ViolationPlace {
    switch self {
    case .stepOutOfRange(let entry, _): Self.place("unknown-step", entry)
    case .unknownSector(let entry): Self.place("unknown-sector", entry)
    case .unknownCar(let entry): Self.place("unknown-car", entry)
    case .twoSectors(let entry, _, _): Self.place("two-sectors", entry)
    case .wrongNumberOfCars(_, _, let absent):
      ViolationPlace(rule: "number-of-cars", cars: absent, sector: nil, step: nil)
    case .noSector(let car, let moment): Self.place("no-sector", car, nil, moment)
    case .demandMissed(let sector, let moment, let present, let needed):
      Self.place(present < needed ? "demand-short" : "demand-over", nil, sector, moment)
    case .returned(let car, let sector, _, let to): Self.place("no-return", car, sector, to)
    case .stayedTooLong(let car, let sector, _, let to): Self.place("max-stay", car, sector, to)
    case .outOfService(let car, let sector, let moment):
      Self.place("out-of-service", car, sector, moment)
    case .wrongClass(let car, _, let sector, let moment): Self.place("class", car, sector, moment)
    case .notWhereFixed(let car, let sector, _, let moment):
      Self.place("fixed", car, sector, moment)
    case .restsWhereFixed(let car, let fixed, let moment):
      Self.place("fixed", car, fixed, moment)
    case .forbidden(let car, let sector, let moment):
      Self.place("forbidden", car, sector, moment)
    case .legTooLong(let car, _, let to, _, _, let moment): Self.place("max-leg", car, to, moment)
    case .classMissed(let sector, _, let moment, _, _):
      Self.place("class-minimum", nil, sector, moment)
    case .travelTooLong(let car, _, _): Self.place("travel-limit", car, nil, nil)
    case .movedTooOften(let car, _, _): Self.place("move-limit", car, nil, nil)
    case .leftTooSoon(let car, let sector, _, _, let moment):
      Self.place("min-stay", car, sector, moment)
    case .resumedElsewhere(let car, _, let resumed, let moment):
      Self.place("same-sector-after-break", car, resumed, moment)
    case .noBreak(let car, _, _, _): Self.place("break", car, nil, nil)
    case .tooManyOnBreak(_, _, let moment): Self.place("breaks-at-once", nil, nil, moment)
    case .classExceeded(let sector, _, let moment, _, _):
      Self.place("class-maximum", nil, sector, moment)
    case .pairBroken(let cars, _, let moment):
      ViolationPlace(rule: "pair", cars: cars, sector: nil, step: moment.step.number)
    }
  }

  private static func place(_ rule: String, _ entry: ScheduleEntry) -> ViolationPlace {
    ViolationPlace(rule: rule, cars: [entry.car], sector: entry.sector, step: entry.stepNumber)
  }

  private static func place(
    _ rule: String, _ car: Car.ID?, _ sector: Sector.ID?, _ moment: Moment?
  ) -> ViolationPlace {
    ViolationPlace(
      rule: rule, cars: car.map { [$0] } ?? [], sector: sector, step: moment?.step.number)
  }
}
