public import LinearPrograms
public import PatrolModel
public import ScheduleChecking

/// Plans between the least total and the least worst car: how much fairness costs.
///
/// Each point is the least total of all plans in which no car has more than a cap (the ε-constraint method;
/// Haimes, Lasdon and Wismer, 1971, doi:10.1109/TSMC.1971.4308298). Paths found under one cap serve the
/// next.
public struct FairnessFront: Sendable {
  /// A plan with no smaller total among those whose worst car has as little.
  public struct Point: Sendable {
    /// The plan.
    public let schedule: Schedule
    /// The checker's word on it: its total and its worst car.
    public let verdict: Verdict
    /// How sure it is that no plan with as small a worst car has a smaller total.
    public let proof: RosterProof
  }

  /// What the search came to.
  public struct Answer: Sendable {
    /// From the least total to the least worst car; none if no plan was found.
    public internal(set) var points: [Point] = []
    /// No plan's worst car has less; with a share of the total, of those plans that keep it.
    public internal(set) var leastWorst = Minutes.zero
    /// Whether it is proven that there is no plan.
    public internal(set) var isInfeasible = false

    /// Whether the worst car of the last point is proven to be the least.
    public var isComplete: Bool {
      points.last.map { $0.verdict.cost.worst <= leastWorst } ?? isInfeasible
    }
  }

  /// The shift.
  public let instance: PatrolInstance
  /// The most points, at least 2.
  public var pointLimit = 7
  /// The most time; `nil` for as long as it takes.
  public var timeLimit: Duration?
  /// The threads.
  public var threads = 1
  /// The seed of the solver's random numbers.
  public var seed: Int32 = 0
  /// Asked again and again, on any thread; `true` ends the run.
  public var isCancelled: @Sendable () -> Bool = { false }

  /// Prepares a front of a shift.
  public init(_ instance: PatrolInstance) { self.instance = instance }

  /// Looks for points from the least total down to the least worst car, at even steps of the minutes that
  /// are left between them.
  ///
  /// - Throws: ``ExactError`` if the solver cannot be had or answers nonsense.
  public func run() throws(ExactError) -> Answer {
    try ExactError.solving { () throws(SolverError) in
      var descent = FairnessDescent(self)
      try descent.begin()
      while descent.isOpen, descent.answer.points.count < pointLimit - 1 {
        try descent.step(oneOf: pointLimit - descent.answer.points.count)
      }
      try descent.halve { _ in true }
      return descent.answer
    }
  }

  /// Looks for the least worst car of the plans whose total is at most so many hundredths of a percent
  /// above the least: two points, or one if that is no better.
  ///
  /// - Throws: ``ExactError`` if the solver cannot be had or answers nonsense.
  public func leastWorst(withinBasisPoints share: Int) throws(ExactError) -> Answer {
    try ExactError.solving { () throws(SolverError) in
      var descent = FairnessDescent(self)
      try descent.begin()
      guard let least = descent.answer.points.first?.verdict.cost.total.tenths else {
        return descent.answer
      }
      let most = least + least * share / 10_000
      try descent.halve { total in total <= most }
      return descent.answer
    }
  }
}

/// A search from the least total down to smaller worst cars.
private struct FairnessDescent {
  private let columns: RosterColumns
  private let checker: ScheduleChecker
  private let deadline: ContinuousClock.Instant?
  private var known: [PathMaster.Column] = []
  /// Worst cars in tenths: none below `low` is possible, the last point's is `high`.
  private var low = 0
  private var high = 0
  private var hasStopped = false
  var answer = FairnessFront.Answer()

  init(_ front: FairnessFront) {
    var columns = RosterColumns(front.instance)
    (columns.threads, columns.seed) = (front.threads, front.seed)
    columns.isCancelled = front.isCancelled
    self.columns = columns
    checker = ScheduleChecker(front.instance)
    deadline = front.timeLimit.map { .now + $0 }
  }

  /// Whether there may be a plan with a smaller worst car.
  var isOpen: Bool { low < high && !hasStopped }

  /// Finds the least total, whoever has most.
  mutating func begin() throws(SolverError) {
    let result = try columns.leastTotal(until: deadline, keeping: &known)
    answer.isInfeasible = result.isInfeasible
    low = columns.instance.leastWorst(ofTotal: result.bound)
    if let point = point(result) { append(point) } else { hasStopped = true }
  }

  /// Goes down by one of so many even steps, or learns that this cannot be.
  mutating func step(oneOf parts: Int) throws(SolverError) {
    let cap = high - max(1, (high - low) / parts)
    if let point = try leastTotal(under: cap) { append(point) }
  }

  /// Halves what is open until the least worst car is known, of plans with a total that will do.
  mutating func halve(_ willDo: (Int) -> Bool) throws(SolverError) {
    var last: FairnessFront.Point?
    while isOpen {
      let cap = low + (high - low - 1) / 2
      guard let point = try leastTotal(under: cap) else { continue }
      if willDo(point.verdict.cost.total.tenths) {
        (last, high) = (point, point.verdict.cost.worst.tenths)
      } else if point.proof == .proven {
        low = cap + 1
      } else {
        hasStopped = true
      }
    }
    answer.leastWorst = Minutes(tenths: low)
    if let last { append(last) }
  }

  /// The plan of least total under a cap; without one the bound rises, or the search ends.
  private mutating func leastTotal(under cap: Int) throws(SolverError) -> FairnessFront.Point? {
    var capped = columns
    capped.cap = Minutes(tenths: cap)
    let result = try capped.leastTotal(until: deadline, keeping: &known)
    if result.isInfeasible { low = cap + 1 }
    let point = point(result)
    hasStopped = hasStopped || (point == nil && !result.isInfeasible)
    answer.leastWorst = Minutes(tenths: low)
    return point
  }

  private func point(_ result: RosterResult) -> FairnessFront.Point? {
    guard let schedule = result.schedule else { return nil }
    let verdict = checker.judge(schedule)
    return verdict.isFeasible
      ? FairnessFront.Point(schedule: schedule, verdict: verdict, proof: result.proof) : nil
  }

  /// Adds a point, and drops those before it that are no cheaper.
  private mutating func append(_ point: FairnessFront.Point) {
    let total = point.verdict.cost.total
    while let last = answer.points.last, last.verdict.cost.total >= total {
      answer.points.removeLast()
    }
    answer.points.append(point)
    high = point.verdict.cost.worst.tenths
  }
}
