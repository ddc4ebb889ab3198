public import Documents
public import PatrolModel
import PlanFiles
public import ScheduleChecking

/// What the checker says of a plan, as JSON: format `temper-check`, version 1.
public struct CheckDocument: JSONDocument, Sendable {
  private let format = "temper-check"
  private let version = 1
  private let instance: InstanceReference
  private let feasible: Bool
  private let violationCount: Int
  private let violations: [Line]
  private let hints: [String]
  private let travelMinutes: Double
  private let priceMinutes: Double
  private let worstMinutes: Double
  private let cars: [CarRecordLine]

  /// Collects a verdict.
  ///
  /// - Parameters:
  ///   - verdict: What the checker says.
  ///   - patrol: The shift.
  ///   - most: How many violations are listed; the others are counted.
  public init(_ verdict: Verdict, of patrol: PatrolInstance, most: Int) {
    instance = InstanceReference(patrol)
    feasible = verdict.isFeasible
    violationCount = verdict.violationCount
    violations = verdict.violations.prefix(most).map(Line.init)
    hints = verdict.hints(for: patrol)
    travelMinutes = verdict.totalTravel.value
    priceMinutes = verdict.prices.value
    worstMinutes = verdict.worst.value
    cars = verdict.cars.map(CarRecordLine.init)
  }

  private struct Line: Encodable {
    let rule: String
    let cars: [String]
    let sector: String?
    let step: Int?
    let words: String

    init(_ violation: Violation) {
      let place = violation.place
      rule = place.rule
      cars = place.cars.map(\.rawValue)
      sector = place.sector?.rawValue
      step = place.step
      words = violation.description
    }
  }
}

extension Verdict {
  /// What may have been meant by names that there are not, each once.
  public func hints(for instance: PatrolInstance) -> [String] {
    var seen: Set<String> = []
    return violations.compactMap { violation -> String? in
      switch violation {
      case .unknownSector(let entry):
        NameHint(sector: entry.sector.rawValue, of: instance)?.description
      case .unknownCar(let entry): NameHint(car: entry.car.rawValue, of: instance)?.description
      default: nil
      }
    }.filter { seen.insert($0).inserted }
  }
}
