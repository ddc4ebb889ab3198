import Temper

/// Why a car is where it is; and who else could be, best first, and who could not.
public struct CellAnswer: Encodable, Sendable {
  /// How many alternatives are listed of each kind.
  static let listed = 3

  let car: String
  let step: Int
  let time: String
  let sector: String
  let stayFrom: Int
  let stayTo: Int
  let origin: String?
  let arrivalMinutes: Double?
  let needed: Int
  let wanted: Int
  let most: Int
  let present: [String]
  let pinned: Bool
  /// What the checker finds broken in this cell.
  let broken: [RuleLine]
  var allowed: [Alternative]?
  var refused: [Alternative]?

  struct Alternative: Encodable, Sendable {
    let car: String
    let fromStep: Int
    let toStep: Int
    let costMinutes: Double
    let broken: [RuleLine]

    init(_ other: CellExplanation.Alternative, of instance: PatrolInstance) {
      car = instance.fleet[other.car].id.rawValue
      fromStep = other.steps.lowerBound + 1
      toStep = other.steps.upperBound
      costMinutes = Double(other.cost) / 1000
      broken = other.violations.map(RuleLine.init)
    }
  }

  /// Explains a cell; `candidates` has all exchanges judged, a while in large shifts.
  ///
  /// - Throws: ``DeskError`` if there is no such cell, or nobody in it.
  public init(
    car name: String, step number: Int, of plan: WorkPlan, candidates: Bool
  ) throws(DeskError) {
    let places = PlanPlaces(plan.instance)
    let (carIndex, stepIndex) = (try places.car(name), try places.step(number))
    guard let schedule = plan.schedule, let verdict = plan.verdict else { throw .noPlan }
    let instance = plan.instance
    guard
      let cell = CellExplanation(
        schedule, of: instance, car: carIndex, step: stepIndex, comparing: candidates)
    else {
      throw DeskError(
        "\(places.words(carIndex, stepIndex)) is out of service",
        remedy: "ask at a step at which it drives")
    }
    let range = instance.range(stepIndex, cell.sector)
    car = name
    step = number
    time = instance.shift.clock(stepIndex)
    sector = instance[cell.sector].id.rawValue
    stayFrom = cell.stay.steps.lowerBound + 1
    stayTo = cell.stay.steps.upperBound
    origin = cell.origin.map { instance[$0].id.rawValue }
    arrivalMinutes = cell.stay.arrival?.value
    (needed, wanted, most) = (range.minimum, range.target, range.maximum)
    present = cell.present.map { instance.fleet[$0].id.rawValue }
    pinned = instance.rules.fixedSector(of: carIndex, at: stepIndex) != nil
    broken = verdict.violations.filter { violation in
      let place = violation.place
      return (place.step ?? number) == number
        && (place.cars.contains { $0.rawValue == name }
          || (place.cars.isEmpty && place.sector == instance[cell.sector].id))
    }.map(RuleLine.init)
    guard candidates else { return }
    let lines = cell.alternatives
    allowed = lines.filter(\.violations.isEmpty).prefix(Self.listed).map { .init($0, of: instance) }
    refused = lines.filter { !$0.violations.isEmpty }.prefix(Self.listed)
      .map { .init($0, of: instance) }
  }
}
