public import Contradictions
public import LinearPrograms
public import PatrolModel
public import RosterPrograms
public import ScheduleChecking

/// Plans the rest of a shift again when something has happened, and leaves people alone where it can.
///
/// What is past stays. Each changed cell has a price; few changes and few minutes contradict each other,
/// so that the answer is a short list: one plan for each price, the best of each number of changes.
public struct Replan: Sendable {
  /// The shift as it is now, the past fixed, cars that dropped out out of service.
  public let instance: PatrolInstance
  /// The plan that people know.
  public let plan: Schedule
  /// The seed of all random numbers.
  public var seed: UInt64 = 1
  /// The number of threads, at least 1.
  public var threads = 1
  /// The most time for each price; `nil` for as long as it takes to a proof.
  public var timeLimit: Duration?
  /// The way to take; see ``RosterRequest/Method``.
  public var method = RosterRequest.Method.automatic
  /// Asked again and again, on any thread; `true` ends the run.
  public var isCancelled: @Sendable () -> Bool = { false }

  /// Prices in minutes from which a front is made: the first asks for the fewest changes at any cost.
  public static let prices = [1000, 30, 15, 8, 4, 1].map { Minutes($0) }

  /// Prepares to plan again from a step on.
  ///
  /// - Parameters:
  ///   - instance: The shift; what has changed in it may be in it already.
  ///   - plan: The plan until now.
  ///   - step: The first step that may still be changed.
  ///   - out: Cars that are out of service from then on.
  ///   - shortage: What a missing car costs per step where cars dropped out, unless the shift says so.
  public init(
    _ instance: PatrolInstance, plan: Schedule, from step: StepIndex, out: Set<CarIndex>,
    shortage: Minutes
  ) {
    self.instance = instance.goingOn(with: plan, from: step, out: out, shortage: shortage)
    self.plan = plan
  }

  /// A plan again, and how far it is from the known one.
  public struct Option: Sendable {
    /// The price of a changed cell that led to it.
    public let price: Minutes
    /// The plan.
    public let schedule: Schedule
    /// The checker's word on it.
    public let verdict: Verdict
    /// The cells that differ from the known plan.
    public let changedCells: Int
    /// The cars that have some other sector than they knew.
    public let changedCars: [CarIndex]
    /// How sure it is that no plan is better at this price.
    public let proof: RosterProof
  }

  /// What planning again came to.
  public struct Answer: Sendable {
    /// Plans from few changes to many, each with less to pay than the one before.
    public let options: [Option]
    /// Why there is no plan.
    public let conflicts: [PlanningConflict]
    /// Whether it is proven that there is no plan.
    public let isInfeasible: Bool
  }

  /// What planning again tells while it goes on.
  public struct Event: Sendable {
    /// The price of a changed cell that is tried.
    public let price: Minutes
    /// What happens at that price; a plan's value has its changes at the price in it.
    public let event: RosterEvent
    /// How long the prices before took.
    public let earlier: Duration
  }

  /// Plans again for each price; `log` is told what happens, on the calling thread.
  ///
  /// - Throws: ``ExactError`` if an answer is refused.
  public func run(
    prices: [Minutes] = prices, log: (Event) -> Void = { _ in }
  ) throws(ExactError) -> Answer {
    var options: [Option] = []
    let start = ContinuousClock.now
    for price in prices.sorted(by: >) {
      var request = RosterRequest(instance, seed: seed)
      request.method = method
      request.threads = threads
      request.timeLimit = timeLimit
      request.changes = PlanChanges(from: plan, price: price)
      request.start = options.last?.schedule ?? plan
      request.isCancelled = isCancelled
      let earlier = start.duration(to: .now)
      let outcome = try RosterRun(request).run {
        log(Event(price: price, event: $0, earlier: earlier))
      }
      guard let schedule = outcome.schedule, let verdict = outcome.verdict else {
        if !options.isEmpty { break }
        return Answer(
          options: [], conflicts: outcome.conflicts, isInfeasible: outcome.isInfeasible)
      }
      let cells = PlanChanges(from: plan, price: price).cells(in: schedule)
      options.append(
        Option(
          price: price, schedule: schedule, verdict: verdict, changedCells: cells.count,
          changedCars: Set(cells.map(\.car)).sorted(), proof: outcome.proof))
      if isCancelled() { break }
    }
    return Answer(options: Self.front(options), conflicts: [], isInfeasible: false)
  }

  /// Those that no other one beats in both changes and objective, by number of changes.
  private static func front(_ options: [Option]) -> [Option] {
    var front: [Option] = []
    let sorted = options.sorted {
      ($0.changedCells, $0.verdict.cost.total) < ($1.changedCells, $1.verdict.cost.total)
    }
    for option in sorted
    where front.last.map({ option.verdict.cost.total < $0.verdict.cost.total }) ?? true {
      front.append(option)
    }
    return front
  }
}
