public import Temper

/// All that a page needs to draw a plan: names once, then numbers that point to them, from 0.
public struct PlanView: Encodable, Sendable {
  let name: String
  let fingerprint: String
  let stepMinutes: Int
  let times: [String]
  let cars: [CarLine]
  let sectors: [SectorLine]
  /// A row per car, a sector per step; `null` where the car is out of service.
  let cells: [[Int?]]?
  /// A row per step, a range per sector.
  let demand: [[[Int]]]
  /// Car, step, sector.
  let pins: [[Int]]
  let bans: [[Int]]
  /// Car, first and last step of the window, length: breaks that the plan places.
  let breaks: [[Int]]
  /// Car, step, tenths of minutes.
  let drives: [[Int]]
  let verdict: VerdictLine?

  struct CarLine: Encodable {
    let id: String
    let carClass: String?
    let off: [Int]
    let minutes: Double?
    let moves: Int?
  }

  struct SectorLine: Encodable {
    let id: String
    let name: String
    let longitude: Double?
    let latitude: Double?
    let isReserve: Bool
  }

  /// Collects what is to be drawn.
  public init(_ plan: WorkPlan) {
    let instance = plan.instance
    name = instance.name
    fingerprint = instance.fingerprint
    stepMinutes = instance.shift.stepMinutes
    times = instance.shift.steps.map(instance.shift.clock)
    let routes = plan.schedule.map { Routes($0, of: instance) }
    cars = instance.carIndices.map { index in
      let car = instance.fleet[index]
      return CarLine(
        id: car.id.rawValue, carClass: car.carClass?.rawValue,
        off: car.off.map(\.rawValue).sorted(), minutes: routes?.travel(of: index).value,
        moves: routes?.moves(of: index))
    }
    sectors = instance.sectors.map { sector in
      SectorLine(
        id: sector.id.rawValue, name: sector.name, longitude: sector.position?.longitude,
        latitude: sector.position?.latitude, isReserve: sector.isReserve)
    }
    cells = plan.schedule.map { schedule in
      instance.carIndices.map { schedule.route(of: $0).map { $0?.rawValue } }
    }
    demand = instance.shift.steps.map { step in
      instance.sectorIndices.map { sector in
        let range = instance.range(step, sector)
        return range.isExact
          ? [range.target] : [range.minimum, range.target, range.maximum]
      }
    }
    pins = instance.rules.fixed.map(Self.numbers)
    bans = instance.rules.forbidden.map(Self.numbers)
    breaks = instance.roster.breakWindows.flatMap { window in
      instance.crew(of: window).map {
        [$0.rawValue, window.window.lowerBound, window.window.upperBound, window.length]
      }
    }
    drives = zip(instance.carIndices, routes?.stays ?? []).flatMap { car, stays in
      stays.compactMap { stay in
        stay.arrival.map { [car.rawValue, stay.steps.lowerBound, $0.tenths] }
      }
    }
    verdict = plan.verdict.map(VerdictLine.init)
  }

  private static func numbers(_ one: PlanningRules.Assignment) -> [Int] {
    [one.car.rawValue, one.step.rawValue, one.sector.rawValue]
  }
}

/// The checker's word on a plan, for pages.
public struct VerdictLine: Encodable, Sendable {
  /// More broken rules than these are counted only: a page of them helps nobody.
  static let listed = 200

  let isFeasible: Bool
  let violationCount: Int
  let travelMinutes: Double
  let priceMinutes: Double
  let worstMinutes: Double
  let violations: [RuleLine]

  /// Collects a verdict.
  public init(_ verdict: Verdict) {
    isFeasible = verdict.isFeasible
    violationCount = verdict.violationCount
    travelMinutes = verdict.totalTravel.value
    priceMinutes = verdict.prices.value
    worstMinutes = verdict.worst.value
    violations = verdict.violations.prefix(Self.listed).map(RuleLine.init)
  }
}

/// A broken rule: what pages of other languages need to say it, and the checker's own words.
struct RuleLine: Encodable {
  let rule: String
  let cars: [String]
  let sector: String?
  let step: Int?
  /// Numbers and names in the sentence, by what they are.
  let values: [String: String]
  let words: String

  init(_ violation: Violation) {
    let place = violation.place
    (rule, cars) = (place.rule, place.cars.map(\.rawValue))
    (sector, step) = (place.sector?.rawValue, place.step)
    (values, words) = (violation.values, violation.description)
  }
}
