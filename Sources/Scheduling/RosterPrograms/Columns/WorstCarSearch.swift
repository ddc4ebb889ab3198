import LinearPrograms
import PatrolModel
import ScheduleChecking

/// The least minutes that the car with most of them can have, then the least total.
///
/// A cap on the minutes of every path is searched by halving: where the paths below it cannot keep the
/// rules even in parts, which the bound of the feasibility phase proves in whole numbers, no plan has a
/// smaller worst car. Plans come from a search below a cap, down from a known plan, and from the paths
/// below the cap, up from the bound; neither alone found all of the plans that were tried.
struct WorstCarSearch {
  let columns: RosterColumns
  let deadline: ContinuousClock.Instant?
  private let checker: ScheduleChecker
  private var instance: PatrolInstance { columns.instance }
  /// Paths that were of use under other caps.
  private var known: [PathMaster.Column] = []
  /// Caps in tenths: none below `low` is possible; `plan` has no car above `high`.
  private var low = 0
  private var high = 0
  private var plan: RosterResult?

  init(_ columns: RosterColumns, until deadline: ContinuousClock.Instant?) {
    self.columns = columns
    self.deadline = deadline
    checker = ScheduleChecker(columns.instance)
  }

  /// Searches until everything is proven, or the end is asked for.
  mutating func run() throws(SolverError) -> RosterResult {
    var result = RosterResult()
    result.solver = try HiGHSSolver().title
    try begin()
    if plan == nil, try mayBe(high) == false {
      result.isInfeasible = true
      result.proof = .proven
      return result
    }
    try raiseBound()
    searchDown()
    try fillFromPaths(under: low, until: share(2))
    searchDown()
    try fillFromPaths(under: high, until: deadline)
    result.bound = low * RosterProgram.perTenth
    guard let plan, let schedule = plan.schedule else { return result }
    result.schedule = schedule
    result.value = high * RosterProgram.perTenth
    if high == low { result.proof = plan.proof }
    return result
  }

  // MARK: - Steps

  /// The ends of the search: what the average car has, and the worst car of the plan of least total.
  private mutating func begin() throws(SolverError) {
    low = instance.leastWorst(ofTotal: nil)
    high = low + (instance.stepCount + 1) * instance.longestDrive.tenths
    if let start = columns.start { take(start) }
    let total = try columns.leastTotal(until: share(4), keeping: &known)
    if let schedule = total.schedule { take(schedule, total.proof) }
    low = instance.leastWorst(ofTotal: total.bound)
  }

  /// Halves what is open between the bound and the plan, as far as paths in parts can tell.
  private mutating func raiseBound() throws(SolverError) {
    var possible = high
    while low < possible {
      let middle = low + (possible - low) / 2
      guard let may = try mayBe(middle) else { return }
      if may { possible = middle } else { low = middle + 1 }
    }
  }

  /// Whether paths below a cap keep all rules, at least in parts; `nil` if that stays open.
  private mutating func mayBe(_ cap: Int) throws(SolverError) -> Bool? {
    var generation = try ColumnGeneration(
      instance, changes: nil, cap: Minutes(tenths: cap), threads: columns.threads,
      seed: columns.seed)
    try generation.add(known)
    let end = try generation.isPossible(mustStop: { mustStop })
    known = generation.columns + known.filter { !generation.keepsCap($0) }
    switch end {
    case .done: return true
    case .infeasible: return false
    case .stopped: return nil
    }
  }

  /// Searches below lower and lower caps: first half of what is open, less after a failure.
  private mutating func searchDown() {
    var step = (high - low + 1) / 2
    while low < high, step > 0, !mustStop {
      guard let start = plan?.schedule, let search = columns.search else { return }
      let slice = share(8).map { ContinuousClock.now.duration(to: $0) } ?? .seconds(10)
      if let found = search(start, Minutes(tenths: high - step), slice) {
        take(found)
        step = min(step, high - low)
      } else {
        step /= 2
      }
    }
  }

  /// Looks for a plan of least total among paths under a cap.
  private mutating func fillFromPaths(
    under cap: Int, until end: ContinuousClock.Instant?
  ) throws(SolverError) {
    guard !mustStop, !(cap == high && plan?.proof == .proven) else { return }
    var capped = columns
    capped.cap = Minutes(tenths: cap)
    capped.start = cap == high ? plan?.schedule : nil
    let result = try capped.leastTotal(until: end, keeping: &known)
    if let schedule = result.schedule { take(schedule, result.proof) }
  }

  /// Takes a plan if its worst car has less, or as much with a smaller total or a proof.
  private mutating func take(_ schedule: Schedule, _ proof: RosterProof = .open) {
    let verdict = checker.judge(schedule)
    guard verdict.isFeasible else { return }
    let cost = verdict.cost
    let isBetter =
      plan.map { known in
        (cost.worst.tenths, cost.total.tenths, proof == .proven ? 0 : 1)
          < (high, known.value ?? .max, known.proof == .proven ? 0 : 1)
      } ?? true
    guard isBetter else { return }
    var better = RosterResult()
    better.schedule = schedule
    better.value = cost.total.tenths
    better.proof = proof
    high = cost.worst.tenths
    plan = better
  }

  // MARK: - Time

  private var mustStop: Bool { columns.isCancelled() || deadline.map { .now >= $0 } ?? false }

  /// The end of a part of the time that is left.
  private func share(_ parts: Int) -> ContinuousClock.Instant? {
    deadline.map { .now + ContinuousClock.now.duration(to: $0) / parts }
  }
}

extension PatrolInstance {
  /// Tenths that the worst car has at least: what some car had on earlier days, and the mean if no plan's
  /// total is below a bound in thousandths.
  func leastWorst(ofTotal bound: Int?) -> Int {
    let before = carIndices.map { fleet[$0].minutesBefore.tenths }
    let largest = before.max() ?? 0
    guard let bound, !hasPrices else { return largest }
    let sum = bound / RosterProgram.perTenth + before.reduce(0, +)
    return max(largest, (sum + carCount - 1) / carCount)
  }

  /// Whether some number of cars in a cell costs something, so that totals are not minutes alone.
  private var hasPrices: Bool {
    shift.steps.contains { step in
      sectorIndices.contains { !CellPrice(self, step, $0).isFree }
    }
  }
}
