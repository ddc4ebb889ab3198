import LinearPrograms
import PatrolModel

/// Solves a large program by its LP and the few columns that an optimum can use.
///
/// With the LP's optimum L and reduced costs r ≥ 0, any solution that uses a column with r > δ costs
/// more than L + δ. So the program is solved over the columns with r ≤ δ alone, to a value U; if
/// U ≤ L + δ, it is the optimum, and otherwise δ = U − L is sure to be wide enough (reduced-cost
/// fixing, Crowder, Johnson & Padberg 1983, doi:10.1287/opre.31.5.803, from the narrow side).
///
/// Objectives are whole numbers.
struct RestrictedSearch {
  /// What a search came to, in the program's own terms.
  struct Found {
    var solution: LinearSolution?
    var bound: Double
    var end: ExactEnd
    var nodes: Int
    /// No solution costs less, in whole numbers and without a solver's tolerances.
    var proven = 0
    /// Searches for something better than what a solver called optimal.
    var attempts = 0
  }

  let solver: any LinearSolver
  let options: SolverOptions
  var clock: RunClock
  /// What is known of the objective before.
  let knownBound: Double
  let report: (ExactEvent) -> Void
  /// The stage of each column, if columns come in stages.
  var stages: [Int]?
  /// The most time once a solution is close to the bound, if that is more.
  var closeTimeLimit: Duration?

  /// The share of its cost by which a close solution is above the bound at most: cities that are annealed
  /// for half a minute end up as far from the optimum or farther, and windows come nearer.
  static let closeGap = 0.01

  /// Branch and bound over all columns; where a claim will need confirmation, the LP goes before, whose
  /// optimum often settles the matter.
  func solveWhole(_ program: LinearProgram, start: [Double]?) throws(SolverError) -> Found {
    var knownBound = knownBound
    var proven = Int(knownBound)
    if solver.needsConfirmation {
      var options = options
      options.timeLimit = clock.remaining
      let relaxation = try solver.solve(program.relaxed, options: options) { _ in }
      if relaxation.status == .optimal, let root = relaxation.solution {
        // Costs are whole; the margin is that of the solver's tolerances.
        knownBound = max(
          knownBound, (root.objective - 1e-6 * max(1, abs(root.objective))).rounded(.up))
        if let whole = program.wholeBound(rowDuals: root.rowDuals) {
          proven = max(proven, whole)
          knownBound = max(knownBound, Double(whole))
        }
      }
    }
    var found = try branch(program, start: start, knownBound: knownBound, ceiling: .infinity)
    found.proven = max(found.proven, proven)
    return found
  }

  /// The LP first, then solutions near it where columns come in stages, then branch and bound over more
  /// and more columns.
  ///
  /// What the best solution so far uses stays in, too, so that it can be improved piece by piece.
  mutating func solve(
    _ program: LinearProgram, start: [Double]?
  ) throws(SolverError) -> Found {
    var options = options
    options.timeLimit = relaxationTime
    let relaxation = try solver.solve(program.relaxed, options: options) { _ in }
    var found = Found(
      solution: try start.map { (values) throws(SolverError) in
        try program.solution(values, claimed: nil)
      }, bound: knownBound, end: end(of: relaxation.status), nodes: 0)
    // A program without values has no start, so that a start outlives a limit only.
    guard relaxation.status == .optimal, let root = relaxation.solution else { return found }
    if let bound = Minutes(roundingUpBound: root.objective) {
      report(.relaxed(bound: bound, time: clock.elapsed))
    }
    found.bound = root.objective
    found.proven = max(Int(knownBound), program.wholeBound(rowDuals: root.rowDuals) ?? 0)
    var width = Self.firstWidth(of: root.reducedCosts)
    try improve(&found, of: program, near: root, width)
    if isCloseEnough(found) { return found }
    // A width of the known gap settles the matter.
    if let known = found.solution?.objective {
      width = max(1, min(width, (known - root.objective).rounded(.up)))
    }
    while true {
      let (part, beyond) = restrict(
        program, to: width, root.reducedCosts, keeping: found.solution?.values)
      report(.restricted(columns: part.kept, reducedCost: Minutes(tenths: Int(width))))
      let ceiling = root.objective + beyond
      let step = try branch(
        part.program, start: found.solution?.values, knownBound: found.bound, ceiling: ceiling)
      found.nodes += step.nodes
      if let new = step.solution, new.objective <= found.solution?.objective ?? .infinity {
        found.solution = new
      }
      found.bound = max(found.bound, min(step.bound, ceiling))
      // What was left out costs at least the ceiling, less the tolerances of reduced costs.
      let beyondProven = (ceiling - 1e-6 * max(1, abs(ceiling))).rounded(.up)
      // Nothing was left out where the ceiling has no end.
      found.proven = max(found.proven, min(step.proven, Int(exactly: beyondProven) ?? .max))
      found.end = step.end
      guard step.end == .complete, beyond < .infinity, !isCloseEnough(found) else { return found }
      if let best = found.solution?.objective {
        // A width that left the best solution unproven is not tried again.
        width = max(best - root.objective, beyond)
      } else {
        width *= 2
      }
    }
  }

  /// Whether a solution is as near to the bound as it has to be; costs are whole.
  private func isCloseEnough(_ found: Found) -> Bool {
    guard let best = found.solution?.objective else { return false }
    return found.bound > best - 1 || best - found.bound <= options.relativeGap * best
  }

