public import PatrolModel
public import ScheduleChecking

/// Why a car is where it is at a step: what its way there costs, whom the sector needs, and which other
/// cars could be there instead.
///
/// Alternatives are exchanges with one other car, at this step, for the car's stay, or from this step to
/// the end; the checker judges each, and its figures are the cost.
public struct CellExplanation: Sendable {
  /// What somebody else in this cell would come to.
  public struct Alternative: Sendable {
    /// The other car.
    public let car: CarIndex
    /// The steps at which the two exchange their sectors, counted from zero.
    public let steps: Range<Int>
    /// What it adds to the objective, in thousandths of minutes; negative if it saves.
    public let cost: Int
    /// The rules that it would break; empty if it is allowed.
    public let violations: [Violation]
    /// The same in words.
    public var broken: [String] { violations.map(\.description) }
    /// The plan with the exchange.
    public let schedule: Schedule
  }

  /// The shift.
  public let instance: PatrolInstance
  /// The car in question.
  public let car: CarIndex
  /// The step in question.
  public let step: StepIndex
  /// Where the car is then.
  public let sector: SectorIndex
  /// The car's stay around the step.
  public let stay: Routes.Stay
  /// Where the car came from; `nil` if from nowhere.
  public let origin: SectorIndex?
  /// All cars in the sector then, this one included.
  public let present: [CarIndex]
  /// One for each other car that can be exchanged: those allowed first, by cost, then the others.
  public let alternatives: [Alternative]

  /// Explains a cell of a plan; `nil` if the car is out of service then.
  ///
  /// - Parameters:
  ///   - schedule: The plan.
  ///   - instance: The shift.
  ///   - car: The car in question.
  ///   - step: The step in question.
  ///   - comparing: Whether the checker judges the alternatives, three for each other car; else there
  ///     are none.
  public init?(
    _ schedule: Schedule, of instance: PatrolInstance, car: CarIndex, step: StepIndex,
    comparing: Bool = true
  ) {
    guard let sector = schedule[step, car] else { return nil }
    let routes = Routes(schedule, of: instance)
    let stays = routes.stays[car.rawValue]
    guard let place = stays.firstIndex(where: { $0.steps.contains(step.rawValue) }) else {
      return nil
    }
    self.instance = instance
    self.car = car
    self.step = step
    self.sector = sector
    stay = stays[place]
    origin = place > 0 ? stays[place - 1].sector : instance.fleet[car].start
    present = instance.carIndices.filter { schedule[step, $0] == sector }
    guard comparing else {
      alternatives = []
      return
    }
    let spans = [
      step.rawValue..<step.rawValue + 1, stays[place].steps, step.rawValue..<instance.stepCount,
    ]
    let exchanges = Exchanges(schedule, instance)
    alternatives = instance.carIndices.filter { other in
      other != car && schedule[step, other] != nil && schedule[step, other] != sector
    }.compactMap { other in
      spans.map { exchanges.alternative(car, other, $0) }.min(by: Self.isBetter)
    }.sorted(by: Self.isBetter)
  }

  /// Allowed before not allowed, then by cost, then by fewer broken rules, then by car.
  private static func isBetter(_ a: Alternative, _ b: Alternative) -> Bool {
    (a.violations.count, a.cost, a.car.rawValue, a.steps.count)
      < (b.violations.count, b.cost, b.car.rawValue, b.steps.count)
  }
}

/// Exchanges in one plan, each judged by the checker.
private struct Exchanges {
  private let schedule: Schedule
  private let instance: PatrolInstance
  private let checker: ScheduleChecker
  private let value: Int
  private let known: Set<Violation>

  init(_ schedule: Schedule, _ instance: PatrolInstance) {
    self.schedule = schedule
    self.instance = instance
    checker = ScheduleChecker(instance)
    let verdict = checker.judge(schedule)
    value = verdict.cost.value(under: instance.roster.objective).thousandths
    known = Set(verdict.violations)
  }

  func alternative(
    _ car: CarIndex, _ other: CarIndex, _ steps: Range<Int>
  ) -> CellExplanation.Alternative {
    var changed = schedule
    for step in steps.map({ StepIndex($0) }) {
      guard let one = schedule[step, car], let two = schedule[step, other] else { continue }
      changed[step, car] = two
      changed[step, other] = one
    }
    let verdict = checker.judge(changed)
    return .init(
      car: other, steps: steps,
      cost: verdict.cost.value(under: instance.roster.objective).thousandths - value,
      violations: verdict.violations.filter { !known.contains($0) },
      schedule: changed)
  }
}