  /// Looks for a solution near the LP's optimum, stage by stage, and makes it better by windows of them.
  private mutating func improve(
    _ found: inout Found, of program: LinearProgram, near root: LinearSolution, _ width: Double
  ) throws(SolverError) {
    guard let stages else { return }
    let staged = StagedProgram(program, stages: stages)
    var patient = clock
    patient.extend(to: closeTimeLimit)
    let dive = FixAndRelax(staged, rowDuals: root.rowDuals, parts: parts(until: patient))
    if let first = try dive.solution(width: width),
      first.objective < found.solution?.objective ?? .infinity
    {
      note(first, &found)
    }
    // Wider, once the gap is known: what is left out then is in no better plan.
    for width in [width, .infinity] {
      guard let best = found.solution, !isCloseEnough(found) else { return }
      let gap = best.objective - root.objective
      if gap <= Self.closeGap * best.objective { clock = patient }
      let windows = WindowSearch(staged, parts: parts(until: clock), threads: options.threads)
      let isOpen: @Sendable (Int) -> Bool = { root.reducedCosts[$0] <= min(width, gap) }
      _ = try windows.improve(best, isOpen: isOpen) { better in
        note(better, &found)
        return true
      }
    }
  }

  /// The time for the LP: it leads to plans that nothing else comes near, so that it may take most of what
  /// there is if they come; a quarter is left for them.
  private var relaxationTime: Duration? {
    guard let remaining = clock.remaining, let limit = closeTimeLimit, stages != nil else {
      return clock.remaining
    }
    return max(remaining, limit * 0.75 - clock.elapsed)
  }

  private func parts(until clock: RunClock) -> PartSolver {
    PartSolver(solver, options) { clock.remaining }
  }

  private func note(_ solution: LinearSolution, _ found: inout Found) {
    found.solution = solution
    report(
      .progress(
        incumbent: Minutes(rounding: solution.objective / 10),
        bound: Minutes(roundingUpBound: max(knownBound, found.bound)), nodes: 0,
        time: clock.elapsed))
  }

  /// Fixes at zero what costs more than the width; also returns the least reduced cost left out.
  private func restrict(
    _ program: LinearProgram, to width: Double, _ reducedCosts: [Double], keeping best: [Double]?
  ) -> (part: (program: LinearProgram, kept: Int), beyond: Double) {
    var (part, kept, beyond) = (program, 0, Double.infinity)
    for (column, cost) in reducedCosts.enumerated() {
      if cost <= width || best.map({ $0[column] > 0 }) ?? false {
        kept += 1
      } else {
        part.fix(LinearProgram.ColumnIndex(column), at: 0)
        beyond = min(beyond, cost)
      }
    }
    return ((part, kept), beyond)
  }

  private func branch(
    _ program: LinearProgram, start: [Double]?, knownBound: Double, ceiling: Double
  ) throws(SolverError) -> Found {
    var options = options
    options.timeLimit = clock.remaining
    options.start = start
    let before = clock.elapsed
    let outcome = try solver.solve(program, options: options) { progress in
      report(
        .progress(
          incumbent: progress.incumbent.flatMap { Minutes(rounding: $0 / 10) },
          bound: Minutes(roundingUpBound: max(knownBound, min(progress.bound, ceiling))),
          nodes: progress.nodes, time: before + progress.elapsed))
    }
    let bound = outcome.status == .infeasible ? .infinity : max(knownBound, outcome.bound)
    let found = Found(
      solution: outcome.solution, bound: bound, end: end(of: outcome.status), nodes: outcome.nodes)
    return try confirmed(found, program, knownBound: knownBound)
  }

  /// How many searches for something better have to fail before a solver is believed.
  private static let confirmations = 2

  /// A claim of optimality, confirmed by a bound that is not the search's own, or by searches with other
  /// seeds for anything better that end with the word that there is nothing.
  ///
  /// On the flow model of a night with an optimum of 1543.2 minutes, HiGHS called 1543.6 or 1544.1
  /// optimal for 4 of 20 seeds.
  private func confirmed(
    _ claim: Found, _ program: LinearProgram, knownBound: Double
  ) throws(SolverError) -> Found {
    var found = claim
    var failures = 0
    while solver.needsConfirmation, found.end == .complete, let best = found.solution?.objective,
      found.bound > best - 1, knownBound <= best - 1, failures < Self.confirmations
    {
      var options = options
      options.timeLimit = clock.remaining
      options.seed = Int32(
        truncatingIfNeeded: (Int(options.seed) + found.attempts + 1) & 0x7fff_ffff)
      found.attempts += 1
      let outcome = try solver.solve(program.costing(atMost: best - 1), options: options) { _ in }
      found.nodes += outcome.nodes
      if let better = outcome.solution {
        failures = 0
        found.solution = better
        found.bound = max(knownBound, min(outcome.bound, better.objective))
        found.end = end(of: outcome.status)
      } else if outcome.status == .infeasible {
        failures += 1
        found.bound = best
        if failures == Self.confirmations { found.proven = Int(best) }
      } else {
        found.bound = knownBound
        found.end = end(of: outcome.status)
      }
    }
    return found
  }

  private func end(of status: LinearStatus) -> ExactEnd {
    switch status {
    case .optimal, .infeasible, .infeasibleOrUnbounded, .unbounded: .complete
    case .timeLimit: .time
    case .interrupted: .cancelled
    case .solverLimit: .solverLimit
    }
  }

  /// A first width that keeps about two columns per row: enough to find solutions near the optimum.
  private static func firstWidth(of reducedCosts: [Double]) -> Double {
    let sorted = reducedCosts.sorted()
    let index = min(sorted.count - 1, sorted.count / 8)
    return max(1, (sorted.isEmpty ? 1 : sorted[index]).rounded(.up))
  }
}
